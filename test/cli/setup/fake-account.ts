/** A Cloudflare account with a KV namespace, secrets and a Worker, as far as setup uses them; on this machine. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

const ACCOUNT = "account";
const NO_SUCH_WORKER = { status: 404, errors: [{ code: 10007, message: "This Worker does not exist" }] };

interface Answer {
  readonly status?: number;
  readonly result?: unknown;
  /** Instead of JSON. */
  readonly raw?: string;
  readonly errors?: readonly { readonly code: number; readonly message: string }[];
}

export class FakeAccount {
  readonly #server: Server;
  readonly namespaces: { id: string; title: string }[] = [];
  readonly secrets = new Map<string, string>();
  switches: Readonly<Record<string, string>> = {};
  deployments = 0;
  /** The ids of the KV namespaces that the last deploy bound, by binding. */
  bound: Readonly<Record<string, string>> = {};
  /** Method and path of each request. */
  readonly requests: string[] = [];
  /** A request that is carried out and never answered; `happened` reports it. */
  #held: { readonly pattern: RegExp; readonly happened: () => void } | null = null;

  private constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk) => chunks.push(chunk));
      request.on("end", () => {
        const { method = "", url = "" } = request;
        const path = url.replace(/\?.*$/, "").replace(`/client/v4/accounts/${ACCOUNT}`, "");
        const page = Number(new URLSearchParams(url.replace(/^[^?]*/, "")).get("page") ?? 1);
        const line = `${method} ${path}`;
        this.requests.push(line);
        const {
          status = 200,
          result = null,
          errors = [],
          raw,
        } = this.#answer(method, path, page, Buffer.concat(chunks).toString());
        if (this.#held?.pattern.test(line)) {
          this.#held.happened();
          this.#held = null;
          return;
        }
        const info = { page: 1, per_page: 100, count: 1, total_count: 1 };
        response.writeHead(status, { "content-type": "application/json" });
        response.end(
          raw ?? JSON.stringify({ success: status === 200, errors, messages: [], result, result_info: info }),
        );
      });
    });
  }

  static async start(): Promise<FakeAccount> {
    const account = new FakeAccount();
    await new Promise<void>((resolve) => account.#server.listen(0, "127.0.0.1", resolve));
    return account;
  }

  /** Resolves when a matching request has been carried out; its sender is left waiting for the answer. */
  hold(pattern: RegExp): Promise<void> {
    return new Promise((happened) => {
      this.#held = { pattern, happened };
    });
  }

  env(home: string): Record<string, string> {
    const { port } = this.#server.address() as AddressInfo;
    return {
      CLOUDFLARE_API_BASE_URL: `http://127.0.0.1:${port}/client/v4`,
      CLOUDFLARE_API_TOKEN: "only for this test",
      CLOUDFLARE_ACCOUNT_ID: ACCOUNT,
      XDG_CONFIG_HOME: home,
    };
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #answer(method: string, path: string, page: number, body: string): Answer {
    // wrangler asks for further pages until one is empty.
    if (page > 1) return { result: [] };
    if (path === "/storage/kv/namespaces") return this.#namespace(method, body);
    if (path.endsWith("/bulk")) {
      const pairs: { key: string; value: string }[] = JSON.parse(body);
      this.switches = Object.fromEntries(pairs.map(({ key, value }) => [key, value]));
      return { result: { successful_key_count: pairs.length, unsuccessful_keys: [] } };
    }
    const key = /\/storage\/kv\/namespaces\/\w+\/values\/([\w.-]+)$/.exec(path)?.[1];
    if (key !== undefined) return this.#value(method, key, body);
    if (path.endsWith("/settings"))
      return this.deployments === 0 ? NO_SUCH_WORKER : { result: { bindings: bindingsOf(this.bound) } };
    if (path.endsWith("/secrets")) {
      if (this.deployments === 0) return NO_SUCH_WORKER;
      if (method !== "PUT")
        return { result: [...this.secrets.keys()].map((name) => ({ name, type: "secret_text" })) };
      const { name, text }: { name: string; text: string } = JSON.parse(body);
      this.secrets.set(name, text);
      return { result: { name, type: "secret_text" } };
    }
    if (path.startsWith("/workers/services/")) return NO_SUCH_WORKER;
    if (path.endsWith("/deployments")) return { result: { deployments: [] } };
    if (path.endsWith("/changeset"))
      return { result: { added: [], removed: [], updated: [], conflicting: [] } };
    if (method === "PUT" && /\/workers\/scripts\/[\w-]+$/.test(path)) {
      this.deployments += 1;
      this.bound = boundBy(body, this.bound);
    }
    return {
      result: {
        id: "outspoken",
        startup_time_ms: 1,
        deployment_id: "1",
        etag: "1",
        subdomain: { enabled: false, previews_enabled: false },
      },
    };
  }

  #value(method: string, key: string, body: string): Answer {
    if (method === "PUT") this.switches = { ...this.switches, [key]: body };
    return method === "GET" ? { raw: this.switches[key] ?? "" } : {};
  }

  #namespace(method: string, body: string): Answer {
    if (method !== "POST") return { result: this.namespaces };
    const { title }: { title: string } = JSON.parse(body);
    const made = { id: String(this.namespaces.length + 1).padStart(32, "0"), title };
    this.namespaces.push(made);
    return { result: made };
  }
}

function bindingsOf(bound: Readonly<Record<string, string>>): object[] {
  return Object.entries(bound).map(([name, namespace_id]) => ({ name, type: "kv_namespace", namespace_id }));
}

/** In: an upload (multipart), what was bound before it. An inherited binding has the type `inherit` and no id. */
function boundBy(upload: string, before: Readonly<Record<string, string>>): Record<string, string> {
  const found = [
    ...upload.matchAll(/\{"name":"(\w+)","type":"(kv_namespace|inherit)"(?:,"namespace_id":"(\w+)")?/g),
  ];
  return Object.fromEntries(found.map(([, name = "", , id]) => [name, id ?? before[name] ?? ""]));
}

/** The part of Cloudflare's API that `wrangler secret list` and `wrangler deploy` use, on this machine. */
import { createServer, type Server } from "node:http";

const ACCOUNT = "account";

export interface FakeWorker {
  /** The names of the secrets that are set; null if the Worker was never deployed. */
  readonly secrets: readonly string[] | null;
}

interface Answer {
  readonly status?: number;
  readonly result?: unknown;
  readonly errors?: readonly { readonly code: number; readonly message: string }[];
}

/** By this wrangler 4.164 recognises that a Worker does not exist. */
const NO_SUCH_WORKER: Answer = {
  status: 404,
  errors: [{ code: 10007, message: "This Worker does not exist" }],
};
const REFUSED: Answer = { status: 403, errors: [{ code: 10000, message: "Authentication error" }] };

export class CloudflareApi {
  readonly #server: Server;
  /** Method and path of each request. */
  readonly requests: string[] = [];

  private constructor(workers: Readonly<Record<string, FakeWorker>>) {
    this.#server = createServer((request, response) => {
      const { method = "", url = "" } = request;
      request.resume().on("end", () => {
        const path = url.replace(/\?.*$/, "").replace(`/client/v4/accounts/${ACCOUNT}`, "");
        this.requests.push(`${method} ${path}`);
        const { status = 200, result = null, errors = [] } = answerTo(method, path, workers);
        response.writeHead(status, { "content-type": "application/json" });
        response.end(JSON.stringify({ success: status === 200, errors, messages: [], result }));
      });
    });
  }

  /** In: the Workers of the account by name; requests for any other are refused. */
  static async start(workers: Readonly<Record<string, FakeWorker>>): Promise<CloudflareApi> {
    const api = new CloudflareApi(workers);
    await new Promise<void>((resolve) => api.#server.listen(0, "127.0.0.1", resolve));
    return api;
  }

  /** The environment that makes wrangler use this API. */
  env(home: string): Record<string, string> {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    return {
      CLOUDFLARE_API_BASE_URL: `http://127.0.0.1:${address.port}/client/v4`,
      CLOUDFLARE_API_TOKEN: "only for this test",
      CLOUDFLARE_ACCOUNT_ID: ACCOUNT,
      WRANGLER_SEND_METRICS: "false",
      XDG_CONFIG_HOME: home,
      CI: "1",
    };
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

function answerTo(method: string, path: string, workers: Readonly<Record<string, FakeWorker>>): Answer {
  const [, collection, name = ""] = /^\/workers\/(scripts|services|workers)\/([\w-]+)/.exec(path) ?? [];
  const worker = Object.hasOwn(workers, name) ? workers[name] : undefined;
  if (worker === undefined) return REFUSED;
  if (path.endsWith("/secrets")) {
    const { secrets } = worker;
    return secrets === null
      ? NO_SUCH_WORKER
      : { result: secrets.map((secret) => ({ name: secret, type: "secret_text" })) };
  }
  if (collection === "services") return NO_SUCH_WORKER;
  if (path.endsWith("/deployments")) return { result: { deployments: [] } };
  if (path.endsWith("/changeset"))
    return { result: { added: [], removed: [], updated: [], conflicting: [] } };
  if (method === "PUT") return { result: { id: name, startup_time_ms: 1, deployment_id: "1", etag: "1" } };
  return { result: { id: name, subdomain: { enabled: false, previews_enabled: false } } };
}

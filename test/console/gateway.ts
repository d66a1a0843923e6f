/** A gateway with its console in real workerd, in front of a registry that refuses everything. */
import { dirname } from "node:path";
import type { Miniflare } from "miniflare";
import { inject } from "vitest";
import { originOf, startWorkers } from "../sockets/miniflare.ts";

export const TOKEN = "correct horse battery staple";
export const ADMIN_PATH = "/-/outspoken";

/** Its reason is the path's last segment, percent-decoded; its status 403, or the segment before that. */
const REGISTRY = `export default { fetch(request) {
  const [, status, reason] = /(?:\\/(\\d{3}))?\\/([^/]*)$/.exec(new URL(request.url).pathname);
  const headers = status === "401" ? { "www-authenticate": 'Basic realm="R"' } : {};
  return Response.json({ message: decodeURIComponent(reason) }, { status: Number(status ?? 403), headers });
} }`;

const ROUTES = [
  { path: "/npm/*", format: "npm", origin: "service:REGISTRY/npm" },
  { path: "/go/*", format: "go", origin: "service:REGISTRY/go" },
  { path: "/some/*", format: "generic", origin: "service:REGISTRY/some", enabled: "25%" },
  { path: "/off/*", format: "generic", origin: "service:REGISTRY/off", enabled: false },
];

/** Analytics SQL's binding as miniflare makes it, a service with a method; what it answers comes from the test. */
const ANALYTICS = `import { WorkerEntrypoint } from "cloudflare:workers";
export default class extends WorkerEntrypoint {
  async query(request) {
    const response = await fetch("https://analytics.example", { method: "POST", body: JSON.stringify(request) });
    if (!response.ok) throw Object.assign(new Error(await response.text()), { retryable: true });
    return response.json();
  }
}`;

export type Variables = Readonly<Record<string, string>>;

export interface Setup {
  readonly variables?: Variables;
  /** Without it no KV namespace is bound. */
  readonly switches?: boolean;
  /** What the binding ANALYTICS answers to a query; without it there is no such binding. */
  readonly analytics?: (request: Request) => Promise<Response>;
  /** Answers what the Worker fetches from the internet. */
  readonly internet?: (request: Request) => Promise<Response>;
}

export class ConsoleGateway {
  readonly #miniflare: Miniflare;
  /** `http://127.0.0.1:port`, straight to the Worker. */
  readonly url: string;

  private constructor(miniflare: Miniflare, url: string) {
    this.#miniflare = miniflare;
    this.url = url;
  }

  static async start(setup: Setup = {}): Promise<ConsoleGateway> {
    const { variables, switches = true, analytics, internet } = setup;
    const miniflare = await startWorkers([
      {
        name: "gateway",
        code: { bundle: dirname(inject("workerBundle")) },
        variables: { ROUTES, ADMIN_TOKEN: TOKEN, LOCAL_STORE: "memory", ...variables },
        services: { REGISTRY: "registry", ...(analytics === undefined ? {} : { ANALYTICS: "analytics" }) },
        namespaces: switches ? ["SWITCHES"] : [],
        ...(internet === undefined ? {} : { internet }),
      },
      { name: "registry", code: { script: REGISTRY } },
      ...(analytics === undefined
        ? []
        : [{ name: "analytics", code: { script: ANALYTICS }, internet: analytics }]),
    ]);
    return new ConsoleGateway(miniflare, await originOf(miniflare, "gateway"));
  }

  /** Sends a request to the console; `path` is below `/-/outspoken`. Redirects are not followed. */
  ask(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(`${this.url}${ADMIN_PATH}${path}`, { redirect: "manual", ...init });
  }

  /** The same as an operator's script. */
  askWithToken(path: string, init: RequestInit = {}): Promise<Response> {
    return this.ask(path, { ...init, headers: { authorization: `Bearer ${TOKEN}`, ...init.headers } });
  }

  /** The session's cookie, as a browser sends it. */
  async signIn(name = ""): Promise<string> {
    const response = await this.ask("/sign-in", form({ token: TOKEN, ...(name === "" ? {} : { name }) }));
    return response.headers.get("set-cookie")?.split(";")[0] ?? "";
  }

  /** The API's JSON. */
  async api(path: string, init: RequestInit = {}): Promise<unknown> {
    const response = await this.askWithToken(`/api${path}`, init);
    return response.json();
  }

  /** A failure: the origin refuses with that reason. Out: its reference. */
  async fail(path: string, userAgent: string): Promise<string> {
    const response = await fetch(`${this.url}${path}`, { headers: { "user-agent": userAgent } });
    await response.text();
    return response.headers.get("x-outspoken-ref") ?? "";
  }

  /** As over https, where the edge terminates TLS. */
  async overHttps(path: string, init: { readonly method: string; readonly body: string }): Promise<Headers> {
    const response = await this.#miniflare.dispatchFetch(`https://packages.example${ADMIN_PATH}${path}`, {
      redirect: "manual",
      headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" },
      ...init,
    });
    await response.text();
    return new Headers([...response.headers]);
  }

  /** One run of the cron. */
  async runCron(): Promise<void> {
    const worker = await this.#miniflare.getWorker("gateway");
    const { outcome } = await worker.scheduled({ scheduledTime: new Date(), cron: "* * * * *" });
    if (outcome !== "ok") throw new Error(`the run ended with ${outcome}`);
  }

  async close(): Promise<void> {
    await this.#miniflare.dispose();
  }
}

/** The body of a form. */
export function form(fields: Readonly<Record<string, string>>): RequestInit {
  return {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" },
    body: new URLSearchParams(fields).toString(),
  };
}

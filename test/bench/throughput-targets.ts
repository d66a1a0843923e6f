/** The Workers and proxies that are compared. */
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { freePort, Nginx } from "./nginx.ts";
import type { Case } from "./throughput-cases.ts";
import { type RunningWorker, startWorker, type WorkerSetup } from "./workers.ts";
import { startInMiniflare } from "./workers-miniflare.ts";

export interface Target {
  readonly name: TargetName;
  readonly url: string;
  readonly pid: number;
  /** The only format it speaks, unless it forwards all alike. */
  readonly only?: Case["format"];
  readonly close: () => Promise<void>;
}

/**
 * `hand-made` is the Worker in test/bench/hand-made, which an engineer would write for npm alone. `other` is another bundle
 * of Outspoken, to compare two versions in one run. `least` is a Worker with nothing but the duties of a gateway, which
 * shows how much of the distance to the bare one is ours.
 */
export type TargetName = "bare" | "hand-made" | "outspoken" | "other" | "least" | "nginx";

/** The Worker that everything is compared with: it forwards, and does nothing else. */
function bareWorker(origin: string): string {
  return `export default {
  fetch(request) {
    const path = request.url.indexOf("/", request.url.indexOf("/", 8) + 1);
    return fetch(new Request("${origin}" + request.url.slice(path), request));
  },
};`;
}

/**
 * The duties alone, without routes, configuration or messages: hop-by-hop headers are dropped and set again, there is a time
 * limit, the edge's cache is bypassed, and the body of an error is read and returned with other headers.
 */
function leastWorker(origin: string): string {
  return `const HOP = new Set(["connection", "keep-alive", "te", "trailer", "upgrade", "x-forwarded-for", "cf-ray"]);
const KNOWN = { redirect: "manual", encodeResponseBody: "manual", cf: { cacheTtlByStatus: { "100-599": -1 } } };
export default {
  async fetch(request) {
    const path = request.url.indexOf("/", request.url.indexOf("/", 8) + 1);
    const headers = new Headers(request.headers);
    for (const name of [...headers.keys()]) if (HOP.has(name)) headers.delete(name);
    headers.set("accept-encoding", "gzip, deflate");
    headers.set("x-forwarded-host", "packages.example");
    headers.set("x-forwarded-proto", "https");
    const response = await new Promise((resolve, reject) => {
      const timer = setTimeout(() => resolve(new Response(null, { status: 504 })), 30_000);
      const asked = fetch("${origin}" + request.url.slice(path), { method: request.method, headers, ...KNOWN });
      asked.then((answer) => { clearTimeout(timer); resolve(answer); }, reject);
    });
    if (response.status < 400) return response;
    const text = await response.text();
    const { status, headers: said } = response;
    const answer = new Response(text, { status, statusText: "refused", headers: said, encodeBody: "manual" });
    answer.headers.set("cache-control", "no-store");
    answer.headers.set("content-length", String(text.length));
    return answer;
  },
};`;
}

/** The least a Worker has to do if answers must not name the origin: the whole body as one text. */
function replacingWorker(origin: string): string {
  return `export default {
  async fetch(request) {
    const path = request.url.indexOf("/", request.url.indexOf("/", 8) + 1);
    const response = await fetch(new Request("${origin}" + request.url.slice(path), request));
    const own = request.url.slice(0, path);
    return new Response((await response.text()).replaceAll("${origin}", own), response);
  },
};`;
}

/** Outspoken's routes. The bare Worker and nginx remove the first segment of a path as these do. */
export function routes(origin: string) {
  return [
    { path: "/npm/*", format: "npm", origin },
    { path: "/npm-as-is/*", format: "npm", origin, rewrite_urls: false },
    { path: "/maven/*", format: "maven", origin },
  ];
}

export interface Stage {
  /** The origin's URL. */
  readonly origin: string;
  readonly folder: string;
  readonly runtime: "workerd" | "miniflare";
}

export function startBare(stage: Stage): Promise<Target> {
  return start("bare", stage, { code: { script: bareWorker(stage.origin) } });
}

export function startLeast(stage: Stage): Promise<Target> {
  return start("least", stage, { code: { script: leastWorker(stage.origin) } });
}

export function startReplacing(stage: Stage): Promise<Target> {
  return start("bare", stage, { code: { script: replacingWorker(stage.origin) } });
}

const HAND_MADE = join(import.meta.dirname, "hand-made/worker.ts");

/** Bundled with the options of `[build]` in wrangler.toml. */
export async function startHandMade(stage: Stage): Promise<Target> {
  const bundle = mkdtempSync(join(stage.folder, "hand-made-bundle-"));
  buildSync({
    entryPoints: [HAND_MADE],
    outfile: join(bundle, "worker.js"),
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2024",
    conditions: ["workerd", "worker", "browser"],
  });
  const setup = { code: { bundle }, variables: { ORIGIN: stage.origin } };
  return { ...(await start("hand-made", stage, setup)), only: "npm" };
}

export function startOutspoken(name: "outspoken" | "other", stage: Stage, bundle: string): Promise<Target> {
  return start(name, stage, { code: { bundle }, variables: { ROUTES: routes(stage.origin) } });
}

async function start(name: TargetName, stage: Stage, setup: Omit<WorkerSetup, "folder">): Promise<Target> {
  const folder = mkdtempSync(join(stage.folder, `${name}-`));
  const starter: (setup: WorkerSetup) => Promise<RunningWorker> =
    stage.runtime === "workerd" ? startWorker : startInMiniflare;
  return { name, ...(await starter({ ...setup, folder })) };
}

/** nginx as people set it up in front of a registry: connections kept, nothing written to disk. */
export async function startNginx({ origin, folder }: Stage): Promise<Target> {
  const port = await freePort();
  const nginx = await Nginx.start(
    folder,
    "proxy",
    port,
    `upstream origin { server ${new URL(origin).host}; keepalive 64; keepalive_requests 100000000; }
server {
 listen 127.0.0.1:${port} backlog=4096;
 location ~ ^/[^/]+(/.*)$ {
  proxy_pass http://origin$1;
  proxy_http_version 1.1;
  proxy_set_header Connection "";
  proxy_max_temp_file_size 0;
 }
}`,
  );
  return { name: "nginx", url: `http://127.0.0.1:${port}`, pid: nginx.pid, close: () => nginx.close() };
}

/** Workers in miniflare: sockets in, sockets out. Only this module knows miniflare's names for things. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Miniflare, type MiniflareOptions, Response as MiniflareResponse } from "miniflare";
import { modulesIn } from "./bundle-modules.ts";
import { COMPATIBILITY } from "./compatibility.ts";
import { PRINTING_DATASET } from "./printing-dataset.ts";
import { remoteNamespace } from "./remote-namespace.ts";

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** The variables and secrets of one Worker. */
export type Variables = Readonly<Record<string, Json>>;

/** The source of a Worker's only module, or the folder that `wrangler deploy --dry-run --outdir` made. */
export type WorkerCode = { readonly script: string } | { readonly bundle: string };

export interface WorkerSetup {
  readonly name: string;
  readonly code: WorkerCode;
  readonly variables?: Variables;
  /** Names of other Workers, by the names of their bindings. */
  readonly services?: Readonly<Record<string, string>>;
  /** Names of bindings, each to its own KV namespace. */
  readonly namespaces?: readonly string[];
  /** Addresses of servers that answer like KV, by the names of their bindings. */
  readonly remoteNamespaces?: Readonly<Record<string, string>>;
  /** What `FAILURES` is bound to: a silent dataset, such as miniflare's own, or one that prints every data point. */
  readonly dataset?: "silent" | "printing";
  /** What the Worker fetches from: the network if absent. */
  readonly internet?: Internet;
  /** Bindings that fetch from the network with a client certificate, as Cloudflare's `mtls_certificates` do. */
  readonly certificates?: Readonly<Record<string, ClientCertificate>>;
  /** Values in a Secrets Store, by the names of their bindings; null for one that the store has lost. */
  readonly storedSecrets?: Readonly<Record<string, string | null>>;
}

/** A function that answers in place of the internet; or the network, trusting only these certificate authorities, in PEM. */
export type Internet =
  | ((request: Request) => Promise<Response>)
  | { readonly authorities: readonly string[] };

export interface ClientCertificate {
  readonly cert: string;
  readonly key: string;
  /** The authorities that signed the server's, in PEM. */
  readonly authorities: readonly string[];
}

type MiniflareWorker = MiniflareOptions["workers"][number];
type Environment = NonNullable<MiniflareWorker["config"]["env"]>;
type Manifest = NonNullable<MiniflareWorker["config"]["manifest"]>;
type OutboundService = NonNullable<NonNullable<MiniflareWorker["dev"]>["outboundService"]>;
type Handler = Extract<OutboundService, { type: "fetcher" }>["handler"];

/** Starts the Workers in one workerd. `print` gets each text that they, or workerd itself, print. */
export async function startWorkers(
  workers: readonly WorkerSetup[],
  print: (text: string) => void = () => {},
): Promise<Miniflare> {
  const miniflare = new Miniflare({
    workers: workers.flatMap(workersOf),
    handleStructuredLogs: ({ message }) => print(message),
    cf: false,
    logRequests: false,
    enableDevRegistry: false,
  });
  await miniflare.ready;
  for (const { name, storedSecrets = {} } of workers)
    for (const [binding, value] of Object.entries(storedSecrets))
      if (value !== null) await storeSecret(miniflare, name, binding, value);
  return miniflare;
}

/** Puts a value into the Secrets Store behind one of that Worker's bindings. */
export async function storeSecret(
  miniflare: Miniflare,
  worker: string,
  binding: string,
  value: string,
): Promise<void> {
  const admin = await miniflare.getSecretsStoreSecretAPI(binding, worker);
  await admin().create(value);
}

/** `http://127.0.0.1:port`, straight to the Worker of that name, with nothing in between: `request.cf` is undefined. */
export async function originOf(miniflare: Miniflare, name: string): Promise<string> {
  return (await miniflare.unsafeGetDirectURL(name)).origin;
}

function workersOf(setup: WorkerSetup): MiniflareWorker[] {
  const { name, code, internet } = setup;
  const network = `${name}-network`;
  const worker: MiniflareWorker = {
    config: { name, ...COMPATIBILITY, manifest: manifestOf(code), env: environmentOf(setup) },
    dev: {
      unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
      ...(internet === undefined ? {} : { outboundService: outboundOf(internet, network) }),
    },
  };
  return typeof internet === "object" ? [worker, networkWorker(network, internet.authorities)] : [worker];
}

function manifestOf(code: WorkerCode): Manifest {
  if ("script" in code) return manifest([["worker.js", { type: "esm", contents: code.script }]]);
  return manifest(
    modulesIn(code.bundle).map(({ name, type }) => [
      name,
      { type: type === "ESModule" ? "esm" : "text", contents: readFileSync(join(code.bundle, name), "utf8") },
    ]),
  );
}

/** The first module is the main one. */
function manifest(modules: [name: string, Manifest["modules"][string]][]): Manifest {
  return { mainModule: modules[0]?.[0] ?? "", modules: Object.fromEntries(modules) };
}

function environmentOf({
  variables = {},
  services = {},
  namespaces = [],
  remoteNamespaces = {},
  certificates = {},
  storedSecrets = {},
  dataset,
}: WorkerSetup): Environment {
  const environment: Environment = {};
  for (const [name, value] of Object.entries(variables)) {
    environment[name] = typeof value === "string" ? { type: "text", value } : { type: "json", value };
  }
  for (const [name, worker] of Object.entries(services)) environment[name] = { type: "worker", worker };
  for (const [name, certificate] of Object.entries(certificates))
    environment[name] = networkWith(certificate);
  for (const name of Object.keys(storedSecrets))
    environment[name] = { type: "secrets-store-secret", storeId: "store", secretName: name };
  for (const name of namespaces) environment[name] = { type: "kv", id: name };
  for (const [name, address] of Object.entries(remoteNamespaces))
    environment[name] = remoteNamespace(address);
  if (dataset === "silent") environment.FAILURES = { type: "analytics-engine-dataset", name: "failures" };
  if (dataset === "printing") environment.FAILURES = PRINTING_DATASET;
  return environment;
}

function outboundOf(internet: Internet, network: string): OutboundService {
  if (typeof internet === "object") return { type: "worker", worker: network };
  return { type: "fetcher", handler: handlerOf(internet) };
}

function networkWith({ cert, key, authorities }: ClientCertificate): Environment[string] {
  const keypair = { privateKey: key, certificateChain: cert };
  const tlsOptions = { keypair, trustBrowserCas: false, trustedCertificates: [...authorities] };
  return { type: "network", allow: ["public", "private"], tlsOptions };
}

/** Converts between miniflare's own classes and those of this process. */
function handlerOf(internet: (request: Request) => Promise<Response>): Handler {
  return async (request) => {
    const asked = new Request(request.url, {
      method: request.method,
      headers: [...request.headers],
      ...(request.method === "POST" ? { body: await request.text() } : {}),
    });
    const answer = await internet(asked);
    return new MiniflareResponse(await answer.text(), { status: answer.status });
  };
}

/** Miniflare takes TLS options only for a binding: this Worker passes everything on to one. */
function networkWorker(name: string, authorities: readonly string[]): MiniflareWorker {
  const script = "export default { fetch: (request, { NETWORK }) => NETWORK.fetch(request) };";
  const tlsOptions = { trustBrowserCas: false, trustedCertificates: [...authorities] };
  const env: Environment = { NETWORK: { type: "network", allow: ["public", "private"], tlsOptions } };
  return { config: { name, ...COMPATIBILITY, manifest: manifestOf({ script }), env } };
}

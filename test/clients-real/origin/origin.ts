/**
 * The origin: one server that plays a registry for every format, and fails as the current scenario says.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Stage } from "../programs/program.ts";
import { isPageScenario, type Scenario } from "../scenarios.ts";
import { REGISTRIES } from "./index.ts";
import type { Answer, Registry, RegistryRequest } from "./registry.ts";
import { SIGN_IN_PAGE, SIGN_IN_PATH, signIn } from "./sign-in.ts";

/** What the origin does until the next `play`: which requests the scenario affects. */
export interface Part {
  readonly scenario: Scenario;
  readonly strikes: ReadonlySet<Stage>;
}

/** One request as the origin saw it. */
export interface Seen {
  readonly line: string;
  /** It came through the gateway. */
  readonly byGateway: boolean;
}

export interface Origin {
  readonly url: string;
  play(part: Part): void;
  /** The requests since the last `play`. */
  seen(): readonly Seen[];
  stop(): Promise<void>;
}

export async function startOrigin(): Promise<Origin> {
  let part: Part | null = null;
  let requests: Seen[] = [];
  const server = createServer((incoming, response) => {
    void readBody(incoming).then((body) => {
      const request = readRequest(incoming, body);
      // A path below no registry has no route at the gateway either.
      if (registryOf(request.path) !== null) requests.push(seenAs(incoming, request.hasCredentials));
      const answer = answerOf(request, part, incoming.socket.localPort ?? 0);
      if (answer !== null) send(response, answer, request.method);
    });
  });
  const url = await listen(server);
  return {
    url,
    play: (next) => {
      part = next;
      requests = [];
    },
    seen: () => requests,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** The answer by scenario and registry; null to stay silent. */
function answerOf(request: RegistryRequest, part: Part | null, port: number): Answer | null {
  if (request.path === SIGN_IN_PATH) return SIGN_IN_PAGE;
  const registry = registryOf(request.path);
  if (registry === null) return { status: 404, body: "" };
  const below = {
    ...request,
    path: request.path.slice(registry.prefix.length) || "/",
    base: request.base + registry.prefix,
  };
  const stage = registry.stage(below);
  if (part !== null && stage !== null && part.strikes.has(stage)) {
    const { name } = part.scenario;
    if (name === "silent") return null;
    if (isPageScenario(name)) return signIn(name, request, port);
    return registry.refuse(part.scenario, below);
  }
  return (
    registry.answer(below) ?? { status: 404, headers: { "content-type": "application/json" }, body: "{}" }
  );
}

function registryOf(path: string): Registry | null {
  return REGISTRIES.find(({ prefix }) => path === prefix || path.startsWith(`${prefix}/`)) ?? null;
}

function readRequest(incoming: IncomingMessage, body: Buffer): RegistryRequest {
  const { method = "GET", url = "/", headers } = incoming;
  const at = url.indexOf("?");
  // A registry behind a proxy uses the name that the proxy sends; rewriting is tested elsewhere.
  const host = headers["x-forwarded-host"] ?? headers.host ?? "";
  return {
    method,
    path: at === -1 ? url : url.slice(0, at),
    query: at === -1 ? "" : url.slice(at),
    headers,
    body,
    base: `http://${String(host)}`,
    hasCredentials: CREDENTIALS.some((name) => headers[name] !== undefined),
  };
}

const CREDENTIALS = ["authorization", "private-token", "x-nuget-apikey", "x-api-key"] as const;

/** Removes what differs between two runs by chance: times, random names, boundaries. */
function seenAs(incoming: IncomingMessage, hasCredentials: boolean): Seen {
  const url = (incoming.url ?? "")
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, "UUID")
    // Equal by the URL standard, whose spelling the Workers' fetch uses.
    .replaceAll("%27", "'")
    // A manifest that contains a time has another digest each run.
    .replace(/sha256:[0-9a-f]{64}/g, "sha256:DIGEST")
    .replace(/\b\d{8}\.\d{6}-\d+\b/g, "TIME");
  return {
    line: `${incoming.method} ${url}${hasCredentials ? " (with credentials)" : ""}`,
    byGateway: incoming.headers["x-forwarded-proto"] !== undefined,
  };
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of incoming) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  } catch {
    // The client left in the middle of its upload.
  }
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, answer: Answer, method: string): void {
  const body = typeof answer.body === "string" ? Buffer.from(answer.body) : (answer.body ?? Buffer.alloc(0));
  response.writeHead(answer.status, { ...answer.headers, "content-length": String(body.length) });
  response.end(method === "HEAD" ? undefined : body);
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") throw new Error("no port");
      resolve(`http://127.0.0.1:${address.port}`);
    });
  });
}

/**
 * The Worker an engineer would write by hand for npm alone, with Hono and its proxy helper: a time limit for the origin's
 * headers, the origin's JSON in, npm's `error` out, one log line and one data point for each failure, tarball URLs that
 * name this host. `npm run bench` compares Outspoken with it; never deployed.
 */
import { type Context, Hono } from "hono";
import { proxy } from "hono/proxy";

interface Bindings {
  readonly ORIGIN: string;
  readonly FAILURES: AnalyticsEngineDataset;
}

type NpmContext = Context<{ Bindings: Bindings }>;

/** Just under the 30 s after which yarn 1 gives up. */
const HEADERS_TIMEOUT_MS = 29_000;
/** Analytics Engine takes 16 KB of blobs; a reason needs far less. */
const REASON_MAX = 512;

const app = new Hono<{ Bindings: Bindings }>();

app.all("/npm/*", async (c) => withOwnUrls(c, await forward(c, "/npm"), "/npm"));
app.all("/npm-as-is/*", (c) => forward(c, "/npm-as-is"));

async function forward(c: NpmContext, mount: string): Promise<Response> {
  const startedAt = Date.now();
  const { pathname, search } = new URL(c.req.url);
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), HEADERS_TIMEOUT_MS);
  let response: Response;
  try {
    response = await proxy(c.env.ORIGIN + pathname.slice(mount.length) + search, {
      raw: c.req.raw,
      redirect: "manual",
      signal: AbortSignal.any([c.req.raw.signal, deadline.signal]),
    });
  } catch (error) {
    const [status, reason] = deadline.signal.aborted
      ? ([504, "The registry did not answer in time."] as const)
      : ([502, "The registry can't be reached."] as const);
    count(c, { status, originStatus: 0, reason, startedAt, detail: String(error) });
    return c.json({ error: reason }, status);
  } finally {
    clearTimeout(timer);
  }
  return response.status < 400 ? response : refuse(c, response, startedAt);
}

async function refuse(c: NpmContext, response: Response, startedAt: number): Promise<Response> {
  const { status } = response;
  const reason = reasonIn(await response.text()) ?? `The registry answered ${status}.`;
  count(c, { status, originStatus: status, reason, startedAt, detail: "" });
  const spoken = new Response(JSON.stringify({ error: reason }), response);
  spoken.headers.set("Content-Type", "application/json");
  spoken.headers.set("Cache-Control", "no-store");
  spoken.headers.delete("Content-Length");
  return spoken;
}

/** GitLab, npm, Nexus and most others have it in `message` or `error`; Artifactory in a list of errors. */
function reasonIn(body: string): string | null {
  try {
    const json = JSON.parse(body);
    const reason = json.message ?? json.error ?? json.errors?.[0]?.message;
    return typeof reason === "string" ? reason : null;
  } catch {
    return null;
  }
}

async function withOwnUrls(c: NpmContext, response: Response, mount: string): Promise<Response> {
  if (response.status !== 200 || !response.headers.get("Content-Type")?.includes("json")) return response;
  const document = await response.text();
  const rewritten = new Response(
    document.replaceAll(c.env.ORIGIN, new URL(c.req.url).origin + mount),
    response,
  );
  for (const name of ["Content-Length", "ETag"]) rewritten.headers.delete(name);
  return rewritten;
}

interface Failed {
  readonly status: number;
  readonly originStatus: number;
  readonly reason: string;
  readonly detail: string;
  readonly startedAt: number;
}

function count(c: NpmContext, { status, originStatus, reason, detail, startedAt }: Failed): void {
  const { method, path } = c.req;
  const client = c.req.header("User-Agent") ?? "";
  const durationMs = Date.now() - startedAt;
  // biome-ignore lint/suspicious/noConsole: a Worker's log is its console.
  console.log(
    JSON.stringify({
      event: "failure",
      method,
      path,
      client,
      status,
      originStatus,
      reason,
      detail,
      durationMs,
    }),
  );
  c.env.FAILURES.writeDataPoint({
    indexes: ["npm"],
    blobs: [method, path, client, reason.slice(0, REASON_MAX)],
    doubles: [1, status, originStatus, durationMs],
  });
}

// biome-ignore lint/style/noDefaultExport: what workerd calls.
export default app;

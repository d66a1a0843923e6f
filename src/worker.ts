/**
 * The shell of the Worker: the gateway, the operator's door, and the last resort for an error of our own.
 */
import type { Env } from "./env.ts";
import { plainResponse } from "./forward/answer.ts";
import { answerWhy } from "./forward/last-resort.ts";
import { sandboxed } from "./forward/sandbox.ts";
import { configurationOf, handle } from "./gateway.ts";

/** The gateway's own paths: the operator's door and the last resort's texts. */
const OWN = "/-/";
const DOOR = /^\/-\/outspoken(?:\/|$)/;

export default {
  async fetch(request, env, context) {
    try {
      // The gateway's requests don't go through a router: they are millions, and all it could tell is this.
      if (request.url.startsWith(OWN, request.url.indexOf("/", "https://".length))) {
        const own = await answerOwn(request, env);
        if (own !== null) return own;
      }
      return sandboxed(await handle(request, env, context), request, env);
    } catch (error) {
      return lastResort(error);
    }
  },
} satisfies ExportedHandler<Env>;

async function answerOwn(request: Request, env: Env): Promise<Response | null> {
  if (!configurationOf(env).ok) return null;
  const { pathname } = new URL(request.url);
  if (!DOOR.test(pathname)) return answerWhy(pathname, env);
  // A module of its own in the bundle (wrangler.toml): only who opens the door waits for the console to be evaluated.
  const { answerAtDoor } = await import("./console/app.ts");
  return answerAtDoor(request, env);
}

function lastResort(error: unknown): Response {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  // biome-ignore lint/suspicious/noConsole: Workers Logs and `wrangler tail` read the console.
  console.error(JSON.stringify({ event: "gateway_error", error: trace }));
  return plainResponse(500, "Outspoken met an error of its own; its operators find it in the log.");
}

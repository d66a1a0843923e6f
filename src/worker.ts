/**
 * The shell of the Worker: the gateway, the operator's door, and the last resort for an error of our own.
 */
import { Hono } from "hono";
import type { Env } from "./env.ts";
import { plainResponse } from "./forward/answer.ts";
import { handle } from "./gateway.ts";

const DOOR = "/-/outspoken";

const app = new Hono<{ Bindings: Env }>().basePath(DOOR);
app.all("*", () => plainResponse(404, "Not found"));
app.onError(lastResort);

export default {
  async fetch(request, env, context) {
    // The gateway's requests don't go through the router: they are millions, and all it could tell is this.
    if (request.url.startsWith(DOOR, request.url.indexOf("/", "https://".length))) {
      return app.fetch(request, env, context);
    }
    try {
      return await handle(request, env);
    } catch (error) {
      return lastResort(error);
    }
  },
} satisfies ExportedHandler<Env>;

function lastResort(error: unknown): Response {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  // biome-ignore lint/suspicious/noConsole: Workers Logs and `wrangler tail` read the console.
  console.error(JSON.stringify({ event: "gateway_error", error: trace }));
  return plainResponse(500, "Outspoken met an error of its own; its operators find it in the log.");
}

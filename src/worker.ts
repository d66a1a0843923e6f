/**
 * The shell of the Worker: the Hono app and the last-resort error handler.
 */
import { Hono } from "hono";
import type { Env } from "./env.ts";
import { plainResponse } from "./forward/answer.ts";
import { handle } from "./gateway.ts";

const app = new Hono<{ Bindings: Env }>();

app.all("/-/outspoken/*", () => plainResponse(404, "Not found"));
app.all("*", (context) => handle(context.req.raw, context.env));

app.onError((error) => {
  // biome-ignore lint/suspicious/noConsole: Workers Logs and `wrangler tail` read the console.
  console.error(JSON.stringify({ event: "gateway_error", error: error.stack ?? String(error) }));
  return plainResponse(500, "Outspoken met an error of its own; its operators find it in the log.");
});

export default app satisfies ExportedHandler<Env>;

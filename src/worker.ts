/**
 * The shell of the Worker: the gateway, the operator's console, the alerts, and the last resort for an error of our own.
 */

import { countGatewayError } from "./analytics/count.ts";
import { configurationOf } from "./config/deployed-configuration.ts";
import type { Env } from "./env.ts";
import { handle } from "./gateway.ts";
import { plainResponse } from "./response/plain.ts";
import { WHY_PATH } from "./response/text-in-path.ts";

/** The gateway's own paths: the operator's console and the last resort's texts. */
const OWN = "/-/";
const ADMIN_PATH = /^\/-\/outspoken(?:\/|$)/;

export default {
  async fetch(request, env, context) {
    try {
      // The gateway's requests don't go through a router: they are millions, and all it could tell is this.
      if (request.url.startsWith(OWN, request.url.indexOf("/", "https://".length))) {
        const own = await answerOwn(request, env);
        if (own !== null) return own;
      }
      return await handle(request, env, context);
    } catch (error) {
      countGatewayError(error, env);
      return plainResponse(500, "Outspoken met an error of its own; its operators find it in the log.");
    }
  },

  async scheduled({ scheduledTime }, env) {
    // Nobody to tell.
    if (!env.ALERT_WEBHOOK) return;
    try {
      const { runAlerts } = await import("./console/alerts/run.ts");
      await runAlerts(env, configurationOf(env), scheduledTime);
    } catch (error) {
      countGatewayError(error, env);
    }
  },
} satisfies ExportedHandler<Env>;

async function answerOwn(request: Request, env: Env): Promise<Response | null> {
  if (!configurationOf(env).ok) return null;
  const { pathname } = new URL(request.url);
  const isAdmin = ADMIN_PATH.test(pathname);
  if (!isAdmin && !pathname.startsWith(WHY_PATH)) return null;
  // A module of its own in the bundle (wrangler.toml): only who asks for one of these waits until it is evaluated.
  const { answerAdmin, answerWhy } = await import("./console/app.ts");
  return isAdmin ? answerAdmin(request, env) : answerWhy(pathname, env);
}

/**
 * The Worker's entry points: the gateway, the operator's console, the alerts, and the answer to an error of our own.
 */

import { countGatewayError } from "./analytics/count.ts";
import { configurationOf } from "./config/deployed-configuration.ts";
import type { Env } from "./env.ts";
import { newReference } from "./failure/reference.ts";
import { handle } from "./gateway.ts";
import { plainResponse } from "./response/plain.ts";
import { WHY_PATH } from "./response/text-in-path.ts";

/** The gateway's own paths: the operator's console and the texts of last resorts. */
const OWN = "/-/";
const ADMIN_PATH = /^\/-\/outspoken(?:\/|$)/;

export default {
  async fetch(request, env, context) {
    try {
      // No router: there are millions of requests, and this is all that it would decide.
      if (request.url.startsWith(OWN, request.url.indexOf("/", "https://".length))) {
        const own = await answerOwn(request, env);
        if (own !== null) return own;
      }
      return await handle(request, env, context);
    } catch (error) {
      const ref = newReference();
      countGatewayError(error, env, ref);
      return plainResponse(
        500,
        `Outspoken hit an internal error. Its operators can find it in the log. Reference: ${ref}`,
        {
          "x-outspoken": "server_error",
          "x-outspoken-ref": ref,
        },
      );
    }
  },

  async scheduled({ scheduledTime }, env) {
    // There is nowhere to post them.
    if (!env.ALERT_WEBHOOK) return;
    try {
      const { runAlerts } = await import("./console/alerts/run.ts");
      await runAlerts(env, configurationOf(env), scheduledTime);
    } catch (error) {
      countGatewayError(error, env, newReference());
    }
  },
} satisfies ExportedHandler<Env>;

async function answerOwn(request: Request, env: Env): Promise<Response | null> {
  if (!configurationOf(env).ok) return null;
  const { pathname } = new URL(request.url);
  const isAdmin = ADMIN_PATH.test(pathname);
  if (!isAdmin && !pathname.startsWith(WHY_PATH)) return null;
  // A separate module in the bundle (wrangler.toml): only requests for these paths wait for it to be evaluated.
  const { answerAdmin, answerWhy } = await import("./console/app.ts");
  return isAdmin ? answerAdmin(request, env) : answerWhy(pathname, env);
}

/** Whether the doctor reached an Outspoken that accepts its token, or one sentence with the reason why not. Pure. */
import { NOT_CONFIGURED } from "../../config/not-configured.ts";
import { SELFTEST_HEADER } from "../../console/selftest.ts";
import { toLine } from "../../text/text.ts";
import { type Answer, headerOf } from "./answer.ts";
import { shown } from "./finding.ts";

/** In: the answer to the first request. Out: null if the examination can begin. */
export function obstacle(answer: Answer): string | null {
  const { status } = answer;
  if (status === 200 && headerOf(answer, SELFTEST_HEADER) !== null) return null;
  const mitigated = headerOf(answer, "cf-mitigated");
  if (mitigated !== null) return `${MITIGATED} (cf-mitigated: ${shown(mitigated)}).`;
  if (status >= 300 && status < 400) {
    return `${status} to ${shown(headerOf(answer, "location") ?? "nowhere")}: something in front redirects this host. Package clients don't sign in to Cloudflare Access; if it is "Always Use HTTPS", give the https URL.`;
  }
  const text = answer.body.toString("utf8");
  if (text.startsWith(NOT_CONFIGURED)) {
    return `${toLine(text)}. \`npm run check\` reports the same before a deploy.`;
  }
  return BY_STATUS[status] ?? `${status} ${shown(text)}: that is not Outspoken's self-test.`;
}

const MITIGATED =
  "Cloudflare's security challenged or blocked this request, and it will do the same to package clients, which can't solve a challenge. Turn off Bot Fight Mode, and skip managed rules and Browser Integrity Check for this host";

const NO_GATEWAY =
  "Cloudflare found no working Worker or origin behind this host; look at its DNS record and route.";

const BY_STATUS: Readonly<Record<number, string>> = {
  200: "Something answers 200, but it is not Outspoken, or one older than its self-test.",
  401: "Outspoken is there, but this is not its token. OUTSPOKEN_ADMIN_TOKEN wants what was set with `wrangler secret put ADMIN_TOKEN`, for this environment.",
  404: "404: no Outspoken here, or its secret ADMIN_TOKEN is not set (the operator's console does not exist without it), or it is older than its self-test.",
  429: "429: this is not its token, and neither were the last ones from this address. If only the right one was given, a rate limiting rule of the zone answers.",
  521: NO_GATEWAY,
  522: NO_GATEWAY,
  523: NO_GATEWAY,
  530: NO_GATEWAY,
};

/** `npm run alerts`: the call that it makes, and the answer as text. Pure. */
import * as v from "valibot";
import { ADMIN_PATH } from "../console/page/layout.ts";
import { parseJson } from "../text/json.ts";
import { toLine } from "../text/text.ts";
import type { Deployment } from "./deployment.ts";

export interface Call {
  readonly method: "GET" | "POST";
  readonly path: string;
}

export function alertsCall(isTest: boolean): Call {
  return isTest
    ? { method: "POST", path: `${ADMIN_PATH}/api/alerts/test` }
    : { method: "GET", path: `${ADMIN_PATH}/api/alerts` };
}

/** The gateway's URL according to a wrangler file; null if the file does not say. */
export function gatewayUrl({ configuration, settings }: Pick<Deployment, "configuration" | "settings">) {
  if (configuration.ok && configuration.publicUrl !== null) return configuration.publicUrl;
  for (const route of settings.routes ?? [])
    if (typeof route !== "string" && route.custom_domain === true) return `https://${route.pattern}`;
  return null;
}

export interface Answer {
  readonly says: string;
  /** 1: alerts would not arrive; 2: nothing was learned. */
  readonly exitCode: 0 | 1 | 2;
}

const PROBLEM = v.object({ detail: v.string() });
const ALERTS = v.object({
  alerts: v.array(
    v.object({
      name: v.string(),
      condition: v.string(),
      state: v.string(),
      since: v.nullable(v.string()),
      count: v.nullable(v.number()),
      yesterday: v.nullable(v.number()),
    }),
  ),
  undelivered: v.number(),
  troubles: v.array(v.string()),
});

export function alertsAnswer(method: string, status: number, text: string): Answer {
  const json = parseJson(text);
  if (status !== 200) return refusal(method, status, v.is(PROBLEM, json) ? json.detail : "");
  if (method === "POST") return { says: "A message was sent, and the webhook took it.", exitCode: 0 };
  const read = v.safeParse(ALERTS, json);
  if (!read.success)
    return { says: "That is not an answer from Outspoken. Is it an older version?", exitCode: 2 };
  const { alerts, undelivered, troubles } = read.output;
  const lines = [
    ...alerts.map(alertLine),
    ...(undelivered === 0 ? [] : [`Messages that wait for the webhook: ${undelivered}`]),
    ...troubles.map((trouble) => `Trouble: ${trouble}`),
  ];
  return { says: lines.map(toLine).join("\n"), exitCode: undelivered + troubles.length === 0 ? 0 : 1 };
}

function alertLine({
  name,
  condition,
  state,
  since,
  count,
  yesterday,
}: v.InferOutput<typeof ALERTS>["alerts"][0]) {
  const now =
    count === null ? "" : `, now ${count}${yesterday === null ? "" : ` (${yesterday} a day before)`}`;
  return `${state === "firing" ? `FIRING since ${since}` : state} ${name}: ${condition}${now}`;
}

function refusal(method: string, status: number, detail: string): Answer {
  if (status === 401) return { says: "That is not the operator's token.", exitCode: 2 };
  if (status === 404) {
    return {
      says: "There is no operator's page: the secret ADMIN_TOKEN is not set, or it is an older version or another server.",
      exitCode: 2,
    };
  }
  const says = toLine(detail === "" ? `The gateway answered ${status}` : detail);
  // The gateway answered; it is its webhook that does not work.
  return { says, exitCode: method === "POST" && (status === 502 || status === 503) ? 1 : 2 };
}

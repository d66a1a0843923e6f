/** Records of failures for the tests of the two sinks. */
import type { FailureRecord } from "../../src/analytics/record.ts";

export const RECORD: FailureRecord = {
  event: "failure",
  route: "npm",
  category: "forbidden",
  format: "npm",
  client: { name: "yarn", version: "4.12.0" },
  method: "GET",
  cause: "answered",
  originHost: "registry.example",
  originCode: "E403",
  reason: "Package left-pad is blocked.",
  ref: "bcdfghjkmn",
  colo: "FRA",
  operation: "download",
  coordinates: { package: "@acme/left-pad", version: "1.3.0" },
  mode: "on",
  status: 403,
  originStatus: 418,
  durationMs: 27,
  retries: 1,
  bodyBytes: 34,
  fault: "",
  rule: "",
};

/** A record in which every text is `text`. */
export function recordOfTexts(text: string): FailureRecord {
  return {
    ...RECORD,
    route: text,
    client: { name: text, version: text },
    method: text,
    originHost: text,
    originCode: text,
    reason: text,
    ref: text,
    colo: text,
    coordinates: { package: text, version: text },
    rule: text,
  };
}

/** Made-up failures as they are counted: the same ones in every run. */
import { dataPointOf } from "../../src/analytics/data-point.ts";
import type { FailureRecord } from "../../src/analytics/record.ts";

/** 2026-08-22T00:00:00Z */
export const BEGIN = 1_787_356_800;
const SPAN_SECONDS = 3 * 86_400;

const ROUTES = ["npm", "npm-dead-host", "maven.central", "go"] as const;
const CATEGORIES = ["forbidden", "not_found", "timeout", "challenge", "probe", "server_error"] as const;
const CLIENTS = [
  ["npm", "11.19.1"],
  ["yarn-berry", ""],
  ["cri-o", "1.33.0"],
  ["maven", "3.9.16"],
] as const;
const REASONS = [
  "Package protected.",
  'It\'s "quoted" and \\ escaped; 100 % -- /* no comment */ <b>',
  "Zugriff verweigert: größer als 5 MB \u{1f4e6}",
  "",
] as const;

const STATUSES = {
  forbidden: 403,
  not_found: 404,
  timeout: 504,
  challenge: 401,
  probe: 404,
  server_error: 502,
} as const;

/** As they are counted: with a port, or the name of a binding. */
const ORIGINS = ["registry.example", "dead.example:8443", "repo.example", "service:GO"] as const;

/** As clients may name them; no query can contain the one with quotes. */
const PACKAGES = [
  { package: "left-pad", version: "" },
  { package: "@acme/left-pad", version: "1.3.0-rc.1+build" },
  { package: "org.acme:lib_2.13", version: "1!2.0~rc1^git%" },
  { package: "größer (漢字) -- /* no comment */ #x", version: "[redacted]" },
  { package: "it's `quoted`", version: "" },
  { package: "", version: "" },
] as const;

/** One failure and the second in which it was counted. */
export interface Counted {
  readonly at: number;
  readonly record: FailureRecord;
}

/** `count` failures, spread over three days. */
export function failures(count: number): readonly Counted[] {
  let state = 42;
  // Numerical Recipes' generator: enough to mix, and the same everywhere.
  const draw = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  return Array.from({ length: count }, (_, index) => ({
    at: BEGIN + draw(SPAN_SECONDS / 60) * 60,
    record: failure(index, draw),
  }));
}

function failure(index: number, draw: (below: number) => number): FailureRecord {
  const category = CATEGORIES[draw(CATEGORIES.length)] ?? "forbidden";
  const cause = causeOf(category, draw(4));
  const status = STATUSES[category];
  const [name, version] = CLIENTS[draw(CLIENTS.length)] ?? ["unknown", ""];
  return {
    event: "failure",
    route: ROUTES[draw(ROUTES.length)] ?? "npm",
    category,
    format: name === "maven" ? "maven" : "npm",
    client: { name, version },
    method: "GET",
    cause,
    originHost: ORIGINS[draw(ORIGINS.length)] ?? "registry.example",
    originCode: draw(2) === 0 ? "" : "DENIED",
    reason: REASONS[draw(REASONS.length)] ?? "",
    ref: refOf(index),
    colo: "AMS",
    operation: "metadata",
    coordinates: PACKAGES[draw(PACKAGES.length)] ?? { package: "", version: "" },
    mode: draw(5) === 0 ? "observe" : "on",
    status: draw(9) === 0 ? 200 : status,
    originStatus: cause === "answered" ? status : 0,
    durationMs: draw(5_000),
    retries: draw(2),
    bodyBytes: draw(70_000),
    fault: "",
    rule: "",
  };
}

function causeOf(category: string, draw: number): FailureRecord["cause"] {
  if (category === "timeout") return draw === 0 ? "unreachable" : "timeout";
  return category === "not_found" && draw === 0 ? "aborted" : "answered";
}

/** Ten letters, different for each. */
export function refOf(index: number): string {
  return [...String(index).padStart(10, "0")].map((digit) => "bcdfghjkmn"[Number(digit)]).join("");
}

export function pointOf({ record }: Counted): AnalyticsEngineDataPoint {
  return dataPointOf(record);
}

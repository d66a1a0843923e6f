/** A thousand failures of mixed kinds over eight days, as after a busy week: for screenshots, and to test the page. */
import { dataPointOf } from "../../src/analytics/data-point.ts";
import type { FailureRecord } from "../../src/analytics/record.ts";
import { refOf } from "./records.ts";

const HOUR_SECONDS = 3_600;

type Kind = Pick<
  FailureRecord,
  "route" | "format" | "category" | "cause" | "originHost" | "originStatus" | "status" | "reason"
> & { readonly weight: number; readonly packages: readonly (readonly [name: string, version: string])[] };

const NPM = { route: "npm", format: "npm", originHost: "gitlab.example.com" } as const;
const PYPI = { route: "pypi", format: "pypi", originHost: "artifactory.example.com:8443" } as const;
const MAVEN = { route: "maven-central", format: "maven", originHost: "nexus.example.com" } as const;
const OCI = { route: "oci", format: "oci", originHost: "harbor.example.com" } as const;
const ANSWERED = { cause: "answered" } as const;

const KINDS: readonly Kind[] = [
  {
    ...{ ...NPM, ...ANSWERED, weight: 24, category: "forbidden", originStatus: 403, status: 403 },
    reason: "Package protected. Ask the maintainers of group acme for push rights.",
    packages: [["@acme/left-pad", "1.3.0"]],
  },
  {
    ...{ ...NPM, ...ANSWERED, weight: 18, category: "not_found", originStatus: 404, status: 404 },
    reason: "Package not found",
    packages: [
      ["@acme/design-tokens", ""],
      ["@acme/button", "2.0.0-rc.1"],
      ["lodahs", ""],
    ],
  },
  {
    ...{ ...NPM, ...ANSWERED, weight: 16, category: "unauthorized", originStatus: 401, status: 401 },
    reason: "The token has expired. Create a new one under Preferences > Access tokens.",
    packages: [
      ["@acme/button", ""],
      ["@acme/left-pad", ""],
    ],
  },
  {
    ...{ ...PYPI, ...ANSWERED, weight: 20, category: "blocked", originStatus: 403, status: 403 },
    reason: "requests 2.99.0 is quarantined by policy SEC-7: published less than 14 days ago.",
    packages: [
      ["requests", "2.99.0"],
      ["urllib3", "3.1.0"],
    ],
  },
  {
    ...{ ...PYPI, weight: 14, category: "timeout", cause: "timeout", originStatus: 0, status: 504 },
    reason: "The registry behind this gateway did not answer within 13 seconds",
    packages: [["numpy", "2.4.0"]],
  },
  {
    ...{ ...MAVEN, ...ANSWERED, weight: 12, category: "server_error", originStatus: 500, status: 500 },
    reason: "Missing blob and no handler set to recover",
    packages: [["org.acme:billing-core", "4.11.0-SNAPSHOT"]],
  },
  {
    ...{ ...MAVEN, weight: 10, category: "unreachable", cause: "unreachable", originStatus: 0, status: 502 },
    reason: "The registry behind this gateway refused the connection",
    packages: [["com.fasterxml.jackson.core:jackson-databind", "2.21.1"]],
  },
  {
    ...{ ...MAVEN, weight: 4, category: "unreachable", cause: "unreachable", originStatus: 0, status: 200 },
    reason: "The registry behind this gateway refused the connection",
    packages: [["org.slf4j:slf4j-api", "2.1.0"]],
  },
  {
    ...{ ...OCI, ...ANSWERED, weight: 9, category: "rate_limited", originStatus: 429, status: 429 },
    reason: "You have reached your pull rate limit.",
    packages: [["library/postgres", "18.1"]],
  },
  {
    ...{ ...OCI, weight: 5, category: "aborted", cause: "aborted", originStatus: 0, status: 499 },
    reason: "",
    packages: [["acme/monolith", "sha-0b5f6a2"]],
  },
  {
    ...{ ...OCI, ...ANSWERED, weight: 6, category: "bad_request", originStatus: 400, status: 400 },
    reason: `manifest invalid: <b>config</b> names "application/vnd.acme.thing+json", which is no type of this registry`,
    packages: [["acme/monolith", "latest"]],
  },
];

const CLIENTS: Readonly<Record<string, readonly (readonly [name: string, version: string])[]>> = {
  npm: [
    ["npm", "11.19.1"],
    ["pnpm", "11.22.0"],
    ["yarn-berry", "4.12.0"],
  ],
  pypi: [
    ["pip", "26.2"],
    ["uv", "0.11.3"],
  ],
  maven: [
    ["maven", "3.9.16"],
    ["gradle", "9.4.0"],
  ],
  oci: [
    ["docker", "29.1.0"],
    ["containerd", "2.3.0"],
  ],
};

export interface Written {
  readonly writtenAtMs: number;
  readonly point: AnalyticsEngineDataPoint;
}

/** In: how many, and the time of the last. The same ones for the same time. */
export function mixedFailures(count: number, nowMs: number): readonly Written[] {
  let state = 7;
  // Numerical Recipes' generator: enough to mix, and the same everywhere.
  const draw = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const bag = KINDS.flatMap((kind) => Array.from({ length: kind.weight }, () => kind));
  return Array.from({ length: count }, (_, index) => {
    const kind = bag[draw(bag.length)] ?? bag[0];
    if (kind === undefined) throw new Error("no kind of failure");
    // Half of them in the last day, so that it is worse than the day before; outages in the last two hours.
    const isOutage = kind.cause === "unreachable" || kind.cause === "timeout";
    const hours = isOutage ? 2 : draw(2) === 0 ? 24 : 8 * 24;
    const agoMs = draw(hours * HOUR_SECONDS) * 1_000;
    return { writtenAtMs: nowMs - agoMs, point: dataPointOf(record(kind, index, draw)) };
  });
}

function record(kind: Kind, index: number, draw: (below: number) => number): FailureRecord {
  const { packages, weight: _, ...failure } = kind;
  const clients = CLIENTS[kind.format] ?? [];
  const [name = "unknown", version = ""] = clients[draw(clients.length)] ?? [];
  const [about = "", its = ""] = packages[draw(packages.length)] ?? [];
  return {
    event: "failure",
    ...failure,
    client: { name, version },
    method: "GET",
    originCode: "",
    ref: refOf(index),
    colo: "AMS",
    operation: "metadata",
    coordinates: { package: about, version: its },
    mode: draw(6) === 0 ? "observe" : "on",
    durationMs:
      kind.cause === "timeout" ? 13_000 + draw(60) : 15 + draw(kind.cause === "aborted" ? 9_000 : 900),
    retries: draw(2),
    bodyBytes: kind.cause === "answered" ? 40 + draw(800) : 0,
    fault: kind.cause === "unreachable" ? "refused" : "",
    rule: "",
  };
}

/** Filters of failures, and the memory's store of the made-up ones. */
import { LocalFailures } from "../../src/analytics/local-failures.ts";
import { MemoryStore } from "../../src/analytics/memory-store.ts";
import type { FailureFilter } from "../../src/analytics/store.ts";
import { BEGIN, type Counted, pointOf } from "./records.ts";

export const DAY = 86_400;
export const ALL: FailureFilter = { since: BEGIN, until: BEGIN + 3 * DAY };

export const FILTERS: readonly (readonly [title: string, filter: FailureFilter])[] = [
  ["all failures", ALL],
  ["one day", { since: BEGIN + DAY, until: BEGIN + 2 * DAY }],
  ["nothing", { since: BEGIN - DAY, until: BEGIN }],
  ["challenges", { ...ALL, category: "challenge" }],
  ["probes", { ...ALL, category: "probe" }],
  ["one category", { ...ALL, category: "timeout" }],
  ["one route with a dot", { ...ALL, route: "maven.central" }],
  ["one client with a dash", { ...ALL, client: "cri-o" }],
  ["one format", { ...ALL, format: "maven" }],
  ["one package", { ...ALL, package: "@acme/left-pad" }],
  ["one version of a package", { ...ALL, package: "org.acme:lib_2.13", version: "1!2.0~rc1^git%" }],
  ["a package of other letters", { ...ALL, package: "größer (漢字) -- /* no comment */ #x" }],
  ["one origin", { ...ALL, origin_host: "dead.example:8443" }],
  ["observed failures", { ...ALL, mode: "observe" }],
  [
    "one reason, quoted and escaped",
    { ...ALL, reason: 'It\'s "quoted" and \\ escaped; 100 % -- /* no comment */ <b>' },
  ],
  ["no reason", { ...ALL, reason: "" }],
  [
    "some values of a field",
    { ...ALL, oneOf: { category: ["timeout", "forbidden"], client: ["cri-o", "npm"], route: ["npm"] } },
  ],
  ["any value of a field", { ...ALL, oneOf: { category: [], origin_host: ["registry.example", "other"] } }],
  ["a value that no failure has", { ...ALL, oneOf: { origin_host: ["it's \\ other"] } }],
  ["all filters", { ...ALL, route: "npm", category: "forbidden", client: "npm", format: "npm" }],
];

/** A store that contains each failure as often as its sampling says. */
export function memoryOf(counted: readonly Counted[], timesOf: (index: number) => number): MemoryStore {
  let now = 0;
  const local = new LocalFailures(() => now);
  for (const [index, one] of counted.entries()) {
    now = one.at * 1_000 + 999;
    for (let time = 0; time < timesOf(index); time += 1) local.writeDataPoint(pointOf(one));
  }
  return new MemoryStore(local);
}

export const once = () => 1;

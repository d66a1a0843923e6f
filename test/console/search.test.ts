/** "npm says 403, why?": what a person has leads to the failure. */
import { beforeAll, describe, expect, test } from "vitest";
import { dataPointOf } from "../../src/analytics/data-point.ts";
import { LocalFailures } from "../../src/analytics/local-failures.ts";
import { MemoryStore } from "../../src/analytics/memory-store.ts";
import type { FailureRecord } from "../../src/analytics/record.ts";
import { FORMAT_NAMES } from "../../src/clients/index.ts";
import { readConfiguration } from "../../src/config/read-configuration.ts";
import type { Route } from "../../src/config/route.ts";
import { searchFailures } from "../../src/console/search/search.ts";
import { understand } from "../../src/console/search/understand.ts";
import { otherFailures, type Printed, printedFailures } from "./printed-failures.ts";

const NOW = 1_795_000_000;
const HOST = "packages.example";
/** Hundreds of searches of a thousand failures each, on a busy machine. */
const SLOW = { timeout: 120_000 };

function routes(): readonly Route[] {
  const configuration = readConfiguration({
    ROUTES: FORMAT_NAMES.map((format) => ({
      path: `/${format}/*`,
      format,
      origin: "https://registry.example",
    })),
  });
  if (!configuration.ok) throw new Error(configuration.problem);
  return configuration.routes;
}

const ROUTES = routes();

describe("a terminal's text leads to its failure among 1,000 others", () => {
  let printed: readonly Printed[];
  let others: readonly FailureRecord[];

  beforeAll(async () => {
    printed = await printedFailures();
    others = otherFailures(printed, 1_000);
  });

  /** Failures a minute apart, the one in question among the older ones. */
  function storeWith(record: FailureRecord): MemoryStore {
    let at = NOW - 86_400;
    const local = new LocalFailures(() => at * 1_000);
    for (const one of [...others.slice(0, 300), record, ...others.slice(300)]) {
      at += 60;
      local.writeDataPoint(dataPointOf(one));
    }
    return new MemoryStore(local);
  }

  /** How many of the right ones come first, and how many among the first five. */
  async function placed(
    texts: readonly (readonly [Printed, string])[],
  ): Promise<{ first: number; five: number }> {
    let first = 0;
    let five = 0;
    for (const [{ record }, text] of texts) {
      const asked = await understand(text, ROUTES, HOST, NOW);
      const { results } = await searchFailures(storeWith(record), asked, 5, NOW);
      const at = results.findIndex(({ ref }) => ref === record.ref);
      if (at === 0) first += 1;
      if (at !== -1) five += 1;
    }
    return { first, five };
  }

  const wrapped = (text: string) => text.replace(/.{80}/g, "$&\n");
  const framed = (text: string) =>
    `\u001b[31m╷\n${text.replace(/^/gm, "│ \u001b[1m").replace(/$/gm, "\u001b[0m")}\n╵\u001b[0m`;
  const inALog = (text: string) =>
    `2026-11-20 build #${text.length}\n$ ci/install --frozen\nResolving dependencies...\n${text}\nError: Process completed with exit code 1.`;

  /** A sample of them, over all 15 categories and all programs. */
  const every = (nth: number) => printed.filter((_one, index) => index % nth === 0);

  /**
   * A little below what was measured; the other texts show nothing that thousands of other failures don't show too ("no
   * matching distribution found", a status alone).
   */
  test.each([
    ["broken at 80 columns, within words", wrapped, 0.76, 0.85],
    ["in colours and frames", framed, 0.77, 0.85],
    ["with the lines around them", inALog, 0.76, 0.8],
    ["cut after 160 characters", (text: string) => text.slice(0, 160), 0.75, 0.84],
  ])("pasted %s", SLOW, async (_title, pasted, first, five) => {
    const some = every(11);
    const found = await placed(some.map((one) => [one, pasted(one.text)]));
    expect(found.first / some.length).toBeGreaterThanOrEqual(first);
    expect(found.five / some.length).toBeGreaterThanOrEqual(five);
  });

  test("pasted as they are: 83 % first, 89 % among five", SLOW, async () => {
    const some = every(4);
    const found = await placed(some.map((one) => [one, one.text]));
    expect(found.first / some.length).toBeGreaterThanOrEqual(0.81);
    expect(found.five / some.length).toBeGreaterThanOrEqual(0.87);
  });

  test("with the reason or a URL of the gateway in them: 94 % first, 98 % among five", SLOW, async () => {
    const telling = every(4).filter(
      ({ text, record: { reason } }) =>
        text.includes(`https://${HOST}/`) || (reason !== "" && text.includes(reason)),
    );
    const found = await placed(telling.map((one) => [one, one.text]));
    expect(telling.length).toBeGreaterThanOrEqual(150);
    expect(found.first / telling.length).toBeGreaterThanOrEqual(0.92);
    expect(found.five / telling.length).toBeGreaterThanOrEqual(0.96);
  });
});

describe("what is understood", () => {
  const NPM_403 =
    "npm error code E403\nnpm error 403 403 Forbidden - GET https://packages.example/npm/@acme%2fleft-pad/-/left-pad-1.3.0.tgz - Quarantined by policy SEC-7";
  const LOG =
    "npm error A complete log of this run can be found in: /home/ci/.npm/_logs/2026-11-17T13_00_44_123Z-debug-0.log";

  const CASES: readonly (readonly [query: string, parts: readonly object[], words?: readonly string[]])[] = [
    [
      NPM_403,
      [
        { kind: "package", package: { name: "@acme/left-pad", version: "1.3.0" } },
        { kind: "route", route: "npm", format: "npm", about: { name: "@acme/left-pad", version: "1.3.0" } },
        { kind: "client", names: ["npm"], version: "" },
        { kind: "status", status: 403 },
      ],
      ["quarantined", "policy", "sec-7"],
    ],
    ["@acme/left-pad", [{ kind: "package", package: { name: "@acme/left-pad", version: "" } }]],
    ["left-pad@1.2", [{ kind: "package", package: { name: "left-pad", version: "1.2" } }]],
    ["org.acme:lib:1.0", [{ kind: "package", package: { name: "org.acme:lib", version: "1.0" } }]],
    ["com.acme:app:jar:1.0", [{ kind: "package", package: { name: "com.acme:app", version: "1.0" } }]],
    ["junit:junit:4.13", [{ kind: "package", package: { name: "junit:junit", version: "4.13" } }]],
    ["requests==2.32.0", [{ kind: "package", package: { name: "requests", version: "2.32.0" } }]],
    [
      "docker pull packages.example/acme/app:1.0",
      [
        { kind: "package", package: { name: "acme/app", version: "1.0" } },
        { kind: "client", names: ["docker"], version: "" },
      ],
    ],
    ["github.com/x/y@v1.2.0", [{ kind: "package", package: { name: "github.com/x/y", version: "v1.2.0" } }]],
    ["left-pad", [], ["left-pad"]],
    [
      "npm says 403, why?",
      [
        { kind: "client", names: ["npm"], version: "" },
        { kind: "status", status: 403 },
      ],
      ["says"],
    ],
    ["pip 24.0", [{ kind: "client", names: ["pip"], version: "24.0" }]],
    [
      "mvn 403",
      [
        { kind: "client", names: ["maven"], version: "" },
        { kind: "status", status: 403 },
      ],
    ],
    ["E403", [{ kind: "status", status: 403 }]],
    [
      "[ERR_PNPM_FETCH_404] GET",
      [
        { kind: "client", names: ["pnpm"], version: "" },
        { kind: "status", status: 404 },
      ],
    ],
    [
      "Forbidden",
      [
        { kind: "status", status: 403 },
        { kind: "category", category: "forbidden" },
      ],
    ],
    ["blocked", [{ kind: "category", category: "blocked" }]],
    ["bcdfghjkmn", [{ kind: "reference", ref: "bcdfghjkmn" }]],
    ["It said Reference: BCDFGHJKMN.", [{ kind: "reference", ref: "bcdfghjkmn" }]],
    [
      "https://elsewhere.example/npm",
      [{ kind: "route", route: "npm", format: "npm", about: { name: "", version: "" } }],
    ],
    ["https://elsewhere.example/unknown/path", []],
    [
      "GET http://10.1.2.3:4873/npm/@acme%2fx failed",
      [
        { kind: "package", package: { name: "@acme/x", version: "" } },
        { kind: "route", route: "npm", format: "npm", about: { name: "@acme/x", version: "" } },
      ],
    ],
    ["lib 1.404.0 of 500kB", [], ["1.404.0", "500kb", "lib"]],
  ];

  for (const [query, parts, words] of CASES)
    test(query, async () => {
      const understood = await understand(query, ROUTES, HOST, NOW);
      expect(understood.parts).toEqual(parts);
      if (words !== undefined) expect(understood.words.toSorted()).toEqual(words.toSorted());
    });

  const at = (iso: string) => Date.parse(iso) / 1_000;

  test.each([
    // NOW is 2026-11-18 12:26:40 UTC.
    ["14:05", "2026-11-17T14:05:00Z", "14:05"],
    ["at 9:05 UTC", "2026-11-18T09:05:00Z", "9:05 UTC"],
    ["2026-11-17 14:05", "2026-11-17T14:05:00Z", "2026-11-17 14:05"],
    ["2026-11-17T14:05Z", "2026-11-17T14:05:00Z", "2026-11-17T14:05Z"],
    ["2026-11-17T14:05:33.250+01:00", "2026-11-17T13:05:33Z", "2026-11-17T14:05:33.250+01:00"],
    [`npm error code E403\n${LOG}`, "2026-11-17T13:00:44Z", "2026-11-17T13_00_44_123Z"],
  ])("the time of %j, a quarter of an hour around it", async (query, iso, text) => {
    const { parts } = await understand(query, ROUTES, HOST, NOW);
    const time = parts.find((part) => part.kind === "time");
    expect(time).toEqual({ kind: "time", since: at(iso) - 600, until: at(iso) + 900, text });
  });

  test("a day includes all its hours", async () => {
    const { parts } = await understand("2026-11-17", ROUTES, HOST, NOW);
    expect(parts).toEqual([
      {
        kind: "time",
        since: at("2026-11-17T00:00:00Z"),
        until: at("2026-11-18T00:00:00Z"),
        text: "2026-11-17",
      },
    ]);
  });

  test.each([
    "Moving to new disks. Back at 14:00 UTC, says the registry to whoever asks for it now",
    "2026-13-45 25:61",
    "v1.2:30",
  ])("finds no time in %s", async (query) => {
    const { parts } = await understand(query, ROUTES, HOST, NOW);
    expect(parts.filter(({ kind }) => kind === "time")).toEqual([]);
  });

  test.each([
    "",
    " ",
    "\u001b[31m\u001b[0m",
    "!?",
    "🦀",
    "(((((".repeat(900),
    "a:".repeat(2_000),
    "a.".repeat(2_000),
    "@a/".repeat(1_400),
    "http://".repeat(600),
    "1:1:".repeat(1_000),
  ])("any query is read quickly: %#", async (query) => {
    const began = performance.now();
    await understand(query, ROUTES, HOST, NOW);
    // A guard against runaway regular expressions, with a margin of two orders of magnitude.
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  test("a token pasted with it is masked", async () => {
    const { text } = await understand(
      "npm error https://user:hunter2@packages.example/npm/x ghp_0123456789abcdefghijklmnopqrstuvwxyzAB",
      ROUTES,
      HOST,
      NOW,
    );
    expect(text).not.toMatch(/hunter2|ghp_0/);
  });
});

describe("what is found", () => {
  const record = async (fields: Partial<FailureRecord>) => {
    const [model] = await printedFailures();
    if (model === undefined) throw new Error("no failure");
    return { ...model.record, category: "forbidden" as const, status: 403, ...fields };
  };

  async function found(
    records: readonly (readonly [secondsAgo: number, record: FailureRecord])[],
    query: string,
  ) {
    let at = NOW;
    const local = new LocalFailures(() => at * 1_000);
    for (const [ago, one] of records) {
      at = NOW - ago;
      local.writeDataPoint(dataPointOf(one));
    }
    const asked = await understand(query, ROUTES, HOST, NOW);
    return searchFailures(new MemoryStore(local), asked, 10, NOW);
  }

  test("identical failures are one result, with the last one's reference", async () => {
    const one = await record({ ref: "bcdfghjkmn", reason: "Quarantined." });
    const { results } = await found(
      [
        [300, one],
        [60, { ...one, ref: "nmkjhgfdcb" }],
        [90, { ...one, ref: "ccccdddddd" }],
      ],
      "Quarantined.",
    );
    expect(results).toMatchObject([
      { ref: "nmkjhgfdcb", failures: 3, lastAt: NOW - 60, why: ['words "quarantined"'] },
    ]);
  });

  test("a challenge is found too, since the client shows it", async () => {
    const one = await record({ category: "challenge", status: 401 });
    expect((await found([[60, one]], "npm 401")).results).toHaveLength(1);
  });

  test("a typed part of a package's name finds it", async () => {
    const one = await record({ coordinates: { package: "@acme/left-pad", version: "1.0" } });
    const { results } = await found([[60, one]], "left-pad");
    expect(results).toMatchObject([{ package: "@acme/left-pad", why: ["package @acme/left-pad"] }]);
  });

  test("the failure at the named time comes first, and one of last month is found by its time", async () => {
    const one = await record({ coordinates: { package: "left-pad", version: "" } });
    const day = 86_400;
    const records = [
      [60, one],
      [day, { ...one, client: { name: "pnpm", version: "" }, ref: "ccccdddddd" }],
      [40 * day, { ...one, ref: "bbbbcccccc", reason: "Old." }],
    ] as const;
    const then = (ago: number) => new Date((NOW - ago) * 1_000).toISOString();
    expect((await found(records, `left-pad ${then(day)}`)).results[0]).toMatchObject({
      ref: "ccccdddddd",
      why: ["package left-pad", "time"],
    });
    expect((await found(records, `${then(40 * day)}`)).results).toMatchObject([{ ref: "bbbbcccccc" }]);
  });

  test("a search without results this week goes back as far as failures are kept", async () => {
    const one = await record({ coordinates: { package: "left-pad", version: "" } });
    const { results, span } = await found([[60 * 86_400, one]], "left-pad");
    expect(results).toHaveLength(1);
    expect(NOW - span.since).toBeGreaterThan(90 * 86_400);
  });

  test("a reference puts its failure first", async () => {
    const one = await record({ ref: "bcdfghjkmn", reason: "Quarantined." });
    const { results } = await found(
      [
        [60 * 86_400, one],
        [60, { ...one, ref: "nmkjhgfdcb" }],
      ],
      "Quarantined. Reference: bcdfghjkmn",
    );
    expect(results.map(({ ref, why }) => [ref, why[0]])).toEqual([
      ["bcdfghjkmn", "reference bcdfghjkmn"],
      ["nmkjhgfdcb", 'words "quarantined"'],
    ]);
  });

  test("a query that can't be understood finds nothing", async () => {
    expect((await found([[60, await record({})]], "?!")).results).toEqual([]);
  });
});

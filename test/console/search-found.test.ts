/** What a search finds, in which order, and why. */
import { describe, expect, test } from "vitest";
import { dataPointOf } from "../../src/analytics/data-point.ts";
import { LocalFailures } from "../../src/analytics/local-failures.ts";
import { MemoryStore } from "../../src/analytics/memory-store.ts";
import type { FailureRecord } from "../../src/analytics/record.ts";
import { searchFailures } from "../../src/console/search/search.ts";
import { understand } from "../../src/console/search/understand.ts";
import { printedFailures } from "./printed-failures.ts";
import { HOST, NOW, ROUTES } from "./searched-gateway.ts";

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

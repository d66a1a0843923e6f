/** Both stores answer every query alike: the memory's in this process, Analytics SQL's in a ClickHouse. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sqlApi } from "../../src/analytics/sql-api.ts";
import { SqlStore } from "../../src/analytics/sql-store.ts";
import {
  type Clue,
  DIMENSIONS,
  type FailureStore,
  type OriginCount,
  type PackageCount,
} from "../../src/analytics/store.ts";
import { ClickHouse, HAS_CLICKHOUSE } from "./clickhouse.ts";
import { BEGIN, failures, pointOf, refOf } from "./records.ts";
import { ALL, DAY, FILTERS, memoryOf, once } from "./store-filters.ts";

if (!HAS_CLICKHOUSE) {
  process.stdout.write(
    "Not run: the SQL in a ClickHouse (chdb is not installed; test/console/install does it).\n",
  );
}

describe.runIf(HAS_CLICKHOUSE)("Analytics SQL and the memory's store answer alike", () => {
  const counted = failures(400);
  let clickHouse: ClickHouse;
  let sql: FailureStore;

  beforeAll(async () => {
    clickHouse = await ClickHouse.start();
    sql = new SqlStore(sqlApi({ id: "0".repeat(32), token: "token" }, clickHouse.api), "outspoken_failures");
  });

  afterAll(() => clickHouse.stop());

  describe.each([
    ["unsampled", once],
    ["sampled", (index: number) => (index % 3 === 0 ? 7 : 1)],
  ])("%s", (_title, timesOf) => {
    const memory = memoryOf(counted, timesOf);

    beforeAll(async () => {
      const points = counted.map((one, index) => ({
        at: one.at,
        sampleInterval: timesOf(index),
        point: pointOf(one),
      }));
      await clickHouse.load(points);
    });

    test.each(FILTERS)("counts over time: %s", async (_name, filter) => {
      for (const step of [60, 3_600, DAY]) {
        expect(await sql.countsOverTime(filter, step)).toEqual(await memory.countsOverTime(filter, step));
      }
    });

    test.each(FILTERS)("counts by every dimension: %s", async (_name, filter) => {
      for (const dimension of DIMENSIONS) {
        expect(await sql.countsBy(filter, [dimension], 3)).toEqual(
          await memory.countsBy(filter, [dimension], 3),
        );
      }
      const three = ["route", "category", "client"] as const;
      expect(await sql.countsBy(filter, three, 1_000)).toEqual(await memory.countsBy(filter, three, 1_000));
      expect(await sql.countsBy(filter, DIMENSIONS, 20)).toEqual(
        await memory.countsBy(filter, DIMENSIONS, 20),
      );
    });

    test.each(FILTERS)("packages: %s", async (_name, filter) => {
      // Which of two failures in one second is the last is undefined.
      const bare = (packages: readonly PackageCount[]) =>
        packages.map(({ lastReason: _reason, ...count }) => count);
      expect(bare(await sql.topPackages(filter, 100))).toEqual(bare(await memory.topPackages(filter, 100)));
      expect(bare(await sql.topPackages(filter, 2))).toEqual(bare(await memory.topPackages(filter, 2)));
    });

    test.each(FILTERS)("origins: %s", async (_name, filter) => {
      const bare = (origins: readonly OriginCount[]) =>
        origins.map(({ lastOutage, ...count }) => ({ ...count, lastOutageAt: lastOutage?.at }));
      expect(bare(await sql.topOrigins(filter, 100))).toEqual(bare(await memory.topOrigins(filter, 100)));
      expect(bare(await sql.topOrigins(filter, 2))).toEqual(bare(await memory.topOrigins(filter, 2)));
    });

    test.each(FILTERS)("reasons: %s", async (_name, filter) => {
      expect(await sql.topReasons(filter, 100)).toEqual(await memory.topReasons(filter, 100));
      expect(await sql.topReasons(filter, 2)).toEqual(await memory.topReasons(filter, 2));
    });
  });

  describe("with each failure in its own second", () => {
    const apart = counted.map((one, index) => ({ ...one, at: BEGIN + index * 60 }));
    const memory = memoryOf(apart, once);

    beforeAll(async () => {
      await clickHouse.load(apart.map((one) => ({ at: one.at, sampleInterval: 1, point: pointOf(one) })));
    });

    const clue = (field: Clue["field"], match: Clue["match"], value: string, weight: number): Clue => ({
      field,
      match,
      value,
      weight,
    });
    const SEARCHES: readonly (readonly [title: string, clues: readonly Clue[]])[] = [
      ["a word in a reason, whatever its case", [clue("reason", "contains", "package", 7)]],
      ["letters beyond ASCII", [clue("reason", "contains", "größer", 7)]],
      [
        "characters that would end a string",
        [clue("reason", "contains", `"quoted" and \\`, 7), clue("package", "equals", "it's `quoted`", 5)],
      ],
      [
        "LIKE's special characters",
        [clue("reason", "contains", "100 %", 7), clue("package", "contains", "_2.13", 5)],
      ],
      [
        "several, with the sum of the weights",
        [
          clue("package", "equals", "@acme/left-pad", 40),
          clue("client", "equals", "npm", 10),
          clue("status", "equals", "403", 10),
          clue("version", "equals", "1.3.0-rc.1+build", 10),
          clue("reason", "contains", "protected", 9),
          clue("category", "equals", "challenge", 3),
          clue("method", "equals", "get", 1),
        ],
      ],
      ["nothing", [clue("reason", "contains", "no such words", 7)]],
    ];

    test.each(SEARCHES)("a search: %s", async (_name, clues) => {
      for (const span of [ALL, { since: BEGIN + 3_600, until: BEGIN + 7_200 }]) {
        expect(await sql.search(span, clues, 300)).toEqual(await memory.search(span, clues, 300));
        expect(await sql.search(span, clues, 5)).toEqual(await memory.search(span, clues, 5));
      }
    });

    test.each(FILTERS)("packages and their last reasons: %s", async (_name, filter) => {
      expect(await sql.topPackages(filter, 100)).toEqual(await memory.topPackages(filter, 100));
    });

    test.each(FILTERS)("origins and their last outages: %s", async (_name, filter) => {
      expect(await sql.topOrigins(filter, 100)).toEqual(await memory.topOrigins(filter, 100));
    });
  });

  describe("unsampled, one by one", () => {
    const memory = memoryOf(counted, once);

    beforeAll(async () => {
      await clickHouse.load(counted.map((one) => ({ at: one.at, sampleInterval: 1, point: pointOf(one) })));
    });

    test.each(FILTERS)("lists, page by page: %s", async (_name, filter) => {
      let after = null;
      for (let page = 0; page < 5; page += 1) {
        const listed = await sql.list(filter, 30, after);
        expect(listed).toEqual(await memory.list(filter, 30, after));
        after = listed.next;
        if (after === null) break;
      }
    });

    test("a sampled failure has the number that it stands for", async () => {
      const [one] = counted;
      if (one === undefined) throw new Error("no failure");
      await clickHouse.load([{ at: one.at, sampleInterval: 12, point: pointOf(one) }]);
      const { failures: listed } = await sql.list(
        { since: one.at, until: one.at + 1, category: one.record.category },
        1,
        null,
      );
      expect(listed[0]?.stands_for).toBe(12);
    });
  });

  test("a recent failure is found by its reference", async () => {
    const [one] = failures(1);
    if (one === undefined) throw new Error("no failure");
    const now = Math.floor(Date.now() / 1_000);
    await clickHouse.load([{ at: now, sampleInterval: 1, point: pointOf(one) }]);
    const memory = memoryOf([{ ...one, at: now }], once);
    expect(await sql.byReference(refOf(0))).toEqual(await memory.byReference(refOf(0)));
    expect(await sql.byReference(refOf(0))).toMatchObject({ reason: one.record.reason, at: now });
    expect(await sql.byReference("zzzzzzzzzz")).toBeNull();
  });
});

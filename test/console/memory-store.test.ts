/** What the memory's store keeps when it is full, and what it leaves out. */
import { describe, expect, test } from "vitest";
import { LocalFailures } from "../../src/analytics/local-failures.ts";
import { MemoryStore } from "../../src/analytics/memory-store.ts";
import { NO_FAILURES } from "../../src/failure/category.ts";
import { failures, pointOf, refOf } from "./records.ts";
import { ALL, memoryOf, once } from "./store-filters.ts";

describe("the memory's store", () => {
  test("keeps the last failures when it is full", async () => {
    const local = new LocalFailures(() => 0);
    const [one] = failures(1);
    if (one === undefined) throw new Error("no failure");
    for (let index = 0; index < 10_003; index += 1) {
      local.writeDataPoint(
        pointOf({ ...one, record: { ...one.record, category: "forbidden", ref: refOf(index) } }),
      );
    }
    const store = new MemoryStore(local);
    expect(await store.byReference(refOf(2))).toBeNull();
    expect(await store.byReference(refOf(3))).toMatchObject({ ref: refOf(3) });
    expect(await store.countsBy({ since: 0, until: 1 }, ["category"], 1)).toEqual([
      { values: { category: "forbidden" }, failures: 10_000 },
    ]);
  });

  test.each(NO_FAILURES)("leaves out what is a %s unless its category is requested", async (category) => {
    const store = memoryOf(failures(50), once);
    const counts = await store.countsBy(ALL, ["category"], 10);
    expect(counts.map(({ values }) => values.category)).not.toContain(category);
    expect(await store.countsBy({ ...ALL, category }, ["category"], 10)).toHaveLength(1);
  });

  test("reads an empty data point as a failure without values", async () => {
    const local = new LocalFailures(() => 1_000);
    local.writeDataPoint();
    const store = new MemoryStore(local);
    expect((await store.list({ since: 0, until: 9 }, 1, null)).failures[0]).toMatchObject({
      route: "",
      status: 0,
    });
  });
});

import { describe, expect, test } from "vitest";
import {
  byReferenceQuery,
  countsByQuery,
  countsOverTimeQuery,
  isQueryableName,
  listQuery,
  type Query,
  topOriginsQuery,
  topPackagesQuery,
  topReasonsQuery,
} from "../../src/analytics/queries.ts";
import { CLUES_MAX, searchQuery } from "../../src/analytics/search-query.ts";
import { type Clue, DIMENSIONS, type FailureFilter, SEARCHED } from "../../src/analytics/store.ts";

const DATASET = "outspoken_failures";
const FILTER: FailureFilter = {
  since: 100,
  until: 200,
  route: "npm",
  category: "forbidden",
  format: "npm",
  client: "npm",
  package: "@acme/left-pad",
  version: "1!2.0~rc1^%",
  origin_host: "registry.example:8443",
  mode: "observe",
  reason: 'It\'s "quoted".',
  oneOf: { category: ["timeout", "unreachable"], origin_host: ["registry.example"], client: [] },
};

/** As many as a query takes, of every kind. */
const CLUES: readonly Clue[] = Array.from({ length: CLUES_MAX }, (_, index) => {
  const field = SEARCHED[index % SEARCHED.length] ?? "reason";
  const value = field === "status" ? "403" : "x'; --$since";
  return { field, match: index % 2 === 0 ? "equals" : "contains", value, weight: 60 };
});

const QUERIES: readonly (readonly [name: string, query: Query])[] = [
  ["counts over time", countsOverTimeQuery(DATASET, FILTER, 60)],
  ["counts by dimensions", countsByQuery(DATASET, FILTER, DIMENSIONS, 10)],
  ["reasons", topReasonsQuery(DATASET, FILTER, 10)],
  ["packages", topPackagesQuery(DATASET, FILTER, 10)],
  ["origins", topOriginsQuery(DATASET, FILTER, 10)],
  ["a list", listQuery(DATASET, FILTER, 10, null)],
  ["a further page of a list", listQuery(DATASET, FILTER, 10, { at: 150, ref: "bcdfgh" })],
  ["a search", searchQuery(DATASET, FILTER, CLUES, 10)],
  ["one by reference", byReferenceQuery(DATASET, "bcdfgh")],
];

/** cloudflare-docs analytics/sql-api/sql-reference/functions */
const DOCUMENTED = [
  "intDiv",
  "toUnixTimestamp",
  "COUNT",
  "countIf",
  "APPROX_MAX",
  "argMax",
  "NOW",
  "if",
  "position",
  "lowerUTF8",
  "quantileExactWeighted",
];

describe.each(QUERIES)("the query for %s", (_name, { query, params }) => {
  test("names one dataset, a span of time and a limit", () => {
    expect(query.match(/\bFROM (\S+)/g)).toEqual([`FROM events.analyticsEngine."${DATASET}"`]);
    expect(query).toMatch(/timestamp >=? /);
    expect(query).toMatch(/\nLIMIT \d+$/);
  });

  test("calls only functions that the dialect documents", () => {
    const called = [...query.matchAll(/([A-Za-z]\w*)\(/g)].map(([, name]) => name);
    expect(DOCUMENTED).toEqual(expect.arrayContaining(called));
  });

  test("shadows no column with an alias of the same name", () => {
    const aliases = [...query.matchAll(/ AS "(\w+)"/g)].map(([, alias]) => alias);
    expect(aliases).not.toEqual([]);
    expect(
      aliases.filter((alias) => /^(?:timestamp|index1|blob\d+|double\d+|sampleInterval)$/.test(alias ?? "")),
    ).toEqual([]);
  });

  test("has a value for every placeholder, and a placeholder for every value", () => {
    const placeholders = new Set([...query.matchAll(/\$(\w+)/g)].map(([, name]) => name));
    expect([...placeholders].toSorted()).toEqual(Object.keys(params).toSorted());
  });

  test("is shorter than the 10 KiB that the API takes", () => {
    expect(new TextEncoder().encode(query).length).toBeLessThan(10 * 1_024);
  });
});

test.each(QUERIES.slice(0, 4))("%s count failures, not rows", (_name, { query }) => {
  expect(query).toContain('COUNT(*) AS "failures"');
  // The API weighs samples by itself: they must not be weighed again.
  expect(query).not.toMatch(/sample_?interval/i);
});

test("times have their zone, which the API requires", () => {
  expect(listQuery(DATASET, FILTER, 1, { at: 150, ref: "b" }).params).toMatchObject({
    since: "1970-01-01T00:01:40Z",
    until: "1970-01-01T00:03:20Z",
    at: "1970-01-01T00:02:30Z",
  });
});

const HOSTILE = [
  "'",
  "x' OR 'a' = 'a",
  "\\",
  "\\'",
  "a\nb",
  "a;b",
  "a`b",
  '"',
  "$since",
  "–",
  "\u0000",
  "x".repeat(129),
];

test.each(["'", "x' OR 'a' = 'a", "\\", "a\nb", "a;b", "a`b", '"', "\u0000", "\u202e", "x".repeat(257)])(
  "the name %j can't be queried",
  (text) => {
    expect(isQueryableName(text)).toBe(false);
  },
);

describe("no value gets into the text of a query", () => {
  test.each(HOSTILE)("%j", (text) => {
    for (const field of [
      "route",
      "client",
      "format",
      "package",
      "version",
      "origin_host",
      "reason",
    ] as const) {
      const hostile = listQuery(DATASET, { ...FILTER, [field]: text }, 1, null);
      expect(hostile.query).toBe(listQuery(DATASET, FILTER, 1, null).query);
      expect(hostile.params).toEqual({ ...listQuery(DATASET, FILTER, 1, null).params, [field]: text });
    }
    const clue = (value: string): Clue => ({ field: "reason", match: "contains", value, weight: 1 });
    const searched = searchQuery(DATASET, FILTER, [clue(text)], 1);
    expect(searched.query).toBe(searchQuery(DATASET, FILTER, [clue("b")], 1).query);
    expect(searched.params).toMatchObject({ c0: text });
    const behind = (ref: string) => listQuery(DATASET, FILTER, 1, { at: 1, ref });
    expect(behind(text).query).toBe(behind("b").query);
    expect(byReferenceQuery(DATASET, text)).toEqual({
      ...byReferenceQuery(DATASET, "b"),
      params: { ref: text },
    });
    const among = (value: string) =>
      listQuery(DATASET, { ...FILTER, oneOf: { route: ["a", value] } }, 1, null);
    expect(among(text).query).toBe(among("b").query);
    expect(among(text).params).toMatchObject({ route0: "a", route1: text });
    expect(() => topReasonsQuery(text, FILTER, 1)).toThrow(RangeError);
  });

  test.each([Number.NaN, 1.5, -1, Number.POSITIVE_INFINITY, 2 ** 60])("the number %d", (number) => {
    expect(() => listQuery(DATASET, FILTER, number, null)).toThrow(RangeError);
    expect(() => listQuery(DATASET, { ...FILTER, since: number }, 1, null)).toThrow(RangeError);
    expect(() => countsOverTimeQuery(DATASET, FILTER, number)).toThrow(RangeError);
    const clue: Clue = { field: "status", match: "equals", value: String(number), weight: 1 };
    expect(() => searchQuery(DATASET, FILTER, [clue], 1)).toThrow(RangeError);
    expect(() => searchQuery(DATASET, FILTER, [{ ...clue, value: "403", weight: number }], 1)).toThrow(
      RangeError,
    );
    expect(() => listQuery(DATASET, FILTER, 1, { at: number, ref: "b" })).toThrow(RangeError);
  });
});

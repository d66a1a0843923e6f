import { describe, expect, test } from "vitest";
import {
  byReferenceQuery,
  countsByQuery,
  countsOverTimeQuery,
  isQueryableName,
  listQuery,
  topPackagesQuery,
  topReasonsQuery,
} from "../../src/analytics/queries.ts";
import { DIMENSIONS, type FailureFilter } from "../../src/analytics/store.ts";

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
};

const QUERIES: readonly (readonly [name: string, query: string])[] = [
  ["counts over time", countsOverTimeQuery(DATASET, FILTER, 60)],
  ["counts by dimensions", countsByQuery(DATASET, FILTER, DIMENSIONS, 10)],
  ["reasons", topReasonsQuery(DATASET, FILTER, 10)],
  ["packages", topPackagesQuery(DATASET, FILTER, 10)],
  ["a list", listQuery(DATASET, FILTER, 10, null)],
  ["a further page of a list", listQuery(DATASET, FILTER, 10, { at: 150, ref: "bcdfgh" })],
  ["one by reference", byReferenceQuery(DATASET, "bcdfgh")],
];

/** cloudflare-docs analytics-engine/sql-reference; `intDiv` is in analytics-engine/grafana. */
const DOCUMENTED = [
  "intDiv",
  "toUInt32",
  "sum",
  "sumIf",
  "max",
  "argMax",
  "toUnixTimestamp",
  "toDateTime",
  "now",
];

describe.each(QUERIES)("the query for %s", (_name, query) => {
  test("names one dataset, a span of time and a limit", () => {
    expect(query.match(/\bFROM (\S+)/g)).toEqual([`FROM ${DATASET}`]);
    expect(query).toMatch(/timestamp >=? /);
    expect(query).toMatch(/\nLIMIT \d+$/);
  });

  test("calls only functions that the dialect documents", () => {
    const called = [...query.matchAll(/([A-Za-z]\w*)\(/g)].map(([, name]) => name);
    expect(DOCUMENTED).toEqual(expect.arrayContaining(called));
  });

  test("hides no column behind an alias of the same name", () => {
    const aliases = [...query.matchAll(/ AS (\w+)/g)].map(([, alias]) => alias);
    expect(
      aliases.filter((alias) =>
        /^(?:timestamp|index1|blob\d+|double\d+|_sample_interval)$/.test(alias ?? ""),
      ),
    ).toEqual([]);
  });
});

test.each(QUERIES.slice(0, 4))("%s are of failures, not of rows", (_name, query) => {
  expect(query).toContain("sum(_sample_interval) AS failures");
  expect(query).not.toMatch(/\bcount\(/i);
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
  "–",
  "\u0000",
  "x".repeat(129),
];

test.each(["'", "x' OR 'a' = 'a", "\\", "a\nb", "a;b", "a`b", '"', "\u0000", "\u202e", "x".repeat(257)])(
  "the name %j gets into no query",
  (text) => {
    expect(isQueryableName(text)).toBe(false);
    expect(() => listQuery(DATASET, { ...FILTER, package: text }, 1, null)).toThrow(RangeError);
    expect(() => listQuery(DATASET, { ...FILTER, version: text }, 1, null)).toThrow(RangeError);
  },
);

describe("what needs an escape gets into no query", () => {
  test.each(HOSTILE)("%j", (text) => {
    expect(() => listQuery(DATASET, { ...FILTER, route: text }, 1, null)).toThrow(RangeError);
    expect(() => listQuery(DATASET, { ...FILTER, client: text }, 1, null)).toThrow(RangeError);
    expect(() => listQuery(DATASET, { ...FILTER, format: text }, 1, null)).toThrow(RangeError);
    expect(() => listQuery(DATASET, FILTER, 1, { at: 1, ref: text })).toThrow(RangeError);
    expect(() => byReferenceQuery(DATASET, text)).toThrow(RangeError);
    expect(() => topReasonsQuery(text, FILTER, 1)).toThrow(RangeError);
  });

  test.each([Number.NaN, 1.5, -1, Number.POSITIVE_INFINITY, 2 ** 60])("the number %d", (number) => {
    expect(() => listQuery(DATASET, FILTER, number, null)).toThrow(RangeError);
    expect(() => listQuery(DATASET, { ...FILTER, since: number }, 1, null)).toThrow(RangeError);
    expect(() => countsOverTimeQuery(DATASET, FILTER, number)).toThrow(RangeError);
    expect(() => listQuery(DATASET, FILTER, 1, { at: number, ref: "b" })).toThrow(RangeError);
  });
});

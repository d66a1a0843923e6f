import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { countFailure, logLineOf } from "../../src/analytics/count.ts";
import { BLOBS, dataPointOf } from "../../src/analytics/data-point.ts";
import type { FailureRecord } from "../../src/analytics/record.ts";
import { CATEGORIES, isFailure, NO_FAILURES } from "../../src/failure/category.ts";
import { type Point, StrictDataset } from "./dataset.ts";
import { RECORD, recordOfTexts } from "./records.ts";

const lines: string[] = [];

beforeEach(() => {
  lines.length = 0;
  vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
});

afterEach(() => {
  vi.restoreAllMocks();
});

function logged(): Record<string, unknown>[] {
  return lines.map((line) => JSON.parse(line));
}

function counted(record: FailureRecord): Point {
  const dataset = new StrictDataset();
  countFailure(record, dataset);
  return dataset.only();
}

describe("a failure", () => {
  test("is one data point and one line", () => {
    expect(counted(RECORD).blobs[BLOBS.indexOf("ref")]).toBe(RECORD.ref);
    expect(logged()).toEqual([logLineOf(RECORD)]);
  });

  test("is logged by name, each name in lower case, each value a text or a number", () => {
    const line = logLineOf(RECORD);
    expect(line).toEqual({
      event: "failure",
      route: "npm",
      category: "forbidden",
      format: "npm",
      client: "yarn",
      client_version: "4.12.0",
      operation: "download",
      package: "@acme/left-pad",
      version: "1.3.0",
      mode: "on",
      method: "GET",
      cause: "answered",
      status: 403,
      origin_host: "registry.example",
      origin_status: 418,
      origin_code: "E403",
      reason: "Package left-pad is blocked.",
      fault: "",
      rule: "",
      ref: "bcdfghjkmn",
      colo: "FRA",
      duration_ms: 27,
      retries: 1,
      body_bytes: 34,
    });
  });

  test("is one line of JSON, whatever its texts", () => {
    const text = 'a"b\\c\nd\r\u2028e\u0000f\ud800';
    countFailure(recordOfTexts(text), undefined);
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(/[\n\r]/);
    expect(logged()[0]).toMatchObject({ event: "failure", status: 403 });
  });

  test.each(CATEGORIES.filter(isFailure))("of category %s is counted and logged", (category) => {
    expect(counted({ ...RECORD, category }).blobs[0]).toBe(category);
    expect(logged()).toEqual([expect.objectContaining({ event: "failure", category })]);
  });

  test.each(NO_FAILURES)("that is a %s is counted and not logged", (category) => {
    expect(counted({ ...RECORD, category }).blobs[0]).toBe(category);
    expect(lines).toEqual([]);
  });
});

describe("counting never fails a request", () => {
  test("without a dataset the line is still written", () => {
    countFailure(RECORD, undefined);
    expect(logged()).toEqual([logLineOf(RECORD)]);
  });

  test.each(NO_FAILURES)("without a dataset a %s leaves no trace", (category) => {
    countFailure({ ...RECORD, category }, undefined);
    expect(lines).toEqual([]);
  });

  test.each([
    ["a TypeError", new TypeError("Maximum of 20 blobs supported.")],
    ["a text", "no"],
    ["nothing", undefined],
  ])("a dataset that throws %s loses only the data point, and the log says so", (_, thrown) => {
    const dataset: AnalyticsEngineDataset = {
      writeDataPoint: () => {
        throw thrown;
      },
    };
    expect(() => countFailure(RECORD, dataset)).not.toThrow();
    expect(logged()).toEqual([
      { event: "count_failed", route: "npm", ref: RECORD.ref, error: String(thrown) },
      logLineOf(RECORD),
    ]);
  });

  test("the dataset is called once, with the data point", () => {
    const dataset = { writeDataPoint: vi.fn<AnalyticsEngineDataset["writeDataPoint"]>() };
    countFailure(RECORD, dataset);
    expect(dataset.writeDataPoint.mock.calls).toEqual([[dataPointOf(RECORD)]]);
  });

  test("texts of 100,000 characters are counted", () => {
    expect(() => counted(recordOfTexts("漢".repeat(100_000)))).not.toThrow();
  });
});

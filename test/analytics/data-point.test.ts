import { describe, expect, test } from "vitest";
import { BLOBS, DOUBLES, dataPointOf } from "../../src/analytics/data-point.ts";
import type { FailureRecord } from "../../src/analytics/record.ts";
import { bytesOf, PLATFORM, type Point, StrictDataset } from "./dataset.ts";
import { RECORD, recordOfTexts } from "./records.ts";

function written(record: FailureRecord): Point {
  const dataset = new StrictDataset();
  dataset.writeDataPoint(dataPointOf(record));
  return dataset.only();
}

describe("positions", () => {
  test("are the documented ones, to the letter", () => {
    expect(written(RECORD)).toEqual({
      indexes: ["npm"],
      blobs: [
        "forbidden",
        "npm",
        "yarn",
        "4.12.0",
        "GET",
        "answered",
        "registry.example",
        "E403",
        "Package left-pad is blocked.",
        "bcdfghjkmn",
        "FRA",
        "download",
        "@acme/left-pad",
        "1.3.0",
        "on",
      ],
      doubles: [1, 403, 418, 27, 1, 34],
    });
  });

  test("have names in the same order, each once", () => {
    expect([BLOBS.length, new Set(BLOBS).size]).toEqual([15, 15]);
    expect([DOUBLES.length, new Set(DOUBLES).size]).toEqual([6, 6]);
  });

  test("stay the same when texts are empty", () => {
    const { indexes, blobs, doubles } = written(recordOfTexts(""));
    expect([indexes, blobs.length, doubles.length]).toEqual([[""], BLOBS.length, DOUBLES.length]);
    expect(blobs[BLOBS.indexOf("category")]).toBe("forbidden");
    expect(blobs[BLOBS.indexOf("operation")]).toBe("download");
    expect(blobs[BLOBS.indexOf("reason")]).toBe("");
    expect(blobs.slice(BLOBS.indexOf("package"))).toEqual(["", "", "on"]);
  });
});

const LETTERS = [
  ["one byte", "a"],
  ["two bytes", "é"],
  ["three bytes", "漢"],
  ["four bytes", "😀"],
  ["a family of 25 bytes", "👨‍👩‍👧‍👦"],
  ["a lone surrogate", "\ud800"],
] as const;

describe("a data point stays within the platform's limits, whatever a failure contains", () => {
  const sizes = [
    1, 31, 32, 33, 85, 86, 95, 96, 97, 128, 170, 171, 255, 256, 257, 511, 512, 513, 5_000, 100_000,
  ];
  test.each(LETTERS)("texts of letters of %s", (_, letter) => {
    for (const size of sizes) {
      const { indexes, blobs } = written(recordOfTexts(letter.repeat(size)));
      expect([size, indexes.every((index) => bytesOf(index) <= PLATFORM.indexBytes)]).toEqual([size, true]);
      expect([size, bytesOf(blobs[BLOBS.indexOf("reason")] ?? "") <= 512]).toEqual([size, true]);
    }
  });

  test.each(LETTERS.filter(([name]) => name !== "a lone surrogate"))(
    "nothing is cut inside a letter of %s",
    (_, letter) => {
      const { indexes, blobs } = written(recordOfTexts(letter.repeat(1_000)));
      for (const text of [...indexes, ...blobs.slice(6, 11)]) {
        expect(text.replace(/\.\.\.$/, "").replaceAll(letter, "")).toBe("");
      }
    },
  );

  test("a reason of 512 bytes is kept, one of 513 is cut to 512 with its ellipsis", () => {
    const at = BLOBS.indexOf("reason");
    expect(written({ ...RECORD, reason: "a".repeat(512) }).blobs[at]).toBe("a".repeat(512));
    expect(written({ ...RECORD, reason: "a".repeat(513) }).blobs[at]).toBe(`${"a".repeat(509)}...`);
  });

  test("an index of 96 bytes is kept, one of 97 is cut", () => {
    expect(written({ ...RECORD, route: "a".repeat(96) }).indexes).toEqual(["a".repeat(96)]);
    expect(written({ ...RECORD, route: "a".repeat(97) }).indexes).toEqual([`${"a".repeat(93)}...`]);
  });

  test.each([0, -1, 1.5, Number.MAX_SAFE_INTEGER, 1e300])("numbers are written as they are: %d", (number) => {
    const { doubles } = written({ ...RECORD, durationMs: number, bodyBytes: number });
    expect([doubles[3], doubles[5]]).toEqual([number, number]);
  });
});

describe("the strict dataset refuses what the platform refuses", () => {
  const refused: readonly (readonly [string, AnalyticsEngineDataPoint])[] = [
    ["21 blobs", { blobs: Array(21).fill("a") }],
    ["21 doubles", { doubles: Array(21).fill(1) }],
    ["two indexes", { indexes: ["a", "b"] }],
    ["an index of 97 bytes", { indexes: ["a".repeat(97)] }],
    ["an index of 33 letters of three bytes", { indexes: ["漢".repeat(33)] }],
    ["16,001 bytes of blobs", { blobs: ["a".repeat(8_000), "a".repeat(8_001)] }],
  ];
  test.each(refused)("%s", (_, point) => {
    const dataset = new StrictDataset();
    expect(() => dataset.writeDataPoint(point)).toThrow(TypeError);
    expect(dataset.points).toEqual([]);
  });

  test("accepts what is just within the limits", () => {
    const dataset = new StrictDataset();
    dataset.writeDataPoint({
      indexes: ["a".repeat(96)],
      blobs: Array(20).fill("a".repeat(800)),
      doubles: Array(20).fill(1),
    });
    expect(dataset.points).toHaveLength(1);
  });
});

import { expect, test } from "vitest";
import { acceptsCoding } from "../../src/request/coding.ts";

test.each([
  ["gzip", true],
  ["GZIP", true],
  ["gzip, deflate, br", true],
  ["gzip;q=0.5", true],
  ["br;q=1.0, gzip ; q=0.8", true],
  ["x-gzip", true],
  ["*", true],
  ["identity, *;q=0.5", true],
  ["", false],
  ["identity", false],
  ["br", false],
  ["gzip;q=0", false],
  ["gzip;q=0.000", false],
  ["*;q=0", false],
  ["gzip;q=0, *", false],
  ["*, gzip;q=0", false],
  ["notgzip", false],
])("Accept-Encoding: %s allows gzip: %s", (value, allows) => {
  expect(acceptsCoding(value, "gzip")).toBe(allows);
});

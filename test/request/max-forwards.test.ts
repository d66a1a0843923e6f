import { expect, test } from "vitest";
import { forwardsLeft } from "../../src/request/max-forwards.ts";
import { headOf } from "../../src/request/request-head.ts";

test.each<[string, string | null, number | null]>([
  ["OPTIONS", null, null],
  ["OPTIONS", "", null],
  ["OPTIONS", "0", 0],
  ["OPTIONS", "1", 1],
  ["OPTIONS", "010", 10],
  ["OPTIONS", "999999999", 999_999_999],
  ["OPTIONS", "1000000000", null],
  ["OPTIONS", "-1", null],
  ["OPTIONS", "1.5", null],
  ["OPTIONS", "a1", null],
  ["OPTIONS", "1a", null],
  ["OPTIONS", "1, 2", null],
  ["GET", "1", null],
  ["POST", "0", null],
])("%s with Max-Forwards: %j leaves %j", (method, value, left) => {
  const headers = new Headers(value === null ? {} : { "max-forwards": value });
  expect(forwardsLeft(headOf(new Request("https://packages.example/", { method, headers })))).toBe(left);
});

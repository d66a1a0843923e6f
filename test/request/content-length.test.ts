import { expect, test } from "vitest";
import { declaredLength } from "../../src/request/content-length.ts";

test.each<[Record<string, string>, number | null]>([
  [{}, null],
  [{ "content-length": "" }, null],
  [{ "content-length": "0" }, 0],
  [{ "content-length": "00" }, 0],
  [{ "content-length": "42" }, 42],
  [{ "content-length": "999999999999999" }, 999_999_999_999_999],
  [{ "content-length": "1000000000000000" }, null],
  [{ "content-length": "42, 42" }, null],
  [{ "content-length": "+42" }, null],
  [{ "content-length": "-42" }, null],
  [{ "content-length": "0x2a" }, null],
  [{ "content-length": "42a" }, null],
  [{ "content-length": "4.2" }, null],
  [{ "content-length": "42", "transfer-encoding": "chunked" }, null],
  [{ "transfer-encoding": "chunked" }, null],
])("%j declares %j", (headers, length) => {
  expect(declaredLength(new Headers(headers))).toBe(length);
});

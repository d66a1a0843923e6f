import { expect, test } from "vitest";
import { isLoop, withOwnName } from "../../src/request/loop.ts";

test.each<[string | null, boolean]>([
  [null, false],
  ["", false],
  ["outspoken", false],
  ["outspoken, outspoken", false],
  ["outspoken, outspoken, outspoken", true],
  ["outspoken, outspoken, outspoken, outspoken", true],
  ["outspoken,OUTSPOKEN ,\toutspoken\t", true],
  ["outspoken;v=1, outspoken ; v=2;x, outspoken;", true],
  ["cloudflare, outspoken, cloudflare, outspoken, fastly, outspoken", true],
  ["cloudflare, cloudflare, cloudflare", false],
  ["outspoken, outspoken, outspoken.example", false],
  ["outspoken, outspoken, not-outspoken", false],
  ["outspoken, outspoken, x;outspoken", false],
  ["outspoken; outspoken; outspoken", false],
])("CDN-Loop: %j is a loop: %s", (passed, is) => {
  expect(isLoop(passed)).toBe(is);
});

test.each<[string | null, string]>([
  [null, "outspoken"],
  ["cloudflare; loops=1", "cloudflare; loops=1, outspoken"],
  ["outspoken", "outspoken, outspoken"],
])("CDN-Loop: %j is forwarded as %s", (passed, wanted) => {
  expect(withOwnName(passed)).toBe(wanted);
});

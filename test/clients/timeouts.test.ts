import { expect, test } from "vitest";
import { FORMAT_NAMES } from "../../src/clients/index.ts";
import { TIMEOUT_MAX_MS } from "../../src/limits.ts";
import { clientFormat } from "./formats.ts";

test.each(FORMAT_NAMES)(
  "%s waits for a publish at least as long as for a read, and no longer than may be configured",
  (name) => {
    const { read, write } = clientFormat(name).timeoutMs;
    expect(read).toBeGreaterThan(0);
    expect(write).toBeGreaterThanOrEqual(read);
    expect(write).toBeLessThanOrEqual(TIMEOUT_MAX_MS);
  },
);

// The clients' own timeouts: just under them, so that the 504 still reaches them.
test.each([
  ["rubygems", 60_000],
  ["hex", 60_000],
  ["galaxy", 60_000],
  ["conan", 60_000],
  ["swift", 60_000],
  ["npm", 300_000],
  ["nuget", 300_000],
  ["cargo", 30_000],
  ["lfs", 30_000],
] as const)("%s gives up on a publish after %i ms", (name, patience) => {
  const { write } = clientFormat(name).timeoutMs;
  expect(write).toBeLessThan(patience);
  expect(write).toBeGreaterThan(0.9 * patience);
});

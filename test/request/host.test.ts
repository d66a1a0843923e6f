import { describe, expect, test } from "vitest";
import { isOneHost } from "../../src/request/host.ts";
import { headOf } from "../../src/request/request-head.ts";

function isOne(host: string | null): boolean {
  const headers = new Headers(host === null ? {} : { host });
  return isOneHost(headOf(new Request("https://packages.example/", { headers })));
}

// The first of these is checked before any valid host was cached.
describe("is not one host", () => {
  test.each([
    "",
    "packages.example/other",
    "packages.example, registry.example",
    "packages.example registry.example",
    "user@packages.example",
    "packages.example?",
    "packages.example#",
    "packages.example\\other",
    "packages.example:80a",
    "packages.example:123456",
    "packages.example:80:80",
    ":8443",
    "[::1",
    "::1]",
    "[]",
    "[::g]",
    "[::1]x",
    "x[::1]",
    "[::1]:x",
    "m\xfcnchen.example",
    "%61.example",
  ])("%j", (host) => {
    expect(isOne(host)).toBe(false);
    expect(isOne("packages.example")).toBe(true);
    expect(isOne(host)).toBe(false);
  });
});

describe("is one host", () => {
  test.each([
    null,
    "packages.example",
    "PACKAGES.Example",
    "packages.example.",
    "packages_1.example-2",
    "localhost",
    "packages.example:8443",
    "packages.example:65535",
    "packages.example:",
    "127.0.0.1:8787",
    "[::1]",
    "[2001:DB8::1]:443",
    "[::ffff:127.0.0.1]",
  ])("%j, also when repeated", (host) => {
    expect(isOne(host)).toBe(true);
    expect(isOne(host)).toBe(true);
  });
});

import { describe, expect, it } from "vitest";
import { bucketOf } from "../../src/config/mode.ts";

describe("a share of clients", () => {
  it("always puts the same client on the same side", () => {
    expect(bucketOf("npm 192.0.2.7")).toBe(bucketOf("npm 192.0.2.7"));
  });

  it("is about as large as configured, for neighbouring addresses too", () => {
    const addresses = Array.from({ length: 4_000 }, (_, index) => `10.0.${index >> 8}.${index & 255}`);
    for (const percent of [5, 25, 50, 75]) {
      const on = addresses.filter((address) => bucketOf(`npm ${address}`) < percent).length;
      expect(Math.abs(on / addresses.length - percent / 100)).toBeLessThan(0.03);
    }
  });

  it("is a different set of clients on another route", () => {
    const addresses = Array.from({ length: 1_000 }, (_, index) => `10.1.${index >> 8}.${index & 255}`);
    const both = addresses.filter(
      (address) => bucketOf(`npm ${address}`) < 50 && bucketOf(`gems ${address}`) < 50,
    );
    expect(both.length).toBeGreaterThan(180);
    expect(both.length).toBeLessThan(320);
  });
});

import { expect, it } from "vitest";
import { newReference } from "../../src/failure/reference.ts";

const DRAWN = Array.from({ length: 5_000 }, newReference);

it("is ten lower-case consonants", () => {
  for (const reference of DRAWN) expect(reference).toMatch(/^[bcdfghjkmnpqrstvwxz]{10}$/);
});

it("is different each time", () => {
  expect(new Set(DRAWN).size).toBe(DRAWN.length);
});

it("uses every letter equally often", () => {
  const letters = DRAWN.join("");
  const expected = letters.length / 19;
  // Seven standard deviations: for any of the letters, a chance of one in 10^10.
  const tolerance = 7 * Math.sqrt(expected);
  for (const letter of "bcdfghjkmnpqrstvwxz") {
    expect(Math.abs(letters.split(letter).length - 1 - expected), letter).toBeLessThan(tolerance);
  }
});

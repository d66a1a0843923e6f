/**
 * What is true of any answer at all. The number of runs comes from FUZZ_RUNS (`npm run fuzz`).
 */
import fc from "fast-check";
import { expect, inject, it } from "vitest";
import type { Heard } from "../../src/failure/heard.ts";
import {
  DOCUMENTATION_MAX_CHARACTERS,
  ORIGIN_CODE_MAX_CHARACTERS,
  REASON_MAX_CHARACTERS,
  REQUEST_ID_MAX_CHARACTERS,
} from "../../src/limits.ts";
import { toAscii, utf8Length } from "../../src/text/text.ts";
import { answerWithSecret, anyAnswer } from "./any-answer.ts";
import { hearAnything } from "./hear-here.ts";

const RUNS = inject("fuzzRuns");
/** Generous: a run takes well under a millisecond, making its input a few. */
const TIMEOUT_MS = 60_000 + RUNS * 20;

it("hears clean lines within their limits, whatever the answer", { timeout: TIMEOUT_MS }, async () => {
  await fc.assert(
    fc.asyncProperty(anyAnswer, async (answer) => {
      const heard = await hearAnything(answer);
      for (const text of textsOf(heard)) {
        expect(text).not.toMatch(/[\p{C}\p{DI}\p{Zl}\p{Zp}]/u);
        expect(text).not.toMatch(/^\s|\s$|\s{2}/);
        expect(text).not.toBe("");
        expect(toAscii(text)).toMatch(/^[\x20-\x7e]*$/);
      }
      expect(heard.message?.length ?? 0).toBeLessThanOrEqual(REASON_MAX_CHARACTERS);
      expect(utf8Length(heard.message ?? "")).toBeLessThanOrEqual(REASON_MAX_CHARACTERS * 3);
      expect(heard.message ?? "word").toMatch(/\p{L}/u);
      expect(heard.code?.length ?? 0).toBeLessThanOrEqual(ORIGIN_CODE_MAX_CHARACTERS);
      expect(heard.requestId?.length ?? 0).toBeLessThanOrEqual(REQUEST_ID_MAX_CHARACTERS);
      expect(heard.documentation?.length ?? 0).toBeLessThanOrEqual(DOCUMENTATION_MAX_CHARACTERS);
      expect(heard.documentation ?? "https://x").toMatch(/^https?:\/\//i);
      expect(heard.retryAfterSeconds ?? 0).toBeGreaterThanOrEqual(0);
      expect(heard.shape).toMatch(/^[a-z-]+$/);
    }),
    { numRuns: RUNS },
  );
});

it("hears the same twice", { timeout: TIMEOUT_MS }, async () => {
  await fc.assert(
    fc.asyncProperty(anyAnswer, async (answer) => {
      // A date in Retry-After is relative to now if the answer has no Date.
      const heard = { ...(await hearAnything(answer)), retryAfterSeconds: 0 };
      expect({ ...(await hearAnything(answer)), retryAfterSeconds: 0 }).toEqual(heard);
    }),
    { numRuns: Math.ceil(RUNS / 10) },
  );
});

it("hears no secret, wherever it is", { timeout: TIMEOUT_MS }, async () => {
  await fc.assert(
    fc.asyncProperty(answerWithSecret, async ({ answer, secret }) => {
      expect(textsOf(await hearAnything(answer)).join("\n")).not.toContain(secret);
    }),
    { numRuns: RUNS },
  );
});

function textsOf(heard: Heard): string[] {
  return Object.values(heard).filter((value) => typeof value === "string");
}

/**
 * No text takes long, whatever words it repeats. A function over the limit scans the same characters again and again;
 * `npm run bench:hear` gives the figures for a quiet machine. The number of runs comes from FUZZ_RUNS.
 */
import fc from "fast-check";
import { expect, inject, it } from "vitest";
import { reasonOf } from "../../src/origins/reason.ts";
import { saysOnlyStatus, withoutStatus } from "../../src/origins/status-words.ts";
import { withoutCommands } from "../../src/text/ci-command.ts";
import { OriginText } from "../../src/text/origin-text.ts";
import { maskSecrets } from "../../src/text/secrets.ts";
import { cutStackTrace } from "../../src/text/stack-trace.ts";
import { toLine } from "../../src/text/text.ts";
import { HOSTILE_WORDS } from "./hostile-words.ts";

/** Four times what is read of an error: a quadratic pattern takes sixteen times as long. */
const TEXT_CHARACTERS = 256 * 1024;
/** CPU time of this process alone, whatever else the machine does. Linear work takes 20 ms. */
const LIMIT_CPU_MS = 500;
const RUNS = Math.ceil(inject("fuzzRuns") / 40);

const FUNCTIONS: Readonly<Record<string, (text: string) => unknown>> = {
  maskSecrets,
  cutStackTrace,
  withoutCommands,
  toLine,
  "whether it may pass": (text) => new OriginText(text).passableJson,
  "whether its JSON may pass": (text) => new OriginText(JSON.stringify({ error: text })).passableJson,
  "its reason": (text) => reasonOf(text, 403),
  withoutStatus: (text) => withoutStatus(text, 403),
  saysOnlyStatus,
};

const anyRepetition = fc.constantFrom(...Object.values(HOSTILE_WORDS)).chain((words) => {
  const phrase = fc
    .array(fc.constantFrom(...words), { minLength: 1, maxLength: 5 })
    .map((all) => all.join(""));
  const rim = fc.oneof(fc.constant(""), phrase);
  return fc.tuple(rim, phrase, rim).map(([first, repeated, last]) => ({ first, repeated, last }));
});

/** Repeated if it took long: a garbage collection may have interfered. */
function shortestCpuMs(run: () => unknown): number {
  let shortest = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 3 && shortest > LIMIT_CPU_MS; attempt++) {
    const start = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(start);
    shortest = Math.min(shortest, (user + system) / 1_000);
  }
  return shortest;
}

it.each(Object.entries(FUNCTIONS))("%s", { timeout: 60_000 + RUNS * 1_000 }, (_, of) => {
  fc.assert(
    fc.property(anyRepetition, ({ first, repeated, last }) => {
      const text = first + repeated.repeat(Math.ceil(TEXT_CHARACTERS / repeated.length)) + last;
      expect(shortestCpuMs(() => of(text))).toBeLessThan(LIMIT_CPU_MS);
    }),
    { numRuns: RUNS },
  );
});

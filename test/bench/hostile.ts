/**
 * That no text takes long, whatever words it repeats: everything that scans an origin's text or an operator's search, on texts
 * that repeat the words its patterns look for. A function over the limit scans the same characters again and again. Exits with 1
 * if there is one. Run it with `npm run bench:hostile`; `npm run bench:hear` gives the figures of whole answers.
 */
import fc from "fast-check";
import { runCommand } from "../../src/cli/command-line.ts";
import { understand } from "../../src/console/search/understand.ts";
import { refusesCredentials } from "../../src/failure/credentials-refused.ts";
import { HEARD_NOTHING } from "../../src/failure/heard.ts";
import { reasonOf } from "../../src/origins/reason.ts";
import { saysOnlyStatus, withoutStatus } from "../../src/origins/status-words.ts";
import { withoutCommands } from "../../src/text/ci-command.ts";
import { OriginText } from "../../src/text/origin-text.ts";
import { maskSecrets } from "../../src/text/secrets.ts";
import { cutStackTrace } from "../../src/text/stack-trace.ts";
import { toLine } from "../../src/text/text.ts";
import { HOST, NOW, ROUTES } from "../console/searched-gateway.ts";
import { HOSTILE_WORDS } from "./hostile-words.ts";

/** Four times what is read of an error: a quadratic pattern takes sixteen times as long. */
const TEXT_CHARACTERS = 256 * 1024;
/** CPU time of this process alone, whatever else the machine does. Linear work takes 20 ms. */
const LIMIT_CPU_MS = 500;
const TEXTS = 250;

const FUNCTIONS: readonly (readonly [name: string, run: (text: string) => unknown])[] = [
  ["masks secrets", maskSecrets],
  ["cuts stack traces", cutStackTrace],
  ["removes commands to CI", withoutCommands],
  ["makes a line", toLine],
  ["decides whether JSON may pass", (text) => new OriginText(text).passableJson],
  [
    "decides whether it may pass within JSON",
    (text) => new OriginText(JSON.stringify({ error: text })).passableJson,
  ],
  ["finds the reason", (text) => reasonOf(text, 403)],
  ["removes the status", (text) => withoutStatus(text, 403)],
  ["finds nothing but the status", saysOnlyStatus],
  ["finds a refusal of credentials", (text) => refusesCredentials(403, { ...HEARD_NOTHING, message: text })],
  ["understands a search", (text) => understand(text, ROUTES, HOST, NOW)],
];

/** A text of repetitions, with something else at either end. */
interface Repetition {
  readonly first: string;
  readonly repeated: string;
  readonly last: string;
}

/** Each was slow once, or was written against one pattern. */
const KNOWN: readonly Repetition[] = [
  ["invalid ", "x"],
  ["", "token for "],
  ["no or ", "a "],
  ["token of ", "y"],
  ["", "("],
  ["", "a:"],
  ["", "a."],
  ["", "@a/"],
  ["", "http://"],
  ["", "1:1:"],
].map(([first = "", repeated = ""]) => ({ first, repeated, last: "" }));

const anyRepetition: fc.Arbitrary<Repetition> = fc
  .constantFrom(...Object.values(HOSTILE_WORDS))
  .chain((words) => {
    const phrase = fc
      .array(fc.constantFrom(...words), { minLength: 1, maxLength: 5 })
      .map((all) => all.join(""));
    const rim = fc.oneof(fc.constant(""), phrase);
    return fc.record({ first: rim, repeated: phrase, last: rim });
  });

function textOf({ first, repeated, last }: Repetition): string {
  return first + repeated.repeat(Math.ceil(TEXT_CHARACTERS / repeated.length)) + last;
}

/** Repeated if it took long: a garbage collection may have interfered. */
async function shortestCpuMs(run: () => unknown): Promise<number> {
  let shortest = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 3 && shortest > LIMIT_CPU_MS; attempt++) {
    const start = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(start);
    shortest = Math.min(shortest, (user + system) / 1_000);
  }
  return shortest;
}

async function slowestOf(run: (text: string) => unknown, texts: readonly Repetition[]) {
  let slowest = { cpuMs: 0, text: "" };
  for (const repetition of texts) {
    const text = textOf(repetition);
    const cpuMs = await shortestCpuMs(() => run(text));
    if (cpuMs > slowest.cpuMs) slowest = { cpuMs, text: JSON.stringify(repetition) };
  }
  return slowest;
}

await runCommand({
  usage: `Usage: npm run bench:hostile -- [--texts ${TEXTS}] [--seed <integer>]
The slowest of that many texts for everything that scans text, each of ${TEXT_CHARACTERS} characters; limit ${LIMIT_CPU_MS} ms of CPU.
The texts are new each time, unless there is a seed.`,
  reads: { options: { texts: { type: "string", default: String(TEXTS) }, seed: { type: "string" } } },
  integers: ["texts", "seed"],
  run: async ({ values: { texts, seed } }) => {
    const seeded = seed === undefined ? {} : { seed: Number(seed) };
    const drawn = fc.sample(anyRepetition, { numRuns: Number(texts), ...seeded });
    let slow = 0;
    for (const [name, run] of FUNCTIONS) {
      const { cpuMs, text } = await slowestOf(run, [...KNOWN, ...drawn]);
      const isSlow = cpuMs > LIMIT_CPU_MS;
      if (isSlow) slow++;
      process.stdout.write(
        `${name.padEnd(40)}${cpuMs.toFixed(1).padStart(8)} ms${isSlow ? " TOO SLOW" : ""} ${text}\n`,
      );
    }
    process.exitCode = slow === 0 ? 0 : 1;
  },
});

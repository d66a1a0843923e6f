/**
 * How long it takes to hear, and to find out whether a body may pass: every shape at growing sizes, and bodies meant to be
 * slow at the largest. JSON and text are heard in Node, pages in workerd with the platform's parser. Exits with 1 if one of
 * those meant to be slow takes longer than the limit. Run it with `npm run bench:hear`.
 */

import { beforeClosedOutput, readArguments } from "../../src/cli/command-line.ts";
import { answerText } from "../../src/failure/answer-text.ts";
import type { OriginAnswer } from "../../src/failure/failure.ts";
import { NO_MARKUP } from "../../src/origins/document.ts";
import { FURTHER } from "../../src/origins/further.ts";
import { hear } from "../../src/origins/index.ts";
import { ADVERSARIAL, LARGEST_BYTES, ORDINARY } from "./bodies.ts";
import { startHearingWorker } from "./hear-in-workerd.ts";

const SIZES = [100, 1_024, 4_096, 16_384, LARGEST_BYTES];
const ADVERSARIAL_MAX_MS = 5;
const WARM_UP_MS = 40;
const RUNS = 15;

function answerOf(contentType: string, body: string): OriginAnswer {
  return {
    status: 403,
    phrase: "Forbidden",
    headers: new Headers({ "content-type": contentType }),
    body: new TextEncoder().encode(body).subarray(0, LARGEST_BYTES),
    complete: true,
  };
}

/** The shortest of `RUNS` in milliseconds, each over enough calls to be measurable. */
function msInNode(run: () => unknown): number {
  const start = performance.now();
  let calls = 0;
  do {
    run();
    calls++;
  } while (performance.now() - start < WARM_UP_MS);
  const batch = Math.max(Math.round(calls / WARM_UP_MS), 1);
  const times = Array.from({ length: RUNS }, () => {
    const before = performance.now();
    for (let call = 0; call < batch; call++) run();
    return (performance.now() - before) / batch;
  });
  return Math.min(...times);
}

readArguments({
  usage: `Usage: npm run bench:hear
How long hearing takes: every shape at growing sizes, and bodies meant to be slow at the largest.`,
  reads: {},
});
const worker = await startHearingWorker();
beforeClosedOutput(() => worker.stop());

async function hearingMs(contentType: string, body: string): Promise<number> {
  const answer = answerOf(contentType, body);
  return /html|xml/.test(contentType) || body.includes("<html>")
    ? worker.ms(contentType, answer.body)
    : msInNode(() => hear(copyOf(answer), NO_MARKUP, FURTHER));
}

/** New bytes, since what is known about an answer's text is cached by its bytes. */
function copyOf(answer: OriginAnswer): OriginAnswer {
  return { ...answer, body: answer.body.slice() };
}

/** The time of the check whether the body may pass unchanged, which speaking makes; in Node, markup or not. */
function passingMs(contentType: string, body: string): number {
  const answer = answerOf(contentType, body);
  return msInNode(() => {
    const text = answerText(copyOf(answer));
    return [text?.isPassable, text?.passableJson];
  });
}

function row(name: string, cells: readonly string[]): string {
  return `${name.padEnd(26)}${cells.map((cell) => cell.padStart(18)).join("")}\n`;
}

process.stdout.write("Microseconds a call (and nanoseconds a byte), the shortest of many\n");
process.stdout.write(
  row(
    "",
    SIZES.map((bytes) => `${bytes} B`),
  ),
);
for (const { name, contentType, make } of ORDINARY) {
  const cells: string[] = [];
  for (const bytes of SIZES) {
    const ms = await hearingMs(contentType, make(bytes));
    cells.push(`${(ms * 1e3).toFixed(1)} (${((ms * 1e6) / bytes).toFixed(1)})`);
  }
  process.stdout.write(row(name, cells));
}

process.stdout.write(`\nMeant to be slow, ${LARGEST_BYTES} B; limit ${ADVERSARIAL_MAX_MS} ms\n`);
process.stdout.write(row("", ["ms", "ms at half", "ratio", "may pass, ms"]));
let slow = 0;
for (const { name, contentType, make } of ADVERSARIAL) {
  const ms = await hearingMs(contentType, make(LARGEST_BYTES));
  const half = await hearingMs(contentType, make(LARGEST_BYTES / 2));
  const passing = passingMs(contentType, make(LARGEST_BYTES));
  const isSlow = Math.max(ms, passing) > ADVERSARIAL_MAX_MS;
  if (isSlow) slow++;
  const cells = [
    ms.toFixed(3),
    half.toFixed(3),
    (ms / half).toFixed(1),
    `${passing.toFixed(3)}${isSlow ? " TOO SLOW" : ""}`,
  ];
  process.stdout.write(row(name, cells));
}
await worker.stop();
process.exitCode = slow === 0 ? 0 : 1;

/**
 * The recorded errors of real origins, in the file that `RECORDED_ERRORS` names; without it the test is skipped and says
 * so. The project's own fixtures are in the other files of this folder.
 */
import { expect, inject, it } from "vitest";
import type { OriginAnswer } from "../../src/failure/failure.ts";
import type { Heard } from "../../src/failure/heard.ts";
import { bytesOf } from "./answer.ts";
import { hearHere } from "./hear-here.ts";

const SHARE_WANTED = 0.97;

interface Line {
  readonly id: string;
  readonly status: number;
  readonly reason_phrase: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly note?: string;
  readonly expect: {
    readonly message: string | null;
    readonly code: string | null;
    readonly request_id: string | null;
    readonly accept?: readonly (string | null)[];
    readonly match?: "prefix" | "loose";
    readonly must_not_contain?: readonly string[];
  };
}

const recorded = inject("recordedErrors");
const isPresent = recorded !== null;

it.runIf(isPresent)(`hears at least ${SHARE_WANTED * 100} % of the recorded errors as expected`, async () => {
  const lines = (recorded ?? "").split("\n").filter(Boolean).map(parseLine);
  const misses: string[] = [];
  const leaks: string[] = [];
  for (const line of lines) {
    const heard = await hearHere(answerOf(line));
    misses.push(...missesOf(line, heard));
    const all = JSON.stringify(Object.values(heard));
    for (const text of line.expect.must_not_contain ?? []) {
      if (all.includes(JSON.stringify(text).slice(1, -1))) leaks.push(`${line.id}: ${text}`);
    }
  }
  const missed = new Set(misses.map((miss) => miss.split(" ", 1)[0])).size;
  process.stdout.write(
    `${lines.length - missed} of ${lines.length} recorded errors heard\n${misses.join("\n")}\n`,
  );
  expect(leaks).toEqual([]);
  expect(1 - missed / lines.length).toBeGreaterThanOrEqual(SHARE_WANTED);
});

if (!isPresent) process.stdout.write("Not run: RECORDED_ERRORS names no file of recorded errors.\n");

function parseLine(text: string): Line {
  return JSON.parse(text);
}

function answerOf(line: Line): OriginAnswer {
  // "one byte per character": the file stores bytes that are not UTF-8 so, and says it in the note.
  const isBytes = /INVALID UTF-8|ISO-8859-1|one byte per char/i.test(line.note ?? "");
  return {
    status: line.status,
    phrase: line.reason_phrase ?? "",
    headers: new Headers(line.headers),
    body: isBytes ? bytesOf(line.body) : new TextEncoder().encode(line.body),
    complete: true,
  };
}

function missesOf(line: Line, heard: Heard): string[] {
  const { message, code, request_id, accept = [], match } = line.expect;
  const wanted = [message, ...accept];
  // A `loose` line is judged like any other: by the texts it accepts.
  const isHeard = wanted.some(
    (text) => text === heard.message || (match === "prefix" && begins(heard, text)),
  );
  const misses: string[] = [];
  if (!isHeard) misses.push(`${line.id} message: ${heard.message} wanted: ${message}`);
  if (heard.code !== code) misses.push(`${line.id} code: ${heard.code} wanted: ${code}`);
  if (heard.requestId !== request_id)
    misses.push(`${line.id} request id: ${heard.requestId} wanted: ${request_id}`);
  return misses;
}

/** Either is the beginning of the other: the file has long texts in part, `Heard` cuts them. */
function begins(heard: Heard, text: string | null): boolean {
  const message = heard.message?.replace(/\.\.\.$/, "") ?? null;
  return message !== null && text !== null && (message.startsWith(text) || text.startsWith(message));
}

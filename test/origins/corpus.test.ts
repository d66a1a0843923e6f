/**
 * The recorded errors of real origins, in the files that `RECORDED_ERRORS` names; without it the test is skipped and
 * prints that. The project's own fixtures are in the other files of this folder.
 */
import { expect, inject, it } from "vitest";
import type { OriginAnswer } from "../../src/failure/failure.ts";
import type { Heard } from "../../src/failure/heard.ts";
import { bytesOf } from "./answer.ts";
import { hearHere } from "./hear-here.ts";

/** The least share of right messages: in every single file, and in all of them together. */
const MESSAGES_WANTED = { file: 0.95, all: 0.98 };
/** The least share for each other fact over all files: of the lines that have the fact, and of all lines. */
const FACTS_WANTED = 0.9;

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
    readonly docs: string | null;
    readonly accept?: readonly (string | null)[];
    readonly match?: "prefix" | "loose";
    readonly must_not_contain?: readonly string[];
  };
}

const recorded = inject("recordedErrors");
const isPresent = recorded.length > 0;

it.runIf(isPresent)("hears the recorded errors as expected", async () => {
  const messages = new Tally("message");
  const facts = [new Tally("code"), new Tally("request id"), new Tally("documentation")] as const;
  const leaks: string[] = [];
  const shares: number[] = [];
  for (const file of recorded) {
    const ofFile = new Tally("message");
    for (const line of file.split("\n").filter(Boolean).map(parseLine)) {
      const heard = await hearHere(await answerOf(line));
      const isHeard = isMessageOf(line, heard);
      for (const tally of [messages, ofFile]) tally.add(line.id, heard.message, line.expect.message, isHeard);
      const [code, requestId, documentation] = facts;
      code.add(line.id, heard.code, line.expect.code);
      requestId.add(line.id, heard.requestId, line.expect.request_id);
      documentation.add(line.id, heard.documentation, line.expect.docs);
      leaks.push(...leaksOf(line, heard));
    }
    shares.push(ofFile.share);
  }
  for (const tally of [messages, ...facts]) process.stdout.write(tally.report);
  expect(leaks).toEqual([]);
  expect(Math.min(...shares)).toBeGreaterThanOrEqual(MESSAGES_WANTED.file);
  expect(messages.share).toBeGreaterThanOrEqual(MESSAGES_WANTED.all);
  for (const tally of facts) {
    expect(tally.share, tally.report).toBeGreaterThanOrEqual(FACTS_WANTED);
    expect(tally.shareOfPresent, tally.report).toBeGreaterThanOrEqual(FACTS_WANTED);
  }
});

if (!isPresent) process.stdout.write("Not run: RECORDED_ERRORS names no file of recorded errors.\n");

/** How often one part of `Heard` is what was expected. */
class Tally {
  readonly #name: string;
  readonly #misses: string[] = [];
  #lines = 0;
  #present = 0;
  #presentHeard = 0;

  constructor(name: string) {
    this.#name = name;
  }

  add(id: string, heard: string | null, wanted: string | null, isHeard = heard === wanted): void {
    this.#lines++;
    if (wanted !== null) this.#present++;
    if (wanted !== null && isHeard) this.#presentHeard++;
    if (!isHeard) this.#misses.push(`  ${id}: ${heard} wanted: ${wanted}`);
  }

  get share(): number {
    return 1 - this.#misses.length / this.#lines;
  }

  /** The share of the lines that have something to hear: "nothing" is right for most lines anyway. */
  get shareOfPresent(): number {
    return this.#present === 0 ? 1 : this.#presentHeard / this.#present;
  }

  get report(): string {
    const right = this.#lines - this.#misses.length;
    const present = `${this.#presentHeard} of ${this.#present} where there is one`;
    return [`${this.#name}: ${right} of ${this.#lines}, ${present}`, ...this.#misses, ""].join("\n");
  }
}

function parseLine(text: string): Line {
  return JSON.parse(text);
}

async function answerOf(line: Line): Promise<OriginAnswer> {
  // "one byte per character" in the note: this is how the file stores bytes that are not UTF-8.
  const isBytes = /INVALID UTF-8|ISO-8859-1|one byte per char/i.test(line.note ?? "");
  const bytes = isBytes ? bytesOf(line.body) : new TextEncoder().encode(line.body);
  return {
    status: line.status,
    phrase: line.reason_phrase ?? "",
    headers: new Headers(line.headers),
    body: line.headers["content-encoding"] === "gzip" ? await gunzip(bytes) : bytes,
    complete: true,
  };
}

/** A content coding is removed when the body is read, before it is heard. */
async function gunzip(bytes: Uint8Array): Promise<Uint8Array> {
  const content = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(content).arrayBuffer());
}

function isMessageOf({ expect: { message, accept = [], match } }: Line, heard: Heard): boolean {
  // The beginning must be right for a `loose` line too; what must not follow is in `must_not_contain`.
  return [message, ...accept].some(
    (text) => text === heard.message || (match !== undefined && begins(heard, text)),
  );
}

/** Either is the beginning of the other: the file has only parts of long texts, and `Heard` cuts them. */
function begins(heard: Heard, text: string | null): boolean {
  const message = heard.message?.replace(/\.\.\.$/, "") ?? null;
  return message !== null && text !== null && (message.startsWith(text) || text.startsWith(message));
}

function leaksOf(line: Line, heard: Heard): string[] {
  const all = JSON.stringify(Object.values(heard));
  return (line.expect.must_not_contain ?? [])
    .filter((text) => all.includes(JSON.stringify(text).slice(1, -1)))
    .map((text) => `${line.id}: ${text}`);
}

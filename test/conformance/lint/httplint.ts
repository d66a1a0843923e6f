/** httplint, a linter of HTTP messages by the editor of their specifications, where test/clients-real/install has put it. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import * as v from "valibot";
import { stored, version } from "../../clients-real/store.ts";

export const PYTHON = stored("python", `redbot-${version("REDBOT_VERSION")}`, "bin", "python");

const SCRIPT = join(import.meta.dirname, "httplint_notes.py");
/** Notes of all answers of the matrix are 2 MB. */
const OUTPUT_LIMIT_BYTES = 100_000_000;

type Fields = readonly (readonly [name: string, value: string])[];

/** A request and its answer; texts are latin-1 of their bytes. */
export interface Message {
  readonly name: string;
  readonly request: { readonly method: string; readonly url: string; readonly fields: Fields };
  readonly answer: {
    readonly status: number;
    readonly phrase: string;
    readonly fields: Fields;
    /** Without its chunks. */
    readonly content: Buffer;
    readonly complete: boolean;
  };
}

export const NOTE = v.object({
  /** The name of its class: `DATE_CLOCKLESS`. */
  id: v.string(),
  level: v.picklist(["good", "info", "warning", "bad"]),
  summary: v.string(),
});

export type Note = v.InferOutput<typeof NOTE>;

const NOTES = v.array(v.array(NOTE));

/** The notes of level bad or warning on each message. */
export function complaintsOf(messages: readonly Message[]): ReadonlyMap<Message, readonly Note[]> {
  const input = messages.map(({ request, answer }) => ({
    request,
    answer: { ...answer, status: String(answer.status), content: answer.content.toString("base64") },
  }));
  const { status, stdout, stderr } = spawnSync(PYTHON, [SCRIPT], {
    input: JSON.stringify(input),
    encoding: "utf8",
    maxBuffer: OUTPUT_LIMIT_BYTES,
  });
  if (status !== 0) throw new Error(stderr);
  const notes = v.parse(NOTES, JSON.parse(stdout));
  return new Map(messages.map((message, index) => [message, (notes[index] ?? []).filter(isComplaint)]));
}

export function isComplaint({ level }: Note): boolean {
  return level === "bad" || level === "warning";
}

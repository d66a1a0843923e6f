/** Table tests of hearing: an answer's status and body in, the relevant parts of `Heard` out. */
import { expect, it } from "vitest";
import type { Heard } from "../../src/failure/heard.ts";
import { type AnswerParts, answerWith } from "./answer.ts";
import { hearHere } from "./hear-here.ts";

/** A string body is sent as it is, anything else as JSON. */
export type Row = readonly [
  name: string,
  status: number,
  body: unknown,
  expected: Partial<Heard>,
  parts?: AnswerParts,
];

export function heardOf(status: number, body: unknown, parts?: AnswerParts): Promise<Heard> {
  return hearHere(answerWith(status, typeof body === "string" ? body : JSON.stringify(body), parts));
}

/** One test for every row. */
export function table(rows: readonly Row[]): void {
  for (const [name, status, body, expected, parts] of rows) {
    it(name, async () => {
      expect(await heardOf(status, body, parts)).toMatchObject(expected);
    });
  }
}

/** Reads every answer on one connection. */
import { type Head, headerValue, readChunked, readHead } from "../message.ts";

export interface FinalAnswer {
  readonly status: number;
  readonly head: Head;
}

/** The final ones (RFC 9110 15.2), in order; `isHead` if the first answers a HEAD. Throws if other bytes are left. */
export function readAnswers(bytes: Buffer, isHead: boolean): FinalAnswer[] {
  const answers: FinalAnswer[] = [];
  let rest = bytes;
  for (let head = readHead(rest); head !== null; head = readHead(rest)) {
    const status = Number(/^HTTP\/1\.[01] (\d{3})(?: |$)/.exec(head.line)?.[1]);
    if (Number.isNaN(status)) throw new Error(`not an answer: ${head.line}`);
    rest = rest.subarray(head.length);
    if (status < 200) continue;
    const isBodyless = (isHead && answers.length === 0) || status === 204 || status === 304;
    answers.push({ status, head });
    if (!isBodyless) rest = rest.subarray(contentLengthOf(rest, head.headers));
  }
  if (rest.length > 0) throw new Error(`not an answer: ${rest.toString("latin1")}`);
  return answers;
}

function contentLengthOf(rest: Buffer, headers: readonly (readonly [string, string])[]): number {
  if (headerValue({ headers }, "transfer-encoding") !== null) return readChunked(rest).length;
  const length = headerValue({ headers }, "content-length");
  return length === null ? rest.length : Number(length);
}

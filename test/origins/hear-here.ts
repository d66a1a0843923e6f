/**
 * Hearing where the test runs: in workerd (project `workerd`) as the pipeline does, with the platform's parser; in Node
 * with htmlparser2.
 */
import { expect } from "vitest";
import type { OriginAnswer } from "../../src/failure/failure.ts";
import type { Heard } from "../../src/failure/heard.ts";
import { hearAnswer, hearPolicy } from "../../src/response/hear-answer.ts";
import { hearWithHtmlparser2 } from "./scan-with-htmlparser2.ts";

export const IS_WORKERD = typeof HTMLRewriter !== "undefined";

/** Any answer at all: the two parsers may differ on tag soup. */
export async function hearAnything(answer: OriginAnswer): Promise<Heard> {
  return IS_WORKERD ? hearAnswer(answer) : hearWithHtmlparser2(answer);
}

/** An answer as origins send it: in workerd both parsers must give the same result. */
export async function hearHere(answer: OriginAnswer): Promise<Heard> {
  const heard = await hearAnything(answer);
  if (IS_WORKERD) {
    const other = await hearPolicy(answer, hearWithHtmlparser2(answer));
    expect(heard, "the same with both parsers").toEqual(other);
  }
  return heard;
}

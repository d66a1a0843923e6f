/**
 * What the client reads when a success is unusable: a web page, or nothing, instead of what it requested. Outspoken's own
 * words, with those of the page quoted in them. Pure.
 */
import { WEB_PAGE_WORDS_MAX_CHARACTERS } from "../limits.ts";
import { cutToCharacters } from "../text/text.ts";
import type { Cause } from "./failure.ts";
import type { Heard } from "./heard.ts";

export type Unusable = Extract<Cause, { kind: "unusable" }>;

/** One sentence or two, without the reference. `isOurs`: the gateway's own credentials were sent. */
export function sentenceOfUnusable(cause: Unusable, heard: Heard | null, isOurs: boolean): string {
  const { instead, host, product } = cause;
  switch (instead) {
    case "sign_in":
      return `The registry's host answered with a sign-in page of ${host}: ${isOurs ? OURS : CLIENTS}`;
    case "page": {
      const words = cutToCharacters(heard?.message ?? "", WEB_PAGE_WORDS_MAX_CHARACTERS);
      const said = words === "" ? "." : `, which says: "${words}".`;
      const of = product === null ? "" : ` of ${product}`;
      return `The registry's host ${host} answered with a web page${of}${said} ${MAYBE}`;
    }
    case "nothing":
      return `The registry's host ${host} answered with status ${cause.answer.status} and an empty document. ${MAYBE}`;
  }
}

const CLIENTS = "the request went there without valid credentials.";
const OURS = "it does not accept the gateway's own credentials; its operators have to renew them.";
const MAYBE = "Its address may be wrong, or something on the way answered instead.";

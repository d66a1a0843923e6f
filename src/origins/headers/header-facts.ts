/**
 * What an origin says in headers: reasons, codes, request ids, links. Which of them win is in README.md, "Which words
 * win".
 */
import { decodeHeaderText } from "../charset.ts";
import { awsErrorName } from "../json/aws.ts";
import { readChallenge } from "./challenge.ts";

/** In this order: an id that the origin's own program made before one that a layer in front of it added. */
const REQUEST_ID_HEADERS = [
  "x-request-id",
  "request-id",
  "x-amz-request-id",
  "x-amzn-requestid",
  "x-amzn-trace-id",
  "x-amz-cf-id",
  "x-ms-request-id",
  "x-vss-e2eid",
  "x-github-request-id",
  "x-siesta-faultid",
  "cf-ray",
  "x-guploader-uploadid",
] as const;

const CODE_HEADERS = ["x-error-code", "x-ms-error-code", "x-amz-error-code"] as const;

export interface HeaderFacts {
  /** Hugging Face's `X-Error-Message`, also GitLab's for RubyGems: written to be shown beside the body's text. */
  readonly errorMessage: string | null;
  /** Reasons for an answer whose body and phrase have none, best first. */
  readonly fallbacks: readonly string[];
  readonly code: string | null;
  readonly requestId: string | null;
  readonly documentation: string | null;
}

export function readHeaders(headers: Headers): HeaderFacts {
  const challenge = readChallenge(headers);
  // One question for all names instead of one for each of twenty that hardly ever come.
  const present = [...headers.keys()];
  const lineOf: LineOf = (name) => (present.includes(name) ? headers.get(name) : null);
  const awsError = lineOf("x-amzn-errortype");
  const fallbacks = [lineOf("x-nuget-warning"), challenge.description, lineOf("x-socket-block-reason")];
  return {
    errorMessage: textOf(lineOf("x-error-message")),
    fallbacks: fallbacks.map(textOf).filter((text) => text !== null),
    code:
      first(lineOf, CODE_HEADERS) ?? (awsError === null ? null : awsErrorName(awsError)) ?? challenge.error,
    requestId: first(lineOf, REQUEST_ID_HEADERS),
    documentation: helpLink(lineOf("link")),
  };
}

/** Of a header by its name in lower case; null where it did not come. */
type LineOf = (name: string) => string | null;

function first(lineOf: LineOf, names: readonly string[]): string | null {
  for (const name of names) {
    const value = lineOf(name);
    if (value !== null && value.trim() !== "") return value;
  }
  return null;
}

function textOf(value: string | null): string | null {
  return value === null ? null : decodeHeaderText(value);
}

/** `<https://...>; rel="help"` (RFC 8288). */
function helpLink(link: string | null): string | null {
  for (const part of link?.slice(0, LINK_MAX_CHARACTERS).split(",") ?? []) {
    const found = /^\s{0,4}<([^>]{1,500})>.{0,200}\brel="?help\b/i.exec(part);
    if (found !== null) return found[1] ?? null;
  }
  return null;
}

const LINK_MAX_CHARACTERS = 4_000;

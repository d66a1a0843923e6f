/**
 * What an origin says in headers: reasons, codes, request ids, links.
 */
import { decodeHeaderText } from "../charset.ts";
import { awsErrorName } from "../json/aws.ts";
import { readChallenge } from "./challenge.ts";

/**
 * Few, since each is looked up for nearly every refusal. In this order: an id that the origin's own program made before
 * one that a layer in front of it added.
 */
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
  "x-ms-correlation-request-id",
  "x-correlation-id",
  "opc-request-id",
] as const;

const CODE_HEADERS = ["x-error-code", "x-ms-error-code", "x-amz-error-code"] as const;

/** What the headers say, each looked up on demand: the body usually has it already, and a look-up is a call into C++. */
export class HeaderFacts {
  readonly #headers: Headers;

  constructor(headers: Headers) {
    this.#headers = headers;
  }

  /** Hugging Face's `X-Error-Message`, also GitLab's for RubyGems: meant to be shown along with the body's text. */
  get errorMessage(): string | null {
    return textOf(this.#headers.get("x-error-message"));
  }

  /** Reasons for an answer without one in its body and phrase, best first. */
  get fallbacks(): readonly string[] {
    const { description } = readChallenge(this.#headers);
    return [this.#headers.get("x-nuget-warning"), description, this.#headers.get("x-socket-block-reason")]
      .map(textOf)
      .filter((text) => text !== null);
  }

  get code(): string | null {
    const code = this.#first(CODE_HEADERS);
    if (code !== null) return code;
    const awsError = this.#headers.get("x-amzn-errortype");
    return awsError === null ? readChallenge(this.#headers).error : awsErrorName(awsError);
  }

  get requestId(): string | null {
    return this.#first(REQUEST_ID_HEADERS);
  }

  get documentation(): string | null {
    return helpLink(this.#headers.get("link"));
  }

  #first(names: readonly string[]): string | null {
    for (const name of names) {
      const value = this.#headers.get(name);
      if (value !== null && value.trim() !== "") return value;
    }
    return null;
  }
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

/**
 * Reading the body of an error answer, bounded in bytes and time.
 */
import type { OriginAnswer } from "../failure/failure.ts";
import { ERROR_BODY_MAX_BYTES, ERROR_BODY_MAX_MS } from "../limits.ts";
import { declaredLength } from "../request/content-length.ts";
import type { Deadline } from "../request/deadline.ts";
import { decodedContent, decodingOf } from "./coding.ts";
import { ContentReader } from "./content-reader.ts";

/**
 * The answer with as much of its body as comes in time; a body that breaks, stalls or never ends costs detail only.
 * `onSlow` is called once it has taken `WATCH_CLIENT_AFTER_MS`.
 */
export async function readErrorAnswer(
  response: Response,
  deadline: Deadline,
  onSlow: () => void,
): Promise<OriginAnswer> {
  const { status, statusText: phrase, headers } = response;
  const { body, complete } = await readBody(response, deadline, onSlow);
  return { status, phrase, headers, body, complete };
}

interface Read {
  readonly body: Uint8Array;
  readonly complete: boolean;
}

const NOTHING = new Uint8Array();
const BOUNDS = { maxBytes: ERROR_BODY_MAX_BYTES, maxMs: ERROR_BODY_MAX_MS };

async function readBody(response: Response, deadline: Deadline, onSlow: () => void): Promise<Read> {
  if (response.body === null) return { body: NOTHING, complete: true };
  const decoding = decodingOf(response.headers);
  const source = decodedContent(response, decoding);
  if (source === null) {
    response.body.cancel().catch(() => {});
    return { body: NOTHING, complete: false };
  }
  const length = decoding.kind === "none" ? declaredLength(response.headers) : null;
  const reader = new ContentReader(source, length);
  const { bytes, end } = await reader.begin({ ...BOUNDS, endsAt: length }, deadline, onSlow);
  if (end === "more") reader.cancel(null);
  const isWhole = end === "whole" && bytes.length <= ERROR_BODY_MAX_BYTES;
  return { body: bytes.subarray(0, ERROR_BODY_MAX_BYTES), complete: isWhole };
}

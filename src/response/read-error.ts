/**
 * Reading the body of an error answer, at most so many bytes and for so long.
 */
import type { OriginAnswer } from "../failure/failure.ts";
import { ERROR_BODY_MAX_BYTES, ERROR_BODY_MAX_MS, WATCH_CLIENT_AFTER_MS } from "../limits.ts";
import { decodedContent } from "./coding.ts";

/**
 * The answer with as much of its body as comes in time; a body that breaks, stalls or never ends costs detail only.
 * `onSlow` is called when that takes longer than a blink.
 */
export async function readErrorAnswer(response: Response, onSlow: () => void): Promise<OriginAnswer> {
  const { status, statusText: phrase, headers } = response;
  const { body, complete } = await readBody(response, headers, onSlow);
  return { status, phrase, headers, body, complete };
}

interface Read {
  readonly body: Uint8Array;
  readonly complete: boolean;
}

const NOTHING: Read = { body: new Uint8Array(), complete: false };

async function readBody(response: Response, headers: Headers, onSlow: () => void): Promise<Read> {
  if (response.body === null) return { body: new Uint8Array(), complete: true };
  const body = decodedContent(response);
  if (body === null) {
    response.body.cancel().catch(() => {});
    return NOTHING;
  }
  // While an upload is open the end of its answer never comes, so the length is what tells it.
  const length = headers.has("content-encoding") ? null : headers.get("content-length");
  const end = length === null ? Number.POSITIVE_INFINITY : Number(length);
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  let late = false;
  let timer = setTimeout(() => {
    onSlow();
    // Ends the pending read too: it resolves as done.
    timer = setTimeout(() => {
      late = true;
      reader.cancel().catch(() => {});
    }, ERROR_BODY_MAX_MS - WATCH_CLIENT_AFTER_MS);
  }, WATCH_CLIENT_AFTER_MS);
  try {
    while (size < ERROR_BODY_MAX_BYTES) {
      const { done, value } = await reader.read();
      if (done) return { body: join(chunks, size), complete: !late };
      chunks.push(value);
      size += value.length;
      if (size >= end) break;
    }
    // A body that came as long as it was told is at its end; there is nothing left to cancel.
    if (size !== end) reader.cancel().catch(() => {});
  } catch {
    // The body broke off: what came before it is still worth reading.
  } finally {
    clearTimeout(timer);
  }
  return {
    body: join(chunks, size).subarray(0, ERROR_BODY_MAX_BYTES),
    complete: size === end && size <= ERROR_BODY_MAX_BYTES,
  };
}

function join(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const [first] = chunks;
  if (first !== undefined && chunks.length === 1) return first;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

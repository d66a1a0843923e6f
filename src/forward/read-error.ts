/**
 * Reading the body of an error answer, within bounds (law of text 5).
 */
import type { OriginAnswer } from "../failure/failure.ts";
import { ERROR_BODY_MAX_BYTES, ERROR_BODY_MAX_MS } from "../limits.ts";

/** Codings that workerd undoes on reading; the bytes of any other would be noise. */
const DECODED = /^(?:gzip|br|identity)?$/;

/** The answer with as much of its body as comes in time. A body that breaks, stalls or never ends costs detail only. */
export async function readErrorAnswer(response: Response): Promise<OriginAnswer> {
  const { body, complete } = await readBody(response);
  return { status: response.status, phrase: response.statusText, headers: response.headers, body, complete };
}

interface Read {
  readonly body: Uint8Array;
  readonly complete: boolean;
}

const NOTHING: Read = { body: new Uint8Array(), complete: false };

async function readBody(response: Response): Promise<Read> {
  const { body } = response;
  if (body === null) return { body: new Uint8Array(), complete: true };
  if (!DECODED.test(response.headers.get("content-encoding") ?? "")) {
    body.cancel().catch(() => {});
    return NOTHING;
  }
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  let late = false;
  // Ends the pending read too: it resolves as done.
  const timer = setTimeout(() => {
    late = true;
    reader.cancel().catch(() => {});
  }, ERROR_BODY_MAX_MS);
  try {
    while (size < ERROR_BODY_MAX_BYTES) {
      const { done, value } = await reader.read();
      if (done) return { body: join(chunks, size), complete: !late };
      chunks.push(value);
      size += value.length;
    }
    reader.cancel().catch(() => {});
  } catch {
    // The body broke off: what came before it is still worth reading.
  } finally {
    clearTimeout(timer);
  }
  return { body: join(chunks, size).subarray(0, ERROR_BODY_MAX_BYTES), complete: false };
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

/**
 * A body that breaks off on its way must not look whole.
 *
 * With `Content-Length` the client counts for itself. A chunked body has only its last chunk (the end of a gzip stream
 * is looked for by few clients: urllib3 takes half of one for the whole), and workerd sends that last chunk on whenever a body ends, even by an error (measured with
 * workerd 1.20260730: a thrown, aborted or cancelled stream all end in `0\r\n\r\n`). So a broken chunked body is
 * held open instead: the client's own idle timeout ends it, as a failure.
 */
import { BROKEN_BODY_HOLD_MS } from "../limits.ts";

/** The response, its body guarded where only chunks tell its end; the very same object where nothing is to be done. */
export function guardEnd(response: Response, method: string): Response {
  // The headers first: a body that nobody here looks at costs nothing.
  if (response.headers.has("content-length")) return response;
  const { body } = response;
  if (body === null || method === "HEAD") return response;
  const { readable, writable } = new IdentityTransformStream();
  body.pipeTo(writable, { preventAbort: true }).catch(() => holdOpen(writable));
  return rewrapped(readable, response);
}

/** A response with another body in the same coding; without `encodeBody` workerd would compress it once more. */
export function rewrapped(body: ReadableStream | Uint8Array | null, response: Response): Response {
  const { status, headers } = response;
  return new Response(body, { status, statusText: phraseOf(response), headers, encodeBody: "manual" });
}

/** The origin's phrase as a new answer may have it: a tab is right in one (RFC 9112 4), but the platform refuses it. */
export function phraseOf({ statusText }: Response): string {
  return statusText.replace(CONTROLS, " ");
}

const CONTROLS = /[^\x20-\x7e\x80-\xff]/g;

/** A pending timer keeps workerd from ending the request; when the client leaves, all of this is dropped. */
function holdOpen(writable: WritableStream): void {
  setTimeout(() => writable.abort().catch(() => {}), BROKEN_BODY_HOLD_MS);
}

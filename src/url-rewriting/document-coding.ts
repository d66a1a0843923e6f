/**
 * The coding of what may be a document: asked for in gzip or none, undone before it is read, done again as it leaves.
 */

import { acceptsCoding, decodedBody, isDeclaredEmpty } from "../request/coding.ts";
import { phraseOf } from "../response/broken-body.ts";

/** True of the bytes in their coding only. */
const TRUE_OF_CODED = ["content-encoding", "content-length", "content-md5", "content-digest"] as const;

/** What workerd undoes on reading: these very spellings. */
const UNDONE_BY_PLATFORM = /^(?:gzip|br)$/;
/** Other spellings of gzip (RFC 9110 8.4.1), undone here. */
const GZIP = /^(?:x-)?gzip$/i;

export class DocumentCoding {
  readonly #acceptsGzip: boolean;
  #wasCoded = false;

  /** In: the headers of the request to the origin, with the codings of the client's; they are narrowed. */
  constructor(headers: Headers) {
    this.#acceptsGzip = acceptsCoding(headers.get("accept-encoding") ?? "", "gzip");
    headers.set("accept-encoding", this.#acceptsGzip ? "gzip" : "identity");
  }

  /** The answer without the coding that its body has no more once it is read; the very same object where it stays. */
  undone(response: Response): Response {
    const coding = response.headers.get("content-encoding");
    if (coding === null || response.status > 599) return response;
    if (/^identity$/i.test(coding)) return relabelled(response.body, response);
    const isUndone = UNDONE_BY_PLATFORM.test(coding);
    if (!isUndone && !GZIP.test(coding)) return response;
    // Nothing is no gzip: reading it would fail.
    if (isDeclaredEmpty(response.headers)) return relabelled(null, response);
    this.#wasCoded = true;
    const { body, headers } = response;
    const plain = relabelled(isUndone || body === null ? body : decodedBody(body, headers), response);
    for (const name of TRUE_OF_CODED) plain.headers.delete(name);
    if (!/accept-encoding|\*/i.test(headers.get("vary") ?? ""))
      plain.headers.append("vary", "accept-encoding");
    return plain;
  }

  /** In gzip if it came in a coding and the client takes gzip. */
  coded(response: Response): Response {
    if (!this.#wasCoded || !this.#acceptsGzip) return response;
    const { status, headers, body } = response;
    // Workerd encodes as it sends; its CompressionStream would hold what the client is too slow for (measured).
    const coded = new Response(body, { status, statusText: phraseOf(response), headers });
    coded.headers.set("content-encoding", "gzip");
    return coded;
  }
}

/** The response with this body, which has no coding. */
function relabelled(body: ReadableStream | null, response: Response): Response {
  const { status, headers } = response;
  const plain = new Response(body, { status, statusText: phraseOf(response), headers });
  plain.headers.delete("content-encoding");
  return plain;
}

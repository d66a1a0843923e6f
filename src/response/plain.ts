/**
 * Answers that belong to no route, so to no client format.
 */
import { statusPhrase } from "../failure/status-phrase.ts";
import { PHRASE_MAX_BYTES } from "../limits.ts";
import { cutToBytes, toAscii, toLine } from "../text/text.ts";

/** One plain line, as the body and as the reason phrase, since most clients print the latter. */
export function plainResponse(
  status: number,
  line: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(`${toLine(line)}\n`, {
    status,
    statusText: cutToBytes(toAscii(line), PHRASE_MAX_BYTES) || statusPhrase(status),
    headers: {
      ...headers,
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "no-store, no-transform",
    },
  });
}

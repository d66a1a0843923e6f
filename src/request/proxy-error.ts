/**
 * A VPC binding that can't reach its origin throws, as documented, but has also been seen to answer in its place: status 500,
 * `text/plain`, `ProxyError: dns_error`. None of that comes from the origin.
 */
import { PROXY_ERROR_MAX_BYTES } from "../limits.ts";
import { codeIn } from "./fault.ts";

const BEGINNING = "ProxyError: ";

/** The same answer; rejects if it is such an error, as the fetch should have. */
export function unlessProxyError(response: Response): Response | Promise<Response> {
  const { status, headers, body } = response;
  if (status !== 500 || body === null || headers.has("content-encoding")) return response;
  return /^text\/plain\b/i.test(headers.get("content-type") ?? "") ? unlessError(response, body) : response;
}

async function unlessError(response: Response, body: ReadableStream<Uint8Array>): Promise<Response> {
  const [first, whole] = body.tee();
  const text = await textOf(first);
  if (!text.startsWith(BEGINNING) || codeIn(text) === null) return new Response(whole, response);
  whole.cancel().catch(() => {});
  throw new Error(text);
}

/** As much as it takes to decide; empty if it can't be read: the reader of the answer gets the same error. */
async function textOf(body: ReadableStream<Uint8Array>): Promise<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  try {
    while (text.length <= PROXY_ERROR_MAX_BYTES) {
      const { done, value } = await reader.read();
      if (done) return text;
      text += decoder.decode(value, { stream: true });
      if (!text.startsWith(BEGINNING) && !BEGINNING.startsWith(text)) break;
    }
  } catch {
    return "";
  }
  reader.cancel().catch(() => {});
  return text;
}

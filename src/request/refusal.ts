/**
 * Requests that no origin gets.
 */
import { toldLength } from "./content-length.ts";

const CONTENT = "A GET or HEAD with content can't be passed on.";
const TRACE = "A TRACE is not passed on.";

/** What is said of such a request, or null; it is waited for only where the first chunk has to tell. */
export function refusalOf(request: Request): string | null | Promise<string | null> {
  const { method, body, headers } = request;
  // Its answer is the request itself, with the credentials that the gateway has put into it (RFC 9110 9.3.8).
  if (method === "TRACE") return TRACE;
  // The platform can't send it, and an origin that knew what to do with it would get another request.
  if ((method !== "GET" && method !== "HEAD") || body === null || toldLength(headers) === 0) return null;
  return headers.has("transfer-encoding") ? refusalOfChunks(body) : CONTENT;
}

/** Some clients send a GET in chunks, of which the first is the last: there is nothing in it. */
async function refusalOfChunks(body: ReadableStream): Promise<string | null> {
  try {
    const { done } = await body.getReader().read();
    return done ? null : CONTENT;
  } catch {
    return CONTENT;
  }
}

/**
 * Requests that no origin gets.
 */
import { declaredLength } from "./content-length.ts";
import { isLoop } from "./loop.ts";
import type { RequestHead } from "./request-head.ts";

/** Why, for the client. */
export interface Refusal {
  readonly status: number;
  readonly says: string;
}

const CONTENT: Refusal = { status: 400, says: "A GET or HEAD with content can't be passed on." };
const TRACE: Refusal = { status: 400, says: "A TRACE is not passed on." };
const CODING: Refusal = {
  status: 501,
  says: "Content in a Transfer-Encoding other than chunked can't be passed on.",
};
const LOOP: Refusal = {
  status: 508,
  says: "The registry behind this gateway leads back to the gateway itself; the gateway's operators have to correct the route.",
};

const WEBSOCKET: Refusal = {
  status: 426,
  says: "A WebSocket can't be opened through this gateway, which passes on HTTP only.",
};

/** Why no origin gets this request, or null; it is waited for only where the first chunk decides. */
export function refusalOf(
  request: Request,
  { method, headers, names }: RequestHead,
): Refusal | null | Promise<Refusal | null> {
  // Its answer is the request itself, with the credentials that the gateway has put into it (RFC 9110 9.3.8).
  if (method === "TRACE") return TRACE;
  if (names.includes("cdn-loop") && isLoop(headers.get("cdn-loop"))) return LOOP;
  if (names.includes("transfer-encoding") && !isChunked(headers.get("transfer-encoding"))) return CODING;
  if (method !== "GET" && method !== "HEAD") return null;
  // No registry has one, and as a plain GET the origin would take it for another request. Other offers may be ignored.
  if (names.includes("upgrade") && /websocket/i.test(headers.get("upgrade") ?? "")) return WEBSOCKET;
  // The platform can't send it, and an origin that knew what to do with it would get another request.
  const { body } = request;
  if (body === null || declaredLength(headers) === 0) return null;
  return headers.has("transfer-encoding") ? refusalOfChunks(body) : CONTENT;
}

/** workerd reads any list that ends in `chunked` as chunks, and leaves every other coding in (RFC 9112 6.1). */
function isChunked(codings: string | null): boolean {
  return codings === null || /^[\s,]*chunked[\s,]*$/i.test(codings);
}

/** Some clients send a GET in chunks, of which the first is the last: there is nothing in it. */
async function refusalOfChunks(body: ReadableStream): Promise<Refusal | null> {
  try {
    const { done } = await body.getReader().read();
    return done ? null : CONTENT;
  } catch {
    return CONTENT;
  }
}

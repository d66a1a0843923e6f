/**
 * Requests that are not sent to any origin.
 */
import { declaredLength } from "./content-length.ts";
import { isLoop } from "./loop.ts";
import type { RequestHead } from "./request-head.ts";

/** The reason, for the client. */
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

/** Why this request is not sent to any origin, or null; a promise only if the first chunk decides. */
export function refusalOf(
  request: Request,
  { method, headers, names }: RequestHead,
): Refusal | null | Promise<Refusal | null> {
  // Its answer is the request itself, including the credentials that the gateway has added (RFC 9110 9.3.8).
  if (method === "TRACE") return TRACE;
  if (names.includes("cdn-loop") && isLoop(headers.get("cdn-loop"))) return LOOP;
  if (names.includes("transfer-encoding") && !isChunked(headers.get("transfer-encoding"))) return CODING;
  if (method !== "GET" && method !== "HEAD") return null;
  // No registry has one, and as a plain GET the origin would take it for another request. Other offers can be ignored.
  if (names.includes("upgrade") && /websocket/i.test(headers.get("upgrade") ?? "")) return WEBSOCKET;
  // The platform can't send the content, and an origin that expects it would get a different request.
  const { body } = request;
  if (body === null || declaredLength(headers) === 0) return null;
  return headers.has("transfer-encoding") ? refusalOfChunks(body) : CONTENT;
}

/** workerd reads any list that ends in `chunked` as chunks, and does not undo the other codings (RFC 9112 6.1). */
function isChunked(codings: string | null): boolean {
  return codings === null || /^[\s,]*chunked[\s,]*$/i.test(codings);
}

/** Some clients send a GET with an empty chunked body: the last chunk alone. */
async function refusalOfChunks(body: ReadableStream): Promise<Refusal | null> {
  try {
    const { done } = await body.getReader().read();
    return done ? null : CONTENT;
  } catch {
    return CONTENT;
  }
}

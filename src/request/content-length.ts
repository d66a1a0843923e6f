/**
 * The content length that a message declares.
 */

/** Null if none is declared, if it is not a number, or if the content is chunked (RFC 9112 6.3). */
export function declaredLength(headers: Headers): number | null {
  const length = headers.get("content-length") ?? "";
  return /^\d{1,15}$/.test(length) && !headers.has("transfer-encoding") ? Number(length) : null;
}

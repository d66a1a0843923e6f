/**
 * What a message says of its content's length.
 */

/** Null where none is declared, where it is no length, or where chunks say it (RFC 9112 6.3). */
export function declaredLength(headers: Headers): number | null {
  const length = headers.get("content-length") ?? "";
  return /^\d{1,15}$/.test(length) && !headers.has("transfer-encoding") ? Number(length) : null;
}

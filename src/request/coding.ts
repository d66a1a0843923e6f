/**
 * Content codings (RFC 9110 8.4). Bodies are fetched as they are on the wire, so that what passes through stays as it
 * is, and undone here where they have to be read.
 */

type Format = "gzip" | "deflate";

/** What `DecompressionStream` undoes; Brotli and Zstandard it does not. */
const UNDONE: ReadonlyMap<string, Format | null> = new Map<string, Format | null>([
  ["", null],
  ["identity", null],
  ["gzip", "gzip"],
  ["x-gzip", "gzip"],
  ["deflate", "deflate"],
]);

function codingOf(headers: Headers): string {
  return (headers.get("content-encoding") ?? "").trim().toLowerCase();
}

export function canDecode(headers: Headers): boolean {
  return UNDONE.has(codingOf(headers));
}

/** Whether the answer says that its body is empty. */
export function isDeclaredEmpty(headers: Headers): boolean {
  return /^0+$/.test(headers.get("content-length") ?? "");
}

/** The body free of its coding; null where the coding can't be undone, or would be that of nothing. */
export function decodedBody(body: ReadableStream, headers: Headers): ReadableStream<Uint8Array> | null {
  const format = UNDONE.get(codingOf(headers));
  if (format === null) return body;
  // Some servers call an empty body gzip, which it is not: decoding it would fail.
  return format === undefined || isDeclaredEmpty(headers)
    ? null
    : body.pipeThrough(new DecompressionStream(format));
}

/** Whether `Accept-Encoding` allows a coding (RFC 9110 12.5.3; a weight of 0 forbids). */
export function acceptsCoding(accepted: string, coding: string): boolean {
  let any = false;
  for (const part of accepted.toLowerCase().split(",")) {
    const [name = "", ...parameters] = part.split(";").map((text) => text.trim());
    const allowed = !parameters.some((parameter) => /^q=0(?:\.0{0,3})?$/.test(parameter));
    if (name === coding || name === `x-${coding}`) return allowed;
    if (name === "*") any = allowed;
  }
  return any;
}

/** What was asked for before: clients send the same few values over and over. */
const ASKED = new Map<string, string>();
const ASKED_MAX = 64;

/** The codings asked of the origin: those of the client's that can be undone, since an error has to be read too. */
export function codingsToAsk(accepted: string): string {
  const known = ASKED.get(accepted);
  if (known !== undefined) return known;
  const codings = ["gzip", "deflate"].filter((coding) => acceptsCoding(accepted, coding));
  const asked = codings.join(", ") || "identity";
  if (ASKED.size < ASKED_MAX) ASKED.set(accepted, asked);
  return asked;
}

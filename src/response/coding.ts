/**
 * Content codings of answers (RFC 9110 8.4). The platform decodes gzip and br under their very names, wherever a body is
 * read here and wherever it is passed on under a header that no longer names the coding; anything else passes as it came.
 */
import { acceptedEncoding, acceptsCoding } from "../request/coding.ts";
import { decodeByPieces } from "./decoder.ts";
import type { BaseAnswer, ResponseEdits } from "./edits.ts";

/** How a body is freed of its coding: it has none, the platform does it, a stream does, or nothing here can. */
export type Decoding =
  | { readonly kind: "none" }
  | { readonly kind: "platform" }
  | { readonly kind: "stream"; readonly format: "gzip" | "deflate" }
  | { readonly kind: "unknown" };

export function decodingOf(headers: Headers): Decoding {
  const coding = headers.get("content-encoding");
  if (coding === null) return { kind: "none" };
  // These spellings and no others (workerd src/workerd/api/http.c++, getContentEncoding).
  if (coding === "gzip" || coding === "br") return { kind: "platform" };
  switch (coding.trim().toLowerCase()) {
    case "":
    case "identity":
      return { kind: "none" };
    case "gzip":
    case "x-gzip":
      return { kind: "stream", format: "gzip" };
    case "deflate":
      return { kind: "stream", format: "deflate" };
    default:
      return { kind: "unknown" };
  }
}

/** Whether the answer says that its body is empty: nothing is no gzip, and decoding it would fail. */
export function isDeclaredEmpty(headers: Headers): boolean {
  return /^0+$/.test(headers.get("content-length") ?? "");
}

/** The content free of its coding, for who reads it here; null where there is none, or its coding is unknown. */
export function decodedContent({ body, headers }: BaseAnswer): ReadableStream<Uint8Array> | null {
  const decoding = decodingOf(headers);
  if (body === null || decoding.kind === "none") return body;
  if (decoding.kind === "unknown" || isDeclaredEmpty(headers)) return null;
  return decoding.kind === "platform" ? body : decodeByPieces(body, decoding.format);
}

/** Frees the content of a coding that the platform leaves alone, once. Out: whether it can be read now as it is sent. */
export function makeReadable(edits: ResponseEdits, answer: BaseAnswer): boolean {
  const decoding = decodingOf(answer.headers);
  switch (decoding.kind) {
    case "none":
      edits.deleteHeader("content-encoding");
      return true;
    case "platform":
      return true;
    case "unknown":
      return false;
    case "stream":
      if (!edits.isRecoded) {
        edits.recode("identity");
        edits.changeContent(decodedContent(answer));
      }
      return true;
  }
}

/** Decodes what the origin has compressed although the client does not take that coding. */
export function decodeForClient(edits: ResponseEdits, answer: Response, request: Request): void {
  const coding = answer.headers.get("content-encoding");
  if (coding === null) return;
  const decoding = decodingOf(answer.headers);
  // br is never asked for: an origin that sends it anyway knows its client.
  if (decoding.kind === "unknown" || coding === "br") return;
  if (acceptsCoding(acceptedEncoding(request), coding.trim().toLowerCase())) return;
  edits.recode("identity");
  if (isDeclaredEmpty(answer.headers)) edits.changeContent(null);
  else if (decoding.kind === "stream") edits.changeContent(decodedContent(answer));
}

/**
 * Content codings of answers (RFC 9110 8.4). The platform decodes gzip and br under their very names wherever a body is
 * read here; anything else passes as it came.
 */
import { acceptedEncoding, acceptsCoding, standardName } from "../request/coding.ts";
import { declaredLength } from "../request/content-length.ts";
import { isArchive } from "./archive.ts";
import type { ByteSource } from "./content-reader.ts";
import { Decoder } from "./decoder.ts";
import type { BaseAnswer, ResponseEdits } from "./edits.ts";

/**
 * How a body is freed of its coding: it has none (`isNamed`: and says so), the platform does it, a stream does, or nothing
 * here can.
 */
export type Decoding =
  | { readonly kind: "none"; readonly isNamed: boolean }
  | { readonly kind: "platform" }
  | { readonly kind: "stream"; readonly format: "gzip" | "deflate" }
  | { readonly kind: "unknown" };

export function decodingOf(headers: Headers): Decoding {
  const coding = headers.get("content-encoding");
  if (coding === null) return { kind: "none", isNamed: false };
  // These spellings and no others (workerd src/workerd/api/http.c++, getContentEncoding).
  if (coding === "gzip" || coding === "br") return { kind: "platform" };
  const name = standardName(coding);
  switch (name) {
    case "":
    case "identity":
      return { kind: "none", isNamed: true };
    case "gzip":
    case "deflate":
      return { kind: "stream", format: name };
    default:
      return { kind: "unknown" };
  }
}

/** The content free of its coding, for who reads it here; null where there is none, or its coding is unknown. */
export function decodedContent({ body, headers }: BaseAnswer, decoding: Decoding): ByteSource | null {
  // Nothing is no gzip, and decoding it would fail.
  const isEmpty = body === null || (decoding.kind !== "none" && declaredLength(headers) === 0);
  if (isEmpty || decoding.kind === "unknown") return null;
  return decoding.kind === "stream" ? new Decoder(body, decoding.format) : body.getReader({ mode: "byob" });
}

/** Whether the content may be another than it came: it is whole, and its origin does not forbid it (RFC 9110 7.7). */
export function isChangeable({ status, headers }: BaseAnswer): boolean {
  if (status === 206) return false;
  const control = headers.get("cache-control");
  return control === null || !/(?:^|[\s,])no-transform(?:$|[\s,])/i.test(control);
}

/** Frees the content of its coding, so that it can be read here. Out: whether it can. */
export function makeReadable(edits: ResponseEdits, answer: BaseAnswer, decoding: Decoding): boolean {
  switch (decoding.kind) {
    case "none":
      if (decoding.isNamed) edits.deleteHeader("content-encoding");
      break;
    case "platform":
      // What is read here is coded again by the platform, unless the client takes it plain.
      break;
    case "stream":
      edits.recode("identity");
      break;
    case "unknown":
      return false;
  }
  edits.readContent(() => decodedContent(answer, decoding), decoding.kind !== "none");
  return true;
}

/**
 * Decodes what the origin has compressed although the client says that it can't take that coding. What such an answer is
 * depends on `Accept-Encoding`, so it says that to everybody.
 */
export function decodeForClient(
  edits: ResponseEdits,
  answer: Response,
  { request, path }: { readonly request: Request; readonly path: string },
): void {
  const { headers } = answer;
  const coding = headers.get("content-encoding");
  if (coding === null || !isChangeable(answer) || headers.has("content-range") || isArchive(headers, path))
    return;
  const decoding = decodingOf(headers);
  if (decoding.kind === "none" || decoding.kind === "unknown") return;
  edits.varyBy("accept-encoding");
  const accepted = acceptedEncoding(request);
  // Without that field any coding is acceptable (RFC 9110 12.5.3).
  if (accepted === null || acceptsCoding(accepted, coding)) return;
  edits.recode("identity");
  makeReadable(edits, answer, decoding);
}

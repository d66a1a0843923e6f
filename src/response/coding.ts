/**
 * Content codings of answers (RFC 9110 8.4). The platform decodes gzip and br, under exactly these names, when a body is
 * read here; it leaves anything else as it came.
 */
import { acceptedEncoding, acceptsCoding, standardName } from "../request/coding.ts";
import { declaredLength } from "../request/content-length.ts";
import { isArchive } from "./archive.ts";
import type { ByteSource } from "./content-reader.ts";
import { Decoder } from "./decoder.ts";
import type { BaseAnswer, ResponseEdits } from "./edits.ts";

/**
 * How a body is decoded: it has no coding (`isNamed`: but `Content-Encoding` says so), the platform does it, a stream
 * does, or nothing here can.
 */
export type Decoding =
  | { readonly kind: "none"; readonly isNamed: boolean }
  | { readonly kind: "platform" }
  | { readonly kind: "stream"; readonly format: "gzip" | "deflate" }
  | { readonly kind: "unknown" };

export function decodingOf(headers: Headers): Decoding {
  const coding = headers.get("content-encoding");
  if (coding === null) return { kind: "none", isNamed: false };
  // In these spellings only (workerd src/workerd/api/http.c++, getContentEncoding).
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

/** The decoded content, to be read here; null if there is none, or its coding is unknown. */
export function decodedContent({ body, headers }: BaseAnswer, decoding: Decoding): ByteSource | null {
  // Empty content is not valid gzip, and decoding it would fail.
  const isEmpty = body === null || (decoding.kind !== "none" && declaredLength(headers) === 0);
  if (isEmpty || decoding.kind === "unknown") return null;
  return decoding.kind === "stream" ? new Decoder(body, decoding.format) : body.getReader({ mode: "byob" });
}

/** Whether the content may be changed: it is complete, and its origin does not forbid it (RFC 9110 7.7). */
export function isChangeable({ status, headers }: BaseAnswer): boolean {
  if (status === 206) return false;
  const control = headers.get("cache-control");
  return control === null || !/(?:^|[\s,])no-transform(?:$|[\s,])/i.test(control);
}

/** Decodes the content, so that it can be read here. Out: whether it can. */
export function makeReadable(edits: ResponseEdits, answer: BaseAnswer, decoding: Decoding): boolean {
  switch (decoding.kind) {
    case "none":
      if (decoding.isNamed) edits.deleteHeader("content-encoding");
      break;
    case "platform":
      // The platform encodes what is read here again, unless it is sent with `identity`.
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
 * Decodes what the origin has compressed although the client says that it can't take that coding. Such an answer depends
 * on `Accept-Encoding`, so every client's copy says so in `Vary`.
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

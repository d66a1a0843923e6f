/**
 * Content that a signature or a digest covers, recognised by its beginning: no byte of it may change, whatever its path
 * and its Content-Type say. Pure.
 */
import { BEGINNING_MAX_BYTES } from "../limits.ts";

/** Including UTF-8's byte order mark, one character per byte. */
const BLANKS = /^(?:\xef\xbb\xbf)?[\t\n\r ]*/;
/** Armour (PGP, SSH, PEM), signify and minisign, a compact JWS; also archives that begin like text, and zstd. */
const SEALED_TEXT = /^(?:-----BEGIN |untrusted comment: |eyJ[\w-]{8}|BZh[1-9]1AY&SY|\x28\xb5\x2f\xfd)/;
/** The first member of a JWS (RFC 7515 7.2), a DSSE envelope, TUF's metadata, sigstore's and cosign's bundles. */
const SEALED_JSON =
  /^\{\s*"(?:payload|payloadType|protected|signatures|signed|base64Signature|verificationMaterial|dsseEnvelope)"/;
/** An in-toto statement, and a sigstore bundle that names its type first. */
const SEALED_JSON_TYPE =
  /^\{\s*"(?:_type"\s*:\s*"https:\\?\/\\?\/in-toto\.io\\?\/|mediaType"\s*:\s*"application\\?\/vnd\.dev\.sigstore\.)/;

/** In: a document's first bytes, `BEGINNING_MAX_BYTES` of them if it is that long. */
export function isSealed(document: Uint8Array): boolean {
  const beginning = document.subarray(0, BEGINNING_MAX_BYTES);
  const text = String.fromCharCode(...beginning).replace(BLANKS, "");
  const isSealedText = [SEALED_TEXT, SEALED_JSON, SEALED_JSON_TYPE].some((begins) => begins.test(text));
  return isSealedText || beginning.some(isBinary);
}

/** A control character that does not occur in text: archives and binary signatures have one among their first bytes. */
function isBinary(byte: number): boolean {
  return byte < 0x09 || (byte > 0x0d && byte < 0x20);
}

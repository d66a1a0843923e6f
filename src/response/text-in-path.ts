/**
 * The last resort for clients that print nothing of an answer but its final URL (bun, dnf): a redirect to a path of
 * the gateway that carries the reason and answers with the failure's own status. The path is signed, so that nobody
 * can mint a link under which the gateway says what they like.
 */

import { PATH_SIGNATURE_HEX_DIGITS, PATH_TEXT_MAX_CHARACTERS } from "../limits.ts";
import { toAscii } from "../text/text.ts";

/** Everything below is the gateway's own. */
export const WHY_PATH = "/-/why/";

/** The path for a failure: `/-/why/403/<reference>/<signature>/Package-protected`. */
export async function signPath(
  { status, ref, reason }: { status: number; ref: string; reason: string },
  secret: string,
): Promise<string> {
  const text = toAscii(reason)
    .replace(/[^A-Za-z0-9.]+/g, "-")
    .replace(/^[-.]+/, "")
    .slice(0, PATH_TEXT_MAX_CHARACTERS)
    .replace(/[-.]{1,9}$/, "");
  const signed = `${status}/${ref}`;
  return `${WHY_PATH}${signed}/${await signatureOf(`${signed}/${text}`, secret)}/${text}`;
}

/** Of what a path says: its status, reference and text. */
export async function signatureOf(signed: string, secret: string): Promise<string> {
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, ["sign"]);
  const mac = new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(`why ${signed}`)));
  const hex = [...mac].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.slice(0, PATH_SIGNATURE_HEX_DIGITS);
}

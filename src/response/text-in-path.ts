/**
 * The last resort for clients that print only the final URL of an answer (bun, dnf): a redirect to a path of the gateway
 * that contains the reason and answers with the failure's status. It is signed, so that nobody else can make the gateway
 * say what they like.
 */

import type { Category } from "../failure/category.ts";
import { PATH_SIGNATURE_HEX_DIGITS, PATH_TEXT_MAX_CHARACTERS } from "../limits.ts";
import { toAscii } from "../text/text.ts";

/** All paths below it belong to the gateway. */
export const WHY_PATH = "/-/why/";

/** What such a path expresses. */
export interface TextInPath {
  readonly status: number;
  readonly category: Category;
  readonly ref: string;
  readonly reason: string;
}

/**
 * The path for a failure: `/-/why/403/<reference>/<signature>/Package-protected`. The category is signed but not part
 * of the path, since every letter is printed.
 */
export async function signPath(
  { status, category, ref, reason }: TextInPath,
  secret: string,
): Promise<string> {
  const text = toAscii(reason)
    .replace(/[^A-Za-z0-9.]+/g, "-")
    .replace(/^[-.]+/, "")
    .slice(0, PATH_TEXT_MAX_CHARACTERS)
    .replace(/[-.]{1,9}$/, "");
  const signed = `${status}/${ref}`;
  return `${WHY_PATH}${signed}/${await signatureOf(`${category} ${signed}/${text}`, secret)}/${text}`;
}

/** The first digits of an HMAC of category, status, reference and text; all 64 would lengthen what bun and dnf print. */
async function signatureOf(signed: string, secret: string): Promise<string> {
  const mac = new Uint8Array(await crypto.subtle.sign("HMAC", await keyOf(secret), messageOf(signed)));
  const hex = [...mac].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.slice(0, PATH_SIGNATURE_HEX_DIGITS);
}

/**
 * Whether `signature` is that of `signed`, in constant time. `verify` does not accept a truncated MAC, so the two
 * signatures are compared by MACs of their own.
 */
export async function isSignatureOf(signed: string, signature: string, secret: string): Promise<boolean> {
  const key = await keyOf(secret);
  const expected = messageOf(await signatureOf(signed, secret));
  return crypto.subtle.verify(
    "HMAC",
    key,
    await crypto.subtle.sign("HMAC", key, expected),
    messageOf(signature),
  );
}

function keyOf(secret: string): Promise<CryptoKey> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  return crypto.subtle.importKey("raw", new TextEncoder().encode(secret), algorithm, false, [
    "sign",
    "verify",
  ]);
}

function messageOf(text: string): Uint8Array {
  return new TextEncoder().encode(`why ${text}`);
}

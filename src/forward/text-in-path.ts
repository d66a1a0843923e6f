/**
 * The last resort for clients that print nothing of an answer but its final URL (bun, dnf): a redirect to a path of
 * the gateway that carries the reason and answers with the failure's own status. The path is signed, so that nobody
 * can mint a link under which the gateway says what they like.
 */
import { type Category, categoryOfStatus } from "../failure/category.ts";
import { toAscii } from "../failure/text.ts";
import { PATH_SIGNATURE_HEX_DIGITS, PATH_TEXT_MAX_CHARACTERS } from "../limits.ts";

/** Everything below is the gateway's own. */
export const WHY_PATH = "/-/why/";

/** What a path says. */
export interface Why {
  readonly status: number;
  readonly category: Category;
  readonly ref: string;
  /** The text as it stands in the path, words joined by dashes. */
  readonly text: string;
}

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

const PATH = /^\/-\/why\/(([45]\d\d)\/([a-z]{1,20}))\/([0-9a-f]{1,64})\/([\w.-]*)$/;

/** What a path says, or null where Outspoken did not make it. */
export async function readPath(path: string, secret: string): Promise<Why | null> {
  const [, signed, status, ref, signature, text] = PATH.exec(path) ?? [];
  if (ref === undefined || signature === undefined || text === undefined) return null;
  const expected = await signatureOf(`${signed}/${text}`, secret);
  if (!isSame(signature, expected)) return null;
  return { status: Number(status), category: categoryOfStatus(Number(status)), ref, text };
}

async function signatureOf(signed: string, secret: string): Promise<string> {
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, ["sign"]);
  const mac = new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(`why ${signed}`)));
  const hex = [...mac].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.slice(0, PATH_SIGNATURE_HEX_DIGITS);
}

/** Compares in a time that tells nothing of where two signatures differ. */
function isSame(given: string, expected: string): boolean {
  let difference = given.length ^ expected.length;
  for (let index = 0; index < expected.length; index += 1) {
    difference |= (given.charCodeAt(index) || 0) ^ expected.charCodeAt(index);
  }
  return difference === 0;
}

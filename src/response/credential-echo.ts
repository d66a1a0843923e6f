/**
 * The operator's credentials, which the origin gets and nobody else: an origin that echoes them is not repeated, and the
 * session that it opens for them stays here.
 */
import type { OriginAnswer } from "../failure/failure.ts";
import type { ResponseEdits } from "./edits.ts";
import { OF_THE_SESSION } from "./field-names.ts";

const MASK = "[redacted]";
/** Shorter ones are words, not secrets. */
const SECRET_MIN_CHARACTERS = 6;

type Mask = (text: string) => string;

/**
 * The answer with every copy of the value sent as `Authorization`, whole or without its scheme, masked; and without the
 * session that goes with it.
 */
export function withoutOriginAuth(answer: OriginAnswer, originAuth: string | null): OriginAnswer {
  if (originAuth === null) return answer;
  const mask = maskOf(originAuth);
  const headers = new Headers();
  for (const [name, value] of answer.headers)
    if (!OF_THE_SESSION.has(name)) headers.append(name, mask(value));
  return { ...answer, phrase: mask(answer.phrase), headers, body: maskBytes(answer.body, mask) };
}

/** The same for the head of an answer that passes. Its body goes on as it comes, unread. */
export function keepOriginAuth(edits: ResponseEdits, answer: Response, originAuth: string | null): void {
  if (originAuth === null) return;
  const mask = maskOf(originAuth);
  let isRepeated = mask(answer.statusText) !== answer.statusText;
  for (const [name, value] of answer.headers) {
    if (OF_THE_SESSION.has(name)) edits.deleteHeader(name);
    else isRepeated ||= mask(value) !== value;
  }
  // At the end, since other steps make new values of the origin's.
  if (isRepeated) edits.rewriteHead(mask);
}

/** By secret, since the patterns take longer to make than to use. There are few; more make the cache start over. */
const masks = new Map<string, Mask>();
const MASKS_MAX = 64;

function maskOf(originAuth: string): Mask {
  const known = masks.get(originAuth);
  if (known !== undefined) return known;
  const token = originAuth.slice(originAuth.indexOf(" ") + 1).trim();
  const patterns = [originAuth, token, ...decoded(originAuth, token)]
    .filter((secret) => secret.length >= SECRET_MIN_CHARACTERS)
    .map(anySpellingOf);
  const mask: Mask = (text) => patterns.reduce((masked, pattern) => masked.replace(pattern, MASK), text);
  if (masks.size >= MASKS_MAX) masks.clear();
  masks.set(originAuth, mask);
  return mask;
}

/** Name with password, and the password alone, of the scheme that only encodes them (RFC 7617). */
function decoded(originAuth: string, token: string): readonly string[] {
  if (!/^basic /i.test(originAuth)) return [];
  try {
    const pair = atob(token);
    return [pair, pair.slice(pair.indexOf(":") + 1)];
  } catch {
    return [];
  }
}

/** The secret as serialisers write it, which readers of the answer undo: `\/`, `\u003d` (Gson), `&#x3D;`, `%3D`. */
function anySpellingOf(secret: string): RegExp {
  return new RegExp(secret.replace(/[^A-Za-z0-9]/g, anySpellingOfSign), "gi");
}

function anySpellingOfSign(sign: string): string {
  const code = sign.charCodeAt(0);
  const hex = code.toString(16).padStart(2, "0");
  // RFC 3986 2.3: never encoded.
  if (/[-._~]/.test(sign)) return `\\x${hex}`;
  return `(?:\\\\{0,3}(?:\\x${hex}|u00${hex})|%${hex}|&(?:#0{0,4}${code}|#x0{0,4}${hex}|[a-z]{2,6});)`;
}

/** One character a byte, so that bytes of any charset stay what they are. */
function maskBytes(body: Uint8Array, mask: Mask): Uint8Array {
  const text = Array.from(body, (byte) => String.fromCharCode(byte)).join("");
  const masked = mask(text);
  return masked === text ? body : Uint8Array.from(masked, (unit) => unit.charCodeAt(0));
}

/**
 * The operator's credentials, which the origin gets and nobody else: an origin that echoes them is not repeated.
 */
import type { OriginAnswer } from "../failure/failure.ts";

const MASK = "[redacted]";
/** Shorter ones are words, not secrets. */
const SECRET_MIN_CHARACTERS = 6;

/** The answer with every copy of the value sent as `Authorization`, whole or without its scheme, masked. */
export function withoutOriginAuth(answer: OriginAnswer, originAuth: string | null): OriginAnswer {
  if (originAuth === null) return answer;
  const token = originAuth.slice(originAuth.indexOf(" ") + 1).trim();
  const secrets = [originAuth, token, ...decoded(originAuth, token)].filter(
    (secret) => secret.length >= SECRET_MIN_CHARACTERS,
  );
  const patterns = secrets.map(anySpellingOf);
  const mask = (text: string) => patterns.reduce((masked, pattern) => masked.replace(pattern, MASK), text);
  const headers = new Headers();
  for (const [name, value] of answer.headers) headers.append(name, mask(value));
  return { ...answer, phrase: mask(answer.phrase), headers, body: maskBytes(answer.body, mask) };
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
function maskBytes(body: Uint8Array, mask: (text: string) => string): Uint8Array {
  const text = Array.from(body, (byte) => String.fromCharCode(byte)).join("");
  const masked = mask(text);
  return masked === text ? body : Uint8Array.from(masked, (unit) => unit.charCodeAt(0));
}

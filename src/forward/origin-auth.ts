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
  const token = originAuth.slice(originAuth.indexOf(" ") + 1);
  const secrets = [originAuth, token].filter((secret) => secret.length >= SECRET_MIN_CHARACTERS);
  const mask = (text: string) => secrets.reduce((masked, secret) => masked.replaceAll(secret, MASK), text);
  const headers = new Headers();
  for (const [name, value] of answer.headers) headers.append(name, mask(value));
  return { ...answer, phrase: mask(answer.phrase), headers, body: maskBytes(answer.body, mask) };
}

/** One character a byte, so that bytes of any charset stay what they are. */
function maskBytes(body: Uint8Array, mask: (text: string) => string): Uint8Array {
  const text = Array.from(body, (byte) => String.fromCharCode(byte)).join("");
  const masked = mask(text);
  return masked === text ? body : Uint8Array.from(masked, (unit) => unit.charCodeAt(0));
}

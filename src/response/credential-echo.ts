/**
 * The operator's credentials, which only the origin may see: if it echoes them they are masked, and the session that it
 * opens for them is not passed on.
 */
import { isOfAccess } from "../config/origin-headers.ts";
import type { OriginAnswer } from "../failure/failure.ts";
import { NO_CREDENTIALS, type OperatorCredentials } from "../request/operator-credentials.ts";
import { type Mask, maskOf } from "./credential-mask.ts";
import type { ResponseEdits } from "./edits.ts";
import { OF_THE_SESSION } from "./field-names.ts";

/** The answer with every echo of the credentials masked, and without the session that belongs to them. */
export function withoutCredentials(answer: OriginAnswer, credentials: OperatorCredentials): OriginAnswer {
  if (credentials === NO_CREDENTIALS) return answer;
  const mask = maskOf(credentials);
  const isSession = isOurs(credentials);
  const headers = new Headers();
  for (const [name, value] of answer.headers) if (!isSession(name)) headers.append(name, mask(value));
  return { ...answer, phrase: mask(answer.phrase), headers, body: maskBytes(answer.body, mask) };
}

/** The same for the head of an answer that passes. Its body is forwarded as it comes, unread. */
export function removeCredentials(
  edits: ResponseEdits,
  answer: Response,
  credentials: OperatorCredentials,
): void {
  if (credentials === NO_CREDENTIALS) return;
  const mask = maskOf(credentials);
  const isSession = isOurs(credentials);
  let isRepeated = mask(answer.statusText) !== answer.statusText;
  for (const [name, value] of answer.headers) {
    if (isSession(name)) edits.deleteHeader(name);
    else isRepeated ||= mask(value) !== value;
  }
  // At the end, since other steps derive new values from the origin's.
  if (isRepeated) edits.rewriteHead(mask);
}

/**
 * Whether a field belongs to the operator's session. A token for Cloudflare Access opens no session at the origin, where
 * the client signs in with its own credentials; Access's own cookie is left out in `cookies.ts`.
 */
function isOurs({ authorization, headers }: OperatorCredentials): (name: string) => boolean {
  const isDoorOnly = authorization === null && headers.every(([name]) => isOfAccess(name));
  return isDoorOnly ? () => false : (name) => OF_THE_SESSION.has(name);
}

/** One character per byte, so that bytes of any charset are preserved. */
function maskBytes(body: Uint8Array, mask: Mask): Uint8Array {
  const text = Array.from(body, (byte) => String.fromCharCode(byte)).join("");
  const masked = mask(text);
  return masked === text ? body : Uint8Array.from(masked, (unit) => unit.charCodeAt(0));
}

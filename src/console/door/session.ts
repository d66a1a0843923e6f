/**
 * The cookie of a person who signed in: when it ends, and an HMAC of that under the operator's token. Nothing is kept
 * here; another token ends every session.
 */

const NAME = "outspoken_session";
const LASTS_SECONDS = 12 * 3_600;
const PURPOSE = "outspoken operator session until ";
const ALGORITHM = { name: "HMAC", hash: "SHA-256" };

/** `Set-Cookie` for a new session. */
export async function sessionCookie(token: string, request: Request): Promise<string> {
  const until = Math.floor(Date.now() / 1_000) + LASTS_SECONDS;
  const mac = await crypto.subtle.sign(ALGORITHM, await keyOf(token, "sign"), bytesOf(until));
  return cookie(`${until}.${hexOf(new Uint8Array(mac))}`, LASTS_SECONDS, request);
}

/** `Set-Cookie` that ends the session. */
export function endedCookie(request: Request): string {
  return cookie("", 0, request);
}

/** Whether the request carries the cookie of a session that has not ended. `verify` takes constant time. */
export async function hasSession(request: Request, token: string): Promise<boolean> {
  const value = new RegExp(`(?:^|; *)${NAME}=(\\d{1,12})\\.([0-9a-f]{64})(?:;|$)`).exec(
    request.headers.get("cookie") ?? "",
  );
  const [, until = "", mac = ""] = value ?? [];
  if (value === null || Number(until) * 1_000 < Date.now()) return false;
  const given = Uint8Array.from(mac.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return crypto.subtle.verify(ALGORITHM, await keyOf(token, "verify"), given, bytesOf(Number(until)));
}

/** Browsers keep a Secure cookie to https; on http, as `npm start` serves it, they would drop it. */
function cookie(value: string, lastsSeconds: number, request: Request): string {
  const secure = request.url.startsWith("https:") ? "; Secure" : "";
  return `${NAME}=${value}; Path=/-/outspoken/; Max-Age=${lastsSeconds}; HttpOnly; SameSite=Strict${secure}`;
}

function keyOf(token: string, usage: "sign" | "verify"): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", new TextEncoder().encode(token), ALGORITHM, false, [usage]);
}

function bytesOf(until: number): Uint8Array {
  return new TextEncoder().encode(PURPOSE + until);
}

function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

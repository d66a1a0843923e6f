/**
 * The cookie of a person who signed in: the time at which the session ends, signed with the operator's token. The
 * server keeps no sessions; a new token ends them all.
 */
import { generateCookie, generateSignedCookie } from "hono/cookie";
import { parseSigned } from "hono/utils/cookie";

const NAME = "outspoken_session";
const LIFETIME_SECONDS = 12 * 3_600;
/** Part of what is signed, so that the token's signature of anything else is no session. */
const PURPOSE = "until-";

/** `Set-Cookie` for a new session. */
export function sessionCookie(token: string, request: Request): Promise<string> {
  const until = Math.floor(Date.now() / 1_000) + LIFETIME_SECONDS;
  return generateSignedCookie(NAME, `${PURPOSE}${until}`, token, attributes(LIFETIME_SECONDS, request));
}

/** `Set-Cookie` that ends the session. */
export function endedCookie(request: Request): string {
  return generateCookie(NAME, "", attributes(0, request));
}

/** Whether the request carries the cookie of a session that has not ended. */
export async function hasSession(request: Request, token: string): Promise<boolean> {
  const { [NAME]: value } = await parseSigned(request.headers.get("cookie") ?? "", token, NAME);
  const until = typeof value === "string" ? /^until-(\d{1,12})$/.exec(value)?.[1] : undefined;
  return until !== undefined && Number(until) * 1_000 >= Date.now();
}

/** Browsers drop a Secure cookie on http, which `npm start` serves. */
function attributes(maxAge: number, request: Request) {
  const secure = request.url.startsWith("https:");
  return { path: "/-/outspoken/", maxAge, httpOnly: true, sameSite: "Strict", secure } as const;
}

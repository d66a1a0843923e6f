/**
 * The cookie of a person who signed in: the time at which the session ends and the name given, signed with the
 * operator's token. The server keeps no sessions; a new token ends them all.
 */
import { generateCookie, generateSignedCookie } from "hono/cookie";
import { parseSigned } from "hono/utils/cookie";
import { nameOf } from "./operator-name.ts";

const NAME = "outspoken_session";
const LIFETIME_SECONDS = 12 * 3_600;
/** Part of what is signed, so that a signature of anything else with the token is not a session. */
const PURPOSE = "until-";

export interface Session {
  /** As given at the sign-in; may be empty. */
  readonly operator: string;
}

/** `Set-Cookie` for a new session. */
export function sessionCookie(token: string, request: Request, operator = ""): Promise<string> {
  const until = Math.floor(Date.now() / 1_000) + LIFETIME_SECONDS;
  const name = operator === "" ? "" : `-${encodeURIComponent(operator)}`;
  return generateSignedCookie(
    NAME,
    `${PURPOSE}${until}${name}`,
    token,
    attributes(LIFETIME_SECONDS, request),
  );
}

/** `Set-Cookie` that ends the session. */
export function endedCookie(request: Request): string {
  return generateCookie(NAME, "", attributes(0, request));
}

/** The session whose cookie the request carries; null if there is none, or it has ended. */
export async function sessionOf(request: Request, token: string): Promise<Session | null> {
  const { [NAME]: value } = await parseSigned(request.headers.get("cookie") ?? "", token, NAME);
  if (typeof value !== "string") return null;
  const [, until, name = ""] = /^until-(\d{1,12})(?:-(.+))?$/.exec(value) ?? [];
  if (until === undefined || Number(until) * 1_000 < Date.now()) return null;
  // Signed, so it was encoded here.
  return { operator: nameOf(decodeURIComponent(name)) };
}

/** Browsers drop a Secure cookie on http, which `npm start` uses. */
function attributes(maxAge: number, request: Request) {
  const secure = request.url.startsWith("https:");
  return { path: "/-/outspoken/", maxAge, httpOnly: true, sameSite: "Strict", secure } as const;
}

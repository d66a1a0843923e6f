/** Who may use the console: a script with the operator's token, or a person with a session cookie. */
import { countWrongToken, secondsToWait } from "./attempts.ts";
import { isSafeMethod, isSameOrigin } from "./same-origin.ts";
import { hasSession } from "./session.ts";
import { bearerOf, isSameText } from "./token.ts";

export type AdminAuth =
  | { readonly kind: "authenticated" }
  | { readonly kind: "unauthenticated" }
  /** Another site made a browser send this. */
  | { readonly kind: "cross_site" }
  | { readonly kind: "rate_limited"; readonly waitSeconds: number };

/** `token` is the operator's. */
export async function authenticate(request: Request, token: string): Promise<AdminAuth> {
  // Not `hono/bearer-auth`: it refuses tokens with blanks, answers 400, and has no place for the limit on attempts.
  const bearer = bearerOf(request);
  if (bearer !== null) return authenticateToken(request, bearer, token);
  if (!(await hasSession(request, token))) return { kind: "unauthenticated" };
  return isSafeMethod(request) || isSameOrigin(request) ? { kind: "authenticated" } : { kind: "cross_site" };
}

/** The same for a token that the request gives in its header or in the form. */
export async function authenticateToken(request: Request, given: string, token: string): Promise<AdminAuth> {
  const waitSeconds = secondsToWait(request);
  if (waitSeconds > 0) return { kind: "rate_limited", waitSeconds };
  if (await isSameText(given, token)) return { kind: "authenticated" };
  countWrongToken(request);
  return { kind: "unauthenticated" };
}

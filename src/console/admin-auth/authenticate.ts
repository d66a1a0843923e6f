/** Who may use the console: a script with the operator's token, or a person with a session cookie. */
import { countWrongToken } from "./attempts.ts";
import { nameOf } from "./operator-name.ts";
import { isSafeMethod, isSameOrigin } from "./same-origin.ts";
import { sessionOf } from "./session.ts";
import { bearerOf, isSameText } from "./token.ts";

export type AdminAuth =
  /** `operator`: the name given for the record of changes, or empty. */
  | { readonly kind: "authenticated"; readonly operator: string }
  | { readonly kind: "unauthenticated" }
  /** Another site made a browser send this. */
  | { readonly kind: "cross_site" }
  /** One wrong token too many. */
  | { readonly kind: "rate_limited"; readonly waitSeconds: number };

/** `token` is the operator's. */
export async function authenticate(request: Request, token: string): Promise<AdminAuth> {
  // Not `hono/bearer-auth`: it refuses tokens with blanks, answers 400, and has no place for counting attempts.
  const bearer = bearerOf(request);
  if (bearer !== null) {
    // RFC 9110 10.1.2: `From` names the human who controls the program.
    return authenticateToken(request, bearer, token, nameOf(request.headers.get("from") ?? ""));
  }
  const session = await sessionOf(request, token);
  if (session === null) return { kind: "unauthenticated" };
  return isSafeMethod(request) || isSameOrigin(request)
    ? { kind: "authenticated", operator: session.operator }
    : { kind: "cross_site" };
}

/** The same for a token that the request gives in its header or in the form. */
export async function authenticateToken(
  request: Request,
  given: string,
  token: string,
  operator: string,
): Promise<AdminAuth> {
  if (await isSameText(given, token)) return { kind: "authenticated", operator };
  const waitSeconds = countWrongToken(request);
  return waitSeconds === 0 ? { kind: "unauthenticated" } : { kind: "rate_limited", waitSeconds };
}

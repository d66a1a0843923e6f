/** Who may come in: a script with the token, or a person with the cookie of a session. */
import { countWrong, secondsToWait } from "./attempts.ts";
import { changesNothing, isSameOrigin } from "./same-origin.ts";
import { hasSession } from "./session.ts";
import { bearerOf, isSameText } from "./token.ts";

export type Admission =
  | { readonly kind: "admitted" }
  | { readonly kind: "unknown" }
  /** A browser was made to send this by another site. */
  | { readonly kind: "foreign" }
  | { readonly kind: "too_many"; readonly waitSeconds: number };

/** In: a request and the operator's token. */
export async function admissionOf(request: Request, token: string): Promise<Admission> {
  const bearer = bearerOf(request);
  if (bearer !== null) return admissionByToken(request, bearer, token);
  if (!(await hasSession(request, token))) return { kind: "unknown" };
  return changesNothing(request) || isSameOrigin(request) ? { kind: "admitted" } : { kind: "foreign" };
}

/** The same for a token that the request gives, in its header or in the form. */
export async function admissionByToken(request: Request, given: string, token: string): Promise<Admission> {
  const waitSeconds = secondsToWait(request);
  if (waitSeconds > 0) return { kind: "too_many", waitSeconds };
  if (await isSameText(given, token)) return { kind: "admitted" };
  countWrong(request);
  return { kind: "unknown" };
}

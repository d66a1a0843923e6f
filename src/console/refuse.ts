/** The answers to requests that are not let in. */
import type { AdminAuth } from "./admin-auth/authenticate.ts";
import { returnPath } from "./admin-auth/return-path.ts";
import type { ConsoleContext as App } from "./context.ts";
import { ADMIN_PATH } from "./page/layout.ts";
import { type SignIn, signInPage } from "./page/sign-in.ts";
import { problemResponse } from "./problem.ts";

export const METRICS_PATH = `${ADMIN_PATH}/metrics`;

/** Whether the answer is read by a program. */
export function isForScripts(c: App): boolean {
  return c.req.path.startsWith(`${ADMIN_PATH}/api/`) || c.req.path === METRICS_PATH;
}

export type Refusal = Exclude<AdminAuth, { kind: "authenticated" }>;

export const WRONG_TOKEN = "That is not the token.";

/** For a sign-in whose body can't be read or whose token is wrong. */
export function refuseWrongToken(c: App): Response | Promise<Response> {
  return refuse(c, { kind: "unauthenticated" }, { trouble: WRONG_TOKEN });
}

/** Scripts get a problem, people the sign-in form. */
export function refuse(c: App, refusal: Refusal, form: Partial<SignIn> = {}): Response | Promise<Response> {
  const { status, says, headers } = refusalText(refusal);
  if (isForScripts(c)) return problemResponse(status, says, [], headers);
  const trouble = status === 401 ? (form.trouble ?? null) : says;
  const page = signInPage({ returnTo: returnPath(""), operator: "", ...form, trouble });
  return c.html(page, status, { ...headers, ...(mayHaveSession(c) ? { refresh: "0" } : {}) });
}

/**
 * Whether a link on another site led here: then a browser leaves out the Strict cookie, but sends it when the page reloads
 * itself.
 */
function mayHaveSession(c: App): boolean {
  const { method, headers } = c.req.raw;
  return (
    method === "GET" &&
    headers.get("sec-fetch-site") === "cross-site" &&
    headers.get("sec-fetch-mode") === "navigate"
  );
}

function refusalText(refusal: Refusal) {
  switch (refusal.kind) {
    case "unauthenticated":
      return {
        status: 401,
        says: "This needs Authorization: Bearer with the operator's token, or a session",
        headers: { "www-authenticate": 'Bearer realm="Outspoken"' },
      } as const;
    case "cross_site":
      return { status: 403, says: "This was sent by another site's page.", headers: {} } as const;
    case "rate_limited":
      return {
        status: 429,
        says: "That is not the token, and neither were the last ones",
        headers: { "retry-after": String(refusal.waitSeconds) },
      } as const;
  }
}

/**
 * Confines an origin's answer to its route: fields that affect the whole host, and cookies, would reach every other route
 * of the gateway; and what it says about a path that no route leads to is not true here.
 */
import { matchRoute } from "../config/match.ts";
import { isSameOriginServer } from "../config/trust.ts";
import type { OriginAnswer } from "../failure/failure.ts";
import { type CookieScope, scopedCookies } from "./cookies.ts";
import type { ResponseEdits } from "./edits.ts";
import { OF_THE_HOST } from "./field-names.ts";

/**
 * Announces signatures of images at the root of the registry's host. skopeo, podman and CRI-O then request them, and fail
 * the pull without an answer (containers/image docker/docker_client.go: getExtensionsSignatures). OpenShift and Pulp send it.
 */
const SIGNATURES = "x-registry-supports-signatures";
const SIGNATURES_PATH = "/extensions/v2/name/signatures/digest";

/** For an answer that passes; `names` are its field names. */
export function confine(
  edits: ResponseEdits,
  { headers }: Response,
  names: readonly string[],
  scope: CookieScope,
): void {
  for (const name of names) {
    if (OF_THE_HOST.has(name) || (name === SIGNATURES && !servesSignatures(scope))) edits.deleteHeader(name);
  }
  if (!names.includes("set-cookie")) return;
  const lines = headers.getSetCookie();
  const scoped = scopedCookies(lines, scope);
  if (scoped.length === lines.length && scoped.every((line, index) => line === lines[index])) return;
  edits.deleteHeader("set-cookie");
  for (const line of scoped) edits.appendHeader("set-cookie", line);
}

/** For one that is spoken, which lacks the fields of the host anyway. */
export function withinRoute(answer: OriginAnswer, scope: CookieScope): OriginAnswer {
  const isUntrue = answer.headers.has(SIGNATURES) && !servesSignatures(scope);
  if (!isUntrue && !answer.headers.has("set-cookie")) return answer;
  const headers = new Headers(answer.headers);
  if (isUntrue) headers.delete(SIGNATURES);
  headers.delete("set-cookie");
  for (const line of scopedCookies(answer.headers.getSetCookie(), scope)) headers.append("set-cookie", line);
  return { ...answer, headers };
}

/** Whether a route leads to that path at the same origin. */
function servesSignatures({ routes, route, target }: CookieScope): boolean {
  const other = matchRoute(routes, { host: target.host, path: SIGNATURES_PATH, query: "" });
  return other !== null && isSameOriginServer(route, other);
}

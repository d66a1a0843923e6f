/**
 * An origin's answer kept to its route: what it says to all of its host, and its cookies, would reach every other route of the
 * gateway's.
 */
import type { OriginAnswer } from "../failure/failure.ts";
import { type CookieScope, scopedCookies } from "./cookies.ts";
import type { ResponseEdits } from "./edits.ts";
import { OF_THE_HOST } from "./field-names.ts";

/** For an answer that passes; `names` are those of its fields. */
export function confine(
  edits: ResponseEdits,
  { headers }: Response,
  names: readonly string[],
  scope: CookieScope,
): void {
  for (const name of names) if (OF_THE_HOST.has(name)) edits.deleteHeader(name);
  if (!names.includes("set-cookie")) return;
  const lines = headers.getSetCookie();
  const scoped = scopedCookies(lines, scope);
  if (scoped.length === lines.length && scoped.every((line, index) => line === lines[index])) return;
  edits.deleteHeader("set-cookie");
  for (const line of scoped) edits.appendHeader("set-cookie", line);
}

/** For one that is spoken, which is without the other fields anyway. */
export function withScopedCookies(answer: OriginAnswer, scope: CookieScope): OriginAnswer {
  if (!answer.headers.has("set-cookie")) return answer;
  const headers = new Headers(answer.headers);
  headers.delete("set-cookie");
  for (const line of scopedCookies(answer.headers.getSetCookie(), scope)) headers.append("set-cookie", line);
  return { ...answer, headers };
}

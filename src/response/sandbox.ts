/**
 * Pages and pictures with scripts among the packages: a browser shows them under the gateway's own host, where the
 * operator's page is too, and scripts there may do all that the operator can. So they get an opaque origin. Decided by
 * the answer: the browser's stated purpose (`Sec-Fetch-Dest`) is missing over http and in old browsers.
 */
import type { Env } from "../env.ts";
import type { ResponseEdits } from "./edits.ts";

/** Types that run scripts when shown, and types that browsers guess from the content (WHATWG MIME Sniffing 7). */
const DOCUMENT =
  /^(?:text\/(?:html|xml|xsl)|application\/xml|.*\+xml|multipart\/.*|\*\/\*|(?:application|unknown)\/unknown|[^/]*)$/;

/** Sandboxes an answer that passes (CSP 3, 6.3) if a browser would show it on the host of the operator's page. */
export function sandboxPassed(edits: ResponseEdits, { status, headers }: Response, env: Env): void {
  // Without its token there is no such page.
  if (env.ADMIN_TOKEN === undefined || status === 204 || status === 304) return;
  if (!isDocument(headers.get("content-type")) || isShownNowhere(headers)) return;
  edits.appendHeader("content-security-policy", "sandbox");
}

/** The same for one that is spoken: some keep the origin's own bytes. Its type is null if it has no content. */
export function sandboxSpoken(edits: ResponseEdits, contentType: string | null, env: Env): void {
  if (env.ADMIN_TOKEN === undefined || contentType === null || !isDocument(contentType)) return;
  edits.appendHeader("content-security-policy", "sandbox");
}

function isDocument(contentType: string | null): boolean {
  // Of several types the last valid one counts (Fetch 2.2.2); any is enough here.
  const types = (contentType ?? "").toLowerCase().split(",");
  return types.some((type) => DOCUMENT.test(type.split(";", 1)[0]?.trim() ?? ""));
}

function isShownNowhere(headers: Headers): boolean {
  return (
    headers.has("location") || /^\s*attachment\s*(?:;|$)/i.test(headers.get("content-disposition") ?? "")
  );
}

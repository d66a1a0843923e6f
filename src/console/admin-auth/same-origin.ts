/**
 * Requests that change something must come from the console's own pages, since browsers add the cookie on their own.
 * Not `hono/csrf`: it checks form content types only, and accepts a matching `Origin` despite `Sec-Fetch-Site: cross-site`.
 */

/** `Sec-Fetch-Site` if the browser sends it (only to https and localhost), else `Origin`; every browser sends one. */
export function isSameOrigin(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  return request.headers.get("origin") === new URL(request.url).origin;
}

/** RFC 9110 9.2.1. */
export function isSafeMethod(request: Request): boolean {
  return request.method === "GET" || request.method === "HEAD" || request.method === "OPTIONS";
}

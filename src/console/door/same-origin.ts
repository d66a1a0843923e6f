/** Requests that change something must come from the console's own pages (they carry a cookie that browsers add). */

/** Fetch metadata where the browser sends it (only to https and localhost), else `Origin`; neither: no browser of today. */
export function isSameOrigin(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  return request.headers.get("origin") === new URL(request.url).origin;
}

/** RFC 9110 9.2.1. */
export function changesNothing(request: Request): boolean {
  return request.method === "GET" || request.method === "HEAD" || request.method === "OPTIONS";
}

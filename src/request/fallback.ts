/**
 * The request as a route's second origin gets it; that one serves reads while the first is down. Pure.
 */
import type { Target } from "../config/match.ts";
import type { Fallback } from "../config/route.ts";
import { hyphened, NOT_BESIDE_ORIGIN_AUTH } from "./header-names.ts";
import { NO_CREDENTIALS } from "./operator-credentials.ts";
import { type OriginRequest, originRequest } from "./origin-request.ts";
import { originUrl } from "./origin-url.ts";

/** Statuses that mean an origin is down, from its own servers or from Cloudflare's edge in front of it. */
const DOWN: ReadonlySet<number> = new Set([
  ...[502, 503, 504],
  ...[520, 521, 522, 523, 524, 525, 526, 527, 528, 529, 530],
]);

export function meansDown(status: number): boolean {
  return DOWN.has(status);
}

/** Validators that the client has of the first origin's content never confirm the second's (RFC 9110 13.1). */
const CONDITIONS = ["if-none-match", "if-modified-since", "if-match", "if-unmodified-since"] as const;

/** In: the client's request. Out: the request to the second origin; null if it must not be sent there. */
export function fallbackRequest(request: Request, fallback: Fallback, target: Target): OriginRequest | null {
  if (request.method !== "GET" && request.method !== "HEAD") return null;
  const url = originUrl(fallback.route, target, request.url);
  if (url.kind === "refused") return null;
  const outgoing = originRequest(request, url.url, target, NO_CREDENTIALS);
  const { headers } = outgoing;
  if (fallback.credentials === "none") dropCredentials(headers);
  for (const name of CONDITIONS) headers.delete(name);
  // A bare range could combine bytes of two origins; with `If-Range` that happens only if both have the same validator.
  if (!headers.has("if-range")) headers.delete("range");
  return outgoing;
}

function dropCredentials(headers: Headers): void {
  for (const name of [...headers.keys()])
    if (NOT_BESIDE_ORIGIN_AUTH.has(hyphened(name))) headers.delete(name);
}

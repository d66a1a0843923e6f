/**
 * Replaces the origin's own URLs in answers by the gateway's, so that no client bypasses it (`rewrite_urls`).
 *
 * Headers are rewritten in any answer. Bodies are touched only if the format's module says that clients follow URLs in
 * them: such a document is requested complete, plain or in gzip, and rewritten as it streams; its validators name the
 * mapping. Everything else stays the very object that fetch returned.
 */
import type { UrlRewriting } from "../clients/shared/client.ts";
import { declaredLength } from "../request/content-length.ts";
import { type Decoding, decodingOf, isChangeable, makeReadable } from "../response/coding.ts";
import type { ResponseEdits } from "../response/edits.ts";
import { keepsPaths } from "./base.ts";
import { BodyRewriter } from "./body-rewriter.ts";
import { anchorReference, rewriteLinks, rewriteRealms, rewriteReference } from "./references.ts";
import { type RewriteRequest, type RewriteRules, rewriteRulesFor } from "./rewrite-rules.ts";
import {
  markEntityTag,
  markLastModified,
  unmarkIfMatch,
  unmarkIfModifiedSince,
  unmarkIfNoneMatch,
} from "./validators.ts";

/** What was decided for the answer before the request was sent. */
export interface RewritePlan {
  readonly request: RewriteRequest;
  /** The answer may be a document whose URLs clients follow. */
  readonly isDocument: boolean;
  readonly acceptsGzip: boolean;
}

/**
 * Changes the request to the origin so that its answer can be rewritten. In: the client's request, and the otherwise
 * complete headers for the origin. Out: the plan for rewriting the answer.
 */
export function planRewriting(request: RewriteRequest, headers: Headers): RewritePlan {
  // Otherwise the origin would put our host name before its paths, and its paths could not be told from the gateway's.
  if (!keepsPaths(request.route)) headers.delete("x-forwarded-host");
  const isDocument = rewritingOf(request).documents?.requestedBy(request.clientRequest) ?? false;
  const ifMatch = headers.get("if-match");
  const mark = isDocument || ifMatch !== null ? rewriteRulesFor(request)?.urlMap.mark : undefined;
  if (mark === undefined) return { request, isDocument: false, acceptsGzip: false };
  if (ifMatch !== null) headers.set("if-match", unmarkIfMatch(ifMatch, mark));
  if (!isDocument) return { request, isDocument, acceptsGzip: false };
  // Already limited to what can be decoded here (`codingsToRequest`).
  const acceptsGzip = headers.get("accept-encoding")?.startsWith("gzip") === true;
  headers.set("accept-encoding", acceptsGzip ? "gzip" : "identity");
  headers.delete("range");
  headers.delete("if-range");
  unmarkConditions(headers, mark);
  return { request, isDocument, acceptsGzip };
}

function unmarkConditions(headers: Headers, mark: string): void {
  const ifNoneMatch = headers.get("if-none-match");
  const tags = ifNoneMatch === null ? null : unmarkIfNoneMatch(ifNoneMatch, mark);
  const since = headers.get("if-modified-since");
  setOrDelete(headers, "if-none-match", tags);
  // A date alone does not show with which mapping a copy was made, unless it has the mark.
  if (since !== null && tags === null) {
    setOrDelete(headers, "if-modified-since", unmarkIfModifiedSince(since, mark));
  }
}

function setOrDelete(headers: Headers, name: string, value: string | null): void {
  if (value === null) headers.delete(name);
  else headers.set(name, value);
}

/** Headers with a digest or signature that clients check the bytes against: such an answer is never rewritten. */
const SEALS = ["docker-content-digest", "signature-input"] as const;

/** Rewrites a success, a redirect or a 304 to the gateway's URLs. */
export function rewriteAnswer(plan: RewritePlan, edits: ResponseEdits, answer: Response): void {
  if (answer.status > 399) return;
  const decoding = plan.isDocument ? decodingOfDocument(plan, answer) : null;
  const isFresh = plan.isDocument && answer.status === 304;
  if (decoding === null && !isFresh && !hasReferences(plan, answer.headers)) return;
  const rules = rewriteRulesFor(plan.request);
  if (rules === null) return;
  rewriteReferences(plan, edits, answer.headers, rules);
  if (decoding !== null || isFresh) markValidators(plan, edits, answer.headers, rules.urlMap.mark);
  if (decoding === null || !makeReadable(edits, answer, decoding)) return;
  edits.changeContent(new BodyRewriter(rules.search));
  if (decoding.kind === "none") return;
  edits.recode(plan.acceptsGzip && declaredLength(answer.headers) !== 0 ? "gzip" : "identity");
}

/** Rewrites the challenges of an error answer to the gateway's URLs; `headers` are the origin's. */
export function rewriteChallenges(request: RewriteRequest, headers: Headers): void {
  for (const name of ["www-authenticate", "lfs-authenticate"]) {
    const value = headers.get(name);
    const rules = value === null ? null : rewriteRulesFor(request);
    if (value !== null && rules !== null) headers.set(name, rewriteRealms(value, rules));
  }
}

function rewritingOf({ format }: RewriteRequest): UrlRewriting {
  return format.rewriting;
}

/** How to decode the document to be rewritten, or null if the answer is none. */
function decodingOfDocument({ request }: RewritePlan, answer: Response): Decoding | null {
  const { status, headers } = answer;
  if (status < 200 || status > 203 || !isChangeable(answer)) return null;
  const types = rewritingOf(request).documents?.mediaTypes ?? null;
  if (types !== null && !types.test(headers.get("content-type") ?? "")) return null;
  if (SEALS.some((name) => headers.has(name))) return null;
  const decoding = decodingOf(headers);
  const isReadable =
    decoding.kind !== "unknown" && !(decoding.kind === "stream" && decoding.format !== "gzip");
  return isReadable ? decoding : null;
}

function hasReferences({ request }: RewritePlan, headers: Headers): boolean {
  return (
    headers.has("location") ||
    headers.has("link") ||
    headers.has("content-location") ||
    rewritingOf(request).headers?.some((name) => headers.has(name)) === true
  );
}

/** Rewrites the references in headers. */
function rewriteReferences(
  { request }: RewritePlan,
  edits: ResponseEdits,
  headers: Headers,
  rules: RewriteRules,
): void {
  const offer = (name: string, rewrite: (value: string) => string): void => {
    const value = headers.get(name);
    const rewritten = value === null ? null : rewrite(value);
    if (rewritten !== null && rewritten !== value) edits.setHeader(name, rewritten);
  };
  const anchor = (value: string): string => anchorReference(value, request.target, rules);
  const rewrite = (value: string): string => rewriteReference(anchor(value), rules);
  offer("location", (value) => locationOf(anchor(value), request, rules));
  offer("link", (value) => rewriteLinks(value, rewrite));
  offer("content-location", rewrite);
  for (const name of rewritingOf(request).headers ?? []) offer(name, rewrite);
}

/** If an origin redirects from http to https, its URL under our name would be the one that was requested. */
function locationOf(location: string, { route, target }: RewriteRequest, rules: RewriteRules): string {
  const absolute = rewriteReference(location, { ...rules, relative: false });
  const isSame = absolute === rules.urlMap.publicOrigin + target.path + target.query;
  const isOtherScheme = route.origin.kind === "url" && schemeOf(route.origin.base) !== schemeOf(location);
  return isSame && isOtherScheme && schemeOf(location) !== "" ? location : rewriteReference(location, rules);
}

/** Empty if there is none. */
function schemeOf(url: string): string {
  return /^[a-z][a-z0-9+.-]*(?=:)/i.exec(url)?.[0].toLowerCase() ?? "";
}

function markValidators(
  { request }: RewritePlan,
  edits: ResponseEdits,
  headers: Headers,
  mark: string,
): void {
  const tag = headers.get("etag");
  if (tag !== null) edits.setHeader("etag", markEntityTag(tag, mark));
  const date = headers.get("last-modified");
  const isEchoed = rewritingOf(request).documents?.echoesLastModified?.(request.clientRequest) === true;
  if (date === null || !isEchoed) return;
  edits.setHeader("last-modified", markLastModified(date, mark));
  // The module recognises the clients that send it back by that field.
  edits.varyBy("user-agent");
}

/**
 * Answers that name the origin's own URLs name the gateway's, so that no client walks past it (`rewrite_urls`).
 *
 * Headers are looked at where they are there. Bodies are touched only where the format's row says that clients follow URLs
 * in them: such a document is asked for whole, plain or in gzip, and rewritten as it streams; its validators name
 * the mapping. Everything else stays the very object that fetch gave.
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

/** What was decided before the origin was asked, for the answer. */
export interface RewritePlan {
  readonly request: RewriteRequest;
  /** The answer may be a document whose URLs clients follow. */
  readonly isDocument: boolean;
  readonly acceptsGzip: boolean;
}

/**
 * Makes the request to the origin one whose answer can be rewritten. In: what is asked for, and the headers for the origin,
 * complete otherwise. Out: what the answer is then rewritten by.
 */
export function planRewriting(request: RewriteRequest, headers: Headers): RewritePlan {
  // Else the origin would call its paths by our host's name, and those that are no path here could not be told apart.
  if (!keepsPaths(request.route)) headers.delete("x-forwarded-host");
  const isDocument = rewritingOf(request).documents?.requestedBy(request.clientRequest) ?? false;
  const ifMatch = headers.get("if-match");
  const mark = isDocument || ifMatch !== null ? rewriteRulesFor(request)?.urlMap.mark : undefined;
  if (mark === undefined) return { request, isDocument: false, acceptsGzip: false };
  if (ifMatch !== null) headers.set("if-match", unmarkIfMatch(ifMatch, mark));
  if (!isDocument) return { request, isDocument, acceptsGzip: false };
  // Narrowed already to what can be decoded here (`codingsToAsk`).
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
  // A date alone can't tell by which mapping a copy was made, unless it bears the mark.
  if (since !== null && tags === null) {
    setOrDelete(headers, "if-modified-since", unmarkIfModifiedSince(since, mark));
  }
}

function setOrDelete(headers: Headers, name: string, value: string | null): void {
  if (value === null) headers.delete(name);
  else headers.set(name, value);
}

/** Of an answer whose bytes somebody checks against what stands beside them: never rewritten. */
const SEALS = ["docker-content-digest", "signature-input"] as const;

/** Puts the gateway's names on a success, a redirect or a 304. */
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

/** The challenges of an error answer in the gateway's own names; `headers` are the origin's. */
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

/** How the document that is rewritten can be read, or null where the answer is none. */
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

/** The headers whose references are called otherwise here. */
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

/** Where an origin sends everybody from http to https, its URL under our name would be the one that was asked. */
function locationOf(location: string, { route, target }: RewriteRequest, rules: RewriteRules): string {
  const absolute = rewriteReference(location, { ...rules, relative: false });
  const isSame = absolute === rules.urlMap.publicOrigin + target.path + target.query;
  const isOtherScheme = route.origin.kind === "url" && schemeOf(route.origin.base) !== schemeOf(location);
  return isSame && isOtherScheme && schemeOf(location) !== "" ? location : rewriteReference(location, rules);
}

/** Empty where there is none. */
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
  // By that field the module knows the clients that send it back.
  edits.varyBy("user-agent");
}

/**
 * Answers that name the origin's own URLs name the gateway's, so that no client walks past it (`rewrite_urls`).
 *
 * Headers are looked at where they are there. Bodies are touched only where the format's row says that clients follow URLs
 * in them (`rewriting` of its module): such a document is asked for whole, plain or in gzip, and rewritten as it
 * streams; its validators name the mapping. Everything else stays the very object that fetch gave.
 */

import { clientFormat } from "../clients/index.ts";
import type { UrlRewriting } from "../clients/shared/client.ts";
import { WHOLE_DOCUMENT_MAX_BYTES } from "../limits.ts";
import { rewrapped } from "../response/broken-body.ts";
import { keepsPaths } from "./base.ts";
import { BodyRewriter } from "./body-rewriter.ts";
import { rewrittenStream, rewrittenWhole } from "./body-stream.ts";
import { DocumentCoding } from "./document-coding.ts";
import { rewriteLinks, rewriteRealms, rewriteReference } from "./references.ts";
import { type RewriteRequest, type RewriteRules, rewriteRulesFor } from "./rewrite-rules.ts";
import type { UrlMap } from "./url-map.ts";
import {
  markEntityTag,
  markLastModified,
  unmarkIfMatch,
  unmarkIfModifiedSince,
  unmarkIfNoneMatch,
} from "./validators.ts";

/** Of an answer whose bytes somebody checks against what stands beside them: never rewritten. */
const SEALS = ["docker-content-digest", "signature-input"] as const;
/** True of the origin's bytes only (RFC 9110, RFC 9530, the stores' own). */
const UNTRUE_OF_REWRITTEN = [
  "content-length",
  "accept-ranges",
  "content-md5",
  "digest",
  "content-digest",
  "repr-digest",
  "x-checksum",
  "x-checksum-md5",
  "x-checksum-sha1",
  "x-checksum-sha256",
  "x-checksum-sha512",
  "x-goog-hash",
  "x-amz-checksum-crc32",
  "x-amz-checksum-crc32c",
  "x-amz-checksum-crc64nvme",
  "x-amz-checksum-sha1",
  "x-amz-checksum-sha256",
] as const;

export class OwnUrls {
  readonly #asked: RewriteRequest;
  readonly #format: UrlRewriting;
  /** The answer may be a document whose URLs clients follow. */
  readonly #isDocument: boolean;
  /** Where the answer is fetched to be read. */
  #coding: DocumentCoding | null = null;

  constructor(asked: RewriteRequest) {
    this.#asked = asked;
    this.#format = clientFormat(asked.route.format).rewriting;
    this.#isDocument = this.#format.documents?.requestedBy(asked.request) ?? false;
  }

  /**
   * Makes the request to the origin one whose answer can be rewritten. In: its headers, complete otherwise. Out: whether
   * the answer may be a document, and the platform is to undo its coding.
   */
  prepare(headers: Headers): boolean {
    // Else the origin would call its paths by our host's name, and those that are no path here could not be told.
    if (!keepsPaths(this.#asked.route)) headers.delete("x-forwarded-host");
    const ifMatch = headers.get("if-match");
    if (!this.#isDocument && ifMatch === null) return false;
    const mapping = this.#means()?.urlMap;
    if (mapping === undefined) return false;
    if (ifMatch !== null) headers.set("if-match", unmarkIfMatch(ifMatch, mapping.mark));
    if (!this.#isDocument) return false;
    this.#coding = new DocumentCoding(headers);
    headers.delete("range");
    headers.delete("if-range");
    this.#unmarkConditions(headers, mapping);
    return true;
  }

  #unmarkConditions(headers: Headers, { mark }: UrlMap): void {
    const ifNoneMatch = headers.get("if-none-match");
    const tags = ifNoneMatch === null ? null : unmarkIfNoneMatch(ifNoneMatch, mark);
    const since = headers.get("if-modified-since");
    setOrDelete(headers, "if-none-match", tags);
    // A date alone can't tell by which mapping a copy was made, unless it bears the mark.
    if (since !== null && tags === null) {
      setOrDelete(headers, "if-modified-since", unmarkIfModifiedSince(since, mark));
    }
  }

  /** The first step with any answer: without its coding where it may be a document. */
  undone(response: Response): Response {
    return this.#coding?.undone(response) ?? response;
  }

  /** The answer as it leaves, when all else is done to it. */
  coded(response: Response): Response {
    return this.#coding?.coded(response) ?? response;
  }

  /**
   * The origin's answer (success, redirect or 304) in the gateway's own names; the same object where nothing changes;
   * null where its body broke off before anything was sent on.
   */
  async name(response: Response): Promise<Response | null> {
    // A status beyond 599 passes only as the very object that fetch gave.
    if (response.status > 399) return response;
    const isDocument = this.#isDocument && this.#isRewritable(response);
    const isFresh = this.#isDocument && response.status === 304;
    if (!isDocument && !isFresh && !this.#hasReferences(response.headers)) return response;
    const means = this.#means();
    if (means === null) return response;
    const references = this.#namedReferences(response.headers, means);
    if (!isDocument && !isFresh && references.length === 0) return response;
    const body = isDocument ? await this.#body(response, means) : response.body;
    if (body === "broken off") return null;
    const named = rewrapped(body, response);
    for (const [name, value] of references) named.headers.set(name, value);
    if (isDocument) for (const name of UNTRUE_OF_REWRITTEN) named.headers.delete(name);
    if (body instanceof Uint8Array) named.headers.set("content-length", String(body.length));
    if (isDocument || isFresh) this.#markValidators(named.headers, means.urlMap);
    return named;
  }

  /** The challenges of an error answer in the gateway's own names. */
  nameChallenges(headers: Headers): void {
    for (const name of ["www-authenticate", "lfs-authenticate"]) {
      const value = headers.get(name);
      const means = value === null ? null : this.#means();
      if (value !== null && means !== null) headers.set(name, rewriteRealms(value, means));
    }
  }

  #isRewritable({ status, headers }: Response): boolean {
    if (status < 200 || status > 203) return false;
    const types = this.#format.documents?.mediaTypes ?? null;
    if (types !== null && !types.test(headers.get("content-type") ?? "")) return false;
    return !headers.has("content-encoding") && !SEALS.some((name) => headers.has(name));
  }

  #hasReferences(headers: Headers): boolean {
    return (
      headers.has("location") ||
      headers.has("link") ||
      headers.has("content-location") ||
      this.#format.headers?.some((name) => headers.has(name)) === true
    );
  }

  /** The headers whose references are called otherwise here. */
  #namedReferences(headers: Headers, means: RewriteRules): [name: string, value: string][] {
    const named: [string, string][] = [];
    const offer = (name: string, rename: (value: string) => string): void => {
      const value = headers.get(name);
      const renamed = value === null ? null : rename(value);
      if (renamed !== null && renamed !== value) named.push([name, renamed]);
    };
    offer("location", (value) => this.#location(value, means));
    offer("link", (value) => rewriteLinks(value, means));
    offer("content-location", (value) => rewriteReference(value, means));
    for (const name of this.#format.headers ?? []) offer(name, (value) => rewriteReference(value, means));
    return named;
  }

  /** Where an origin sends everybody from http to https, its URL under our name would be the one that was asked. */
  #location(location: string, means: RewriteRules): string {
    const { route, target } = this.#asked;
    const named = rewriteReference(location, { ...means, relative: false });
    const isSame = named === means.urlMap.publicOrigin + target.path + target.query;
    const isOtherScheme = route.origin.kind === "url" && schemeOf(route.origin.base) !== schemeOf(location);
    return isSame && isOtherScheme && schemeOf(location) !== ""
      ? location
      : rewriteReference(location, means);
  }

  async #body(
    { body, headers }: Response,
    { search }: RewriteRules,
  ): Promise<Uint8Array | ReadableStream | null | "broken off"> {
    if (body === null || this.#asked.request.method === "HEAD") return null;
    const rewriter = new BodyRewriter(search);
    // Of a bound Worker's answer the length is what it says, which may not be what it sends.
    const isTold = this.#asked.route.origin.kind !== "service";
    const length = Number((isTold ? headers.get("content-length") : null) ?? Number.NaN);
    if (!(length > 0 && length <= WHOLE_DOCUMENT_MAX_BYTES)) return rewrittenStream(body, rewriter);
    return (await rewrittenWhole(body, length, rewriter)) ?? "broken off";
  }

  #markValidators(headers: Headers, { mark }: UrlMap): void {
    const tag = headers.get("etag");
    if (tag !== null) headers.set("etag", markEntityTag(tag, mark));
    const date = headers.get("last-modified");
    const isEchoed = this.#format.documents?.echoesLastModified?.(this.#asked.request) === true;
    if (date !== null && isEchoed) headers.set("last-modified", markLastModified(date, mark));
  }

  #means(): RewriteRules | null {
    return rewriteRulesFor(this.#asked);
  }
}

function setOrDelete(headers: Headers, name: string, value: string | null): void {
  if (value === null) headers.delete(name);
  else headers.set(name, value);
}

/** Empty where there is none. */
function schemeOf(url: string): string {
  return /^[a-z][a-z0-9+.-]*(?=:)/i.exec(url)?.[0].toLowerCase() ?? "";
}

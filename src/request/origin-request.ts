/**
 * The request as the origin gets it.
 */
import type { Target } from "../config/match.ts";
import { acceptedEncoding, codingsToRequest } from "./coding.ts";
import { declaredLength } from "./content-length.ts";
import { CREDENTIALS, endsHere, fieldsNamedBy, hyphened, NOT_BESIDE_ORIGIN_AUTH } from "./header-names.ts";
import { withOwnName } from "./loop.ts";
import { forwardsLeft } from "./max-forwards.ts";
import { NO_CREDENTIALS, type OperatorCredentials } from "./operator-credentials.ts";
import { withoutOwnCookies } from "./own-cookies.ts";
import { headOf, type RequestHead } from "./request-head.ts";
import { Upload } from "./upload.ts";

/**
 * The request to the origin. Not a `Request`: the platform creates one when it sends, and a second one costs a
 * twentieth of a small answer (measured).
 */
export interface OriginRequest {
  /** The client's request. */
  readonly client: Request;
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  /** The client's body on its way; null if there is none. */
  readonly upload: Upload | null;
}

/**
 * In: the client's request, its destination, what is sent on the operator's behalf, the head if it has been read already.
 * Out: the same request for the origin, its body streamed. The client's credentials stay unless `origin_auth` replaces them.
 */
export function originRequest(
  request: Request,
  url: string,
  target: Target,
  credentials: OperatorCredentials,
  head: RequestHead = headOf(request),
): OriginRequest {
  const { method } = head;
  const headers = new Headers(head.headers);
  setHeaders(headers, request, head, target);
  const left = forwardsLeft(head);
  if (left !== null) headers.set("max-forwards", String(left - 1));
  if (credentials !== NO_CREDENTIALS) setCredentials(headers, credentials);
  return { client: request, url, method, headers, upload: uploadOf(request, method) };
}

/** The content of a GET or HEAD has no meaning (RFC 9110 9.3.1) and is not sent. */
function uploadOf(request: Request, method: string): Upload | null {
  if (method === "GET" || method === "HEAD") return null;
  const { body } = request;
  return body === null ? null : new Upload(body, declaredLength(request.headers));
}

function setHeaders(headers: Headers, request: Request, { url, names }: RequestHead, target: Target): void {
  let address: string | null = null;
  let passed: string | null = null;
  for (const name of names) {
    if (name === "cdn-loop") passed = headers.get(name);
    if (name === "cookie") dropOwnCookies(headers);
    if (!endsHere(name)) continue;
    if (name === "cf-connecting-ip") address = headers.get(name);
    if (name === "connection")
      for (const named of fieldsNamedBy(headers.get(name) ?? "")) headers.delete(named);
    headers.delete(name);
  }
  headers.set("accept-encoding", codingsToRequest(acceptedEncoding(request, headers)));
  headers.set("cdn-loop", withOwnName(passed));
  if (address !== null) headers.set("x-forwarded-for", address);
  headers.set("x-forwarded-host", target.host);
  headers.set("x-forwarded-proto", url.startsWith("https:") ? "https" : "http");
}

/** Replaces the client's, under any spelling that a server may take for the same name. */
function setCredentials(headers: Headers, { authorization, headers: own }: OperatorCredentials): void {
  const taken = new Set(own.map(([name]) => name));
  for (const name of [...headers.keys()]) {
    const hyphens = hyphened(name);
    const isReplaced = authorization !== null && NOT_BESIDE_ORIGIN_AUTH.has(hyphens);
    if (isReplaced || taken.has(hyphens)) headers.delete(name);
  }
  if (authorization !== null) headers.set("authorization", authorization);
  for (const [name, value] of own) headers.set(name, value);
}

function dropOwnCookies(headers: Headers): void {
  const cookies = headers.get("cookie") ?? "";
  const others = withoutOwnCookies(cookies);
  if (others === null) headers.delete("cookie");
  else if (others !== cookies) headers.set("cookie", others);
}

/**
 * Whether the request has credentials in any of the headers that registries read, apart from those in `replaced`, which
 * are not sent to the origin.
 */
export function hasCredentials(
  headers: Headers,
  replaced: readonly { readonly name: string }[] = [],
): boolean {
  return CREDENTIALS.some((name) => headers.has(name) && !replaced.some((one) => one.name === name));
}

/** Whether a header of that name contains credentials. */
export function isCredential(name: string): boolean {
  return CREDENTIALS.some((one) => one === name);
}

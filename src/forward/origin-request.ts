/**
 * The request as the origin gets it.
 */
import type { Target } from "../config/match.ts";
import { codingsToAsk } from "./coding.ts";
import { CREDENTIALS, NOT_FOR_THE_ORIGIN } from "./header-names.ts";
import { Upload } from "./upload.ts";

export interface OriginRequest {
  readonly request: Request;
  readonly upload: Upload | null;
}

/**
 * In: the client's request, where it goes, the value for `Authorization` where the route has `origin_auth`. Out: the
 * same request for the origin, its body streamed. The client's credentials stay unless `origin_auth` takes their place.
 */
export function originRequest(
  request: Request,
  url: string,
  target: Target,
  originAuth: string | null,
): OriginRequest {
  const { upload, init } = contentOf(request);
  const outgoing = new Request(url, init);
  setHeaders(outgoing.headers, request, target, originAuth);
  return { request: outgoing, upload };
}

/** What is sent on of a request. The content of a GET or HEAD means nothing (RFC 9110 9.3.1) and stays here. */
function contentOf(request: Request): { upload: Upload | null; init: RequestInit | Request } {
  if (request.body === null) return { upload: null, init: request };
  const { method, headers, body } = request;
  if (method === "GET" || method === "HEAD") return { upload: null, init: { method, headers } };
  return uploading(request, body);
}

function setHeaders(headers: Headers, request: Request, target: Target, originAuth: string | null): void {
  let address: string | null = null;
  // One walk over the names that came: each question about one that did not costs as much as the walk's step.
  for (const name of [...headers.keys()]) {
    if (!NOT_FOR_THE_ORIGIN.has(name)) continue;
    if (name === "cf-connecting-ip") address = headers.get(name);
    if (name === "connection") deleteNamed(headers, headers.get(name) ?? "");
    headers.delete(name);
  }
  headers.set("accept-encoding", codingsToAsk(acceptedEncoding(request, headers)));
  if (address !== null) headers.set("x-forwarded-for", address);
  headers.set("x-forwarded-host", target.host);
  headers.set("x-forwarded-proto", request.url.startsWith("https:") ? "https" : "http");
  if (originAuth === null) return;
  for (const name of CREDENTIALS) headers.delete(name);
  headers.set("authorization", originAuth);
}

/** The request with the client's body streamed on. */
function uploading(request: Request, body: ReadableStream): { upload: Upload; init: RequestInit } {
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  const upload = new Upload(body, Number.isSafeInteger(length) ? length : null);
  const { method, headers } = request;
  return { upload, init: { method, headers, body: upload.body, signal: upload.signal } };
}

/** Whether the request brought credentials in any of the headers that registries read. */
export function hasCredentials(headers: Headers): boolean {
  return CREDENTIALS.some((name) => headers.has(name));
}

/** RFC 9110 7.6.1: a proxy removes the fields that `Connection` names. */
function deleteNamed(headers: Headers, connection: string): void {
  for (const name of connection.split(",")) {
    const trimmed = name.trim();
    if (/^[!#$%&'*+.^_`|~\w-]+$/.test(trimmed)) headers.delete(trimmed);
  }
}

/**
 * The client's own `Accept-Encoding`; empty where it sent none. Cloudflare shows every Worker `br, gzip`; what the
 * client said is in `cf.clientAcceptEncoding`. An origin must never compress for a client that can't decompress
 * (Helm 4, Cargo's .crate files, pip's wheels). `headers` are the request's own, or a copy that is at hand.
 */
export function acceptedEncoding(request: Request, headers: Headers = request.headers): string {
  const seen = headers.get("accept-encoding") ?? "";
  if (seen !== "br, gzip" && seen !== "gzip, br") return seen;
  const said = request.cf?.clientAcceptEncoding;
  if (typeof said === "string") return said;
  return request.cf === undefined ? seen : "";
}

/**
 * The request as the origin gets it.
 */
import { CREDENTIALS, NOT_FOR_THE_ORIGIN } from "./header-names.ts";

/**
 * The headers for the origin. In: the client's request, the value for `Authorization` where the route has
 * `origin_auth`. Credentials of the client stay as they are unless `origin_auth` takes their place.
 */
export function originHeaders(request: Request, originAuth: string | null): Headers {
  const headers = new Headers(request.headers);
  const address = headers.get("cf-connecting-ip");
  const connection = headers.get("connection");
  for (const name of NOT_FOR_THE_ORIGIN) headers.delete(name);
  if (connection !== null) deleteNamed(headers, connection);
  acceptEncodingOfClient(headers, request);
  const url = new URL(request.url);
  if (address !== null) headers.set("x-forwarded-for", address);
  headers.set("x-forwarded-host", url.host);
  headers.set("x-forwarded-proto", url.protocol.slice(0, -1));
  if (originAuth !== null) {
    for (const name of CREDENTIALS) headers.delete(name);
    headers.set("authorization", originAuth);
  }
  return headers;
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
 * Cloudflare shows every Worker `Accept-Encoding: br, gzip`; what the client said is in `cf.clientAcceptEncoding`.
 * An origin must never compress for a client that can't decompress (Helm 4, .crate files, pip's wheels).
 */
function acceptEncodingOfClient(headers: Headers, request: Request): void {
  const accepted = acceptedEncoding(request);
  if (accepted === "") headers.set("accept-encoding", "identity");
  else headers.set("accept-encoding", accepted);
}

/** The client's own `Accept-Encoding`; empty where it sent none. */
export function acceptedEncoding(request: Request): string {
  const original = request.cf?.clientAcceptEncoding;
  if (typeof original === "string") return original;
  return request.cf === undefined ? (request.headers.get("accept-encoding") ?? "") : "";
}

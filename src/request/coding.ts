/**
 * Which content codings a client accepts, and which the gateway requests from the origin for it (RFC 9110 12.5.3).
 */

/** Whether `Accept-Encoding` allows a coding (RFC 9110 12.5.3; a weight of 0 forbids). `x-gzip` is gzip (8.4.1.3). */
export function acceptsCoding(accepted: string, coding: string): boolean {
  const wanted = standardName(coding);
  let any = false;
  for (const part of accepted.split(",")) {
    const [name = "", ...parameters] = part.split(";");
    const allowed = !parameters.some((parameter) => /^\s*q=0(?:\.0{0,3})?\s*$/i.test(parameter));
    const known = standardName(name);
    if (known === wanted) return allowed;
    if (known === "*") any = allowed;
  }
  return any;
}

/** A coding's name in one spelling. */
export function standardName(coding: string): string {
  return coding
    .trim()
    .toLowerCase()
    .replace(/^x-(?=gzip$|compress$)/, "");
}

/** Earlier results: clients send the same few values over and over. */
const RESULTS = new Map<string, string>();
const RESULTS_MAX = 64;

/** The codings requested from the origin: the client's that can be decoded here, since errors have to be read. */
export function codingsToRequest(accepted: string | null): string {
  // Any coding would be acceptable then (RFC 9110 12.5.3), but a client without the field may be unable to decode any.
  if (accepted === null) return "identity";
  const known = RESULTS.get(accepted);
  if (known !== undefined) return known;
  const codings = ["gzip", "deflate"].filter((coding) => acceptsCoding(accepted, coding));
  const requested = codings.join(", ") || "identity";
  if (RESULTS.size < RESULTS_MAX) RESULTS.set(accepted, requested);
  return requested;
}

/**
 * The client's own `Accept-Encoding`; null if it sent none. Cloudflare shows every Worker `br, gzip`; what the
 * client sent is in `cf.clientAcceptEncoding`. An origin must never compress for a client that can't decompress
 * (Helm 4, Cargo's .crate files, pip's wheels). `headers` are the request's own, or a copy that the caller has.
 */
export function acceptedEncoding(request: Request, headers: Headers = request.headers): string | null {
  const seen = headers.get("accept-encoding");
  if (seen !== "br, gzip" && seen !== "gzip, br") return seen;
  if (request.cf === undefined) return seen;
  const said = request.cf.clientAcceptEncoding;
  // Empty may mean absent: the edge does not distinguish them.
  return typeof said === "string" && said !== "" ? said : null;
}

/**
 * Which content codings a client takes, and which are asked of the origin for it (RFC 9110 12.5.3).
 */

/** Whether `Accept-Encoding` allows a coding (RFC 9110 12.5.3; a weight of 0 forbids). */
export function acceptsCoding(accepted: string, coding: string): boolean {
  let any = false;
  for (const part of accepted.toLowerCase().split(",")) {
    const [name = "", ...parameters] = part.split(";").map((text) => text.trim());
    const allowed = !parameters.some((parameter) => /^q=0(?:\.0{0,3})?$/.test(parameter));
    if (name === coding || name === `x-${coding}`) return allowed;
    if (name === "*") any = allowed;
  }
  return any;
}

/** What was asked for before: clients send the same few values over and over. */
const ASKED = new Map<string, string>();
const ASKED_MAX = 64;

/** The codings asked of the origin: those of the client's that can be decoded here, since an error has to be read too. */
export function codingsToAsk(accepted: string): string {
  const known = ASKED.get(accepted);
  if (known !== undefined) return known;
  const codings = ["gzip", "deflate"].filter((coding) => acceptsCoding(accepted, coding));
  const asked = codings.join(", ") || "identity";
  if (ASKED.size < ASKED_MAX) ASKED.set(accepted, asked);
  return asked;
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

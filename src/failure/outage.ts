/**
 * Outages: an origin that can't be reached or does not answer in time, told from one that answers with an error. Pure.
 */

/** All that a rejected fetch reveals on workerd, which does not distinguish DNS, TLS and protocol faults. */
export type Fault = "connection_lost" | "name_or_tls" | "bad_answer" | "undecodable" | "unknown";

export interface Timeout {
  readonly kind: "timeout";
  readonly afterMs: number;
}

export interface Unreachable {
  readonly kind: "unreachable";
  readonly fault: Fault;
}

/** What is known of an outage once the request that met it is over. */
export type Outage = Timeout | Unreachable | { readonly kind: "edge"; readonly status: number };

/** Cloudflare's own statuses for an origin that did not answer it in time, or that it could not reach. */
const EDGE_TIMEOUTS: ReadonlySet<number> = new Set([522, 524]);
const EDGE_UNREACHABLE: ReadonlySet<number> = new Set([520, 521, 523, 525, 526, 527, 530]);

/** The outage that an edge in front of the origin tells by its status, or null. */
export function outageOfStatus(status: number): Outage | null {
  return EDGE_TIMEOUTS.has(status) || EDGE_UNREACHABLE.has(status) ? { kind: "edge", status } : null;
}

/** The status that stands for an outage at a gateway (RFC 9110 15.6.3, 15.6.5). */
export function statusOfOutage(outage: Outage): 502 | 504 {
  if (outage.kind === "edge") return EDGE_TIMEOUTS.has(outage.status) ? 504 : 502;
  return outage.kind === "timeout" ? 504 : 502;
}

/**
 * Outages: an origin that can't be reached or does not answer in time, told from one that answers with an error. Pure.
 */

/**
 * What a rejected fetch reveals. Over the network workerd does not distinguish DNS, TLS and protocol faults
 * (`name_or_tls`), nor who ended a connection; a VPC binding tells them apart.
 */
export type Fault =
  | "connection_lost"
  | "name_or_tls"
  | "refused"
  | "terminated"
  | "timed_out"
  | "dns"
  | "tls"
  | "bad_answer"
  | "undecodable"
  | "unknown";

export interface Timeout {
  readonly kind: "timeout";
  readonly afterMs: number;
}

export interface Unreachable {
  readonly kind: "unreachable";
  readonly fault: Fault;
  /** The failure's type as the way to the origin names it (RFC 9209 2.3), where it does. */
  readonly code?: string;
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
  // What timed out on the way is the same to a client as what did not answer it in time.
  return outage.kind === "timeout" || outage.fault === "timed_out" ? 504 : 502;
}

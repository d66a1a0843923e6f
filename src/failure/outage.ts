/**
 * Outages: an origin that can't be reached or does not answer in time, unlike one that answers with an error. Pure.
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
  /** The error type reported on the way to the origin (RFC 9209 2.3), if any. */
  readonly code?: string;
}

/** What is known about an outage once the request that hit it is over. */
export type Outage = Timeout | Unreachable | { readonly kind: "edge"; readonly status: number };

/** Cloudflare's own statuses for an origin that did not answer it in time, or that it could not reach. */
const EDGE_TIMEOUTS: ReadonlySet<number> = new Set([522, 524]);
const EDGE_UNREACHABLE: ReadonlySet<number> = new Set([520, 521, 523, 525, 526, 527, 530]);

/** The outage that an edge in front of the origin reports by its status, or null. */
export function outageOfStatus(status: number): Outage | null {
  return EDGE_TIMEOUTS.has(status) || EDGE_UNREACHABLE.has(status) ? { kind: "edge", status } : null;
}

/** The status that stands for an outage at a gateway (RFC 9110 15.6.3, 15.6.5). */
export function statusOfOutage(outage: Outage): 502 | 504 {
  switch (outage.kind) {
    case "timeout":
      return 504;
    case "unreachable":
      return outage.fault === "timed_out" ? 504 : 502;
    case "edge":
      return EDGE_TIMEOUTS.has(outage.status) ? 504 : 502;
  }
}

const NO_ANSWER = "The registry behind this gateway did not answer";
const UNREACHABLE = "The registry behind this gateway could not be reached";

/** The outage in one sentence for the client's user, without its full stop. */
export function sentenceOfOutage(outage: Outage): string {
  switch (outage.kind) {
    case "timeout":
      return `${NO_ANSWER} within ${seconds(outage.afterMs)}`;
    case "unreachable":
      return sentenceOfFault(outage.fault);
    case "edge":
      return statusOfOutage(outage) === 504 ? NO_ANSWER : UNREACHABLE;
  }
}

function sentenceOfFault(fault: Fault): string {
  switch (fault) {
    case "refused":
      return "The registry behind this gateway refused the connection";
    case "terminated":
      return "The registry behind this gateway closed the connection before its answer was complete";
    case "timed_out":
      return `${NO_ANSWER} in time`;
    case "dns":
      return "The host name of the registry behind this gateway could not be resolved";
    case "tls":
      return "No secure connection (TLS) to the registry behind this gateway could be made";
    case "undecodable":
      return "The registry behind this gateway sent an answer that can't be decoded: its Content-Encoding is wrong";
    case "connection_lost":
    case "name_or_tls":
    case "bad_answer":
    case "unknown":
      return UNREACHABLE;
  }
}

function seconds(ms: number): string {
  const value = Math.max(Math.round(ms / 100) / 10, 0.1);
  return `${value} ${value === 1 ? "second" : "seconds"}`;
}

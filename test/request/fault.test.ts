import { describe, expect, test } from "vitest";
import type { Fault } from "../../src/failure/outage.ts";
import { causeOf, codeIn, faultOf, isCut, isOfConnection } from "../../src/request/fault.ts";

function coded(code: unknown, message = "the fetch failed"): Error {
  return Object.assign(new Error(message), { code });
}

describe("what a rejected fetch reveals of its cause", () => {
  test.each<[string, unknown, string]>([
    ["the network's lost connection", new Error("Network connection lost."), "connection_lost"],
    ["the network's DNS and TLS faults", new Error("internal error; reference = abc"), "name_or_tls"],
    ["a bad length", new Error("invalid Content-Length header value; cl = abc"), "bad_answer"],
    ["a bad answer", new TypeError("Invalid Location header; unable to follow redirect."), "bad_answer"],
    ["another Worker's own message", new Error("connection refused by policy"), "unknown"],
    ["the network's message inside another", new Error("no: Network connection lost"), "unknown"],
    ["an internal error inside another message", new Error("an internal error"), "unknown"],
    ["'invalid' inside another message", new Error("the header is invalid "), "unknown"],
    ["not an error", "connection_refused", "unknown"],
    ["not an error, with a code", { code: "dns_error", message: "dns_error" }, "unknown"],
    ["an unknown code", coded("ECONNREFUSED", "Network connection lost."), "connection_lost"],
    ["nothing", undefined, "unknown"],
  ])("%s: %j", (_, error, fault) => {
    expect(causeOf(error)).toStrictEqual({ kind: "unreachable", fault });
    expect(faultOf(error)).toBe(fault);
  });

  test.each([
    ["connection_refused", "refused"],
    ["connection_terminated", "terminated"],
    ["connection_timeout", "timed_out"],
    ["connection_read_timeout", "timed_out"],
    ["connection_write_timeout", "timed_out"],
    ["dns_error", "dns"],
    ["dns_timeout", "dns"],
    ["tls_protocol_error", "tls"],
    ["tls_certificate_error", "tls"],
    ["tls_alert_received", "tls"],
    ["tls_handshake_timeout", "tls"],
    ["connection_dnsless", "unknown"],
    ["destination_unavailable", "unknown"],
    ["destination_ip_unroutable", "unknown"],
    ["connection_limit_reached", "unknown"],
    ["http_request_denied", "unknown"],
    ["http_response_incomplete", "unknown"],
    ["proxy_internal_error", "unknown"],
    ["proxy_loop_detected", "unknown"],
  ])("a VPC binding's %s, however it is reported, is %s", (code, fault) => {
    const cause = { kind: "unreachable", fault, code };
    expect(causeOf(coded(code))).toEqual(cause);
    expect(causeOf(coded(`ProxyError: ${code}`))).toEqual(cause);
    expect(causeOf(new Error(code))).toEqual(cause);
    expect(causeOf(new Error(`ProxyError: ${code}`))).toEqual(cause);
    expect(causeOf(new Error(`Error: ProxyError: ${code}`))).toEqual(cause);
    expect(causeOf(new Error(`ProxyError: ${code} \r\n`))).toEqual(cause);
    expect(causeOf(coded(7, `ProxyError: ${code}`))).toEqual(cause);
    expect(causeOf(coded("E_OTHER", `ProxyError: ${code}`))).toEqual(cause);
    expect(causeOf(coded(code, "ProxyError: something_else"))).toEqual(cause);
  });
});

const LETTERS = "abcdefghijklmnopqrst";

test.each([
  ["two words", "a_b"],
  ["five", "a_b_c_d_e"],
  ["of twenty letters each", `${LETTERS}_${LETTERS}`],
])("a code may have %s", (_, text) => {
  expect(codeIn(text)).toBe(text);
});

test.each([
  "",
  "refused",
  "ECONNREFUSED",
  "connection_refused by 10.0.0.1",
  "ProxyError: token_is hunter2",
  "hunter2_and_more",
  `a${"_b".repeat(40)}`,
  "x_".repeat(20),
  "a_b_c_d_e_f",
  `${LETTERS}u_b`,
  `b_${LETTERS}u`,
  "Dns_error",
  "1dns_error",
  "dns_error1",
  "dns__error",
  "ProxyError: dns_error here",
  "a ProxyError: dns_error",
  "ProxyError:dns_error",
  "Error: dns_error",
])("no code is found in %j", (text) => {
  expect(codeIn(text)).toBeNull();
});

describe("what a fault means for the connection", () => {
  test.each<[Fault, "of the connection" | "of the answer", boolean]>([
    ["connection_lost", "of the connection", true],
    ["name_or_tls", "of the connection", false],
    ["refused", "of the connection", false],
    ["terminated", "of the connection", true],
    ["dns", "of the connection", false],
    ["tls", "of the connection", false],
    ["timed_out", "of the answer", true],
    ["bad_answer", "of the answer", false],
    ["undecodable", "of the answer", false],
    ["unknown", "of the answer", false],
  ])("%s is a fault %s, and cuts a body off: %s", (fault, what, cuts) => {
    expect(isOfConnection(fault)).toBe(what === "of the connection");
    expect(isCut(fault)).toBe(cuts);
  });
});

import { describe, expect, test } from "vitest";
import type { Fault } from "../../src/failure/outage.ts";
import { causeOf, codeIn, faultOf, isCut, isOfConnection } from "../../src/request/fault.ts";

function coded(code: unknown, message = "the fetch failed"): Error {
  return Object.assign(new Error(message), { code });
}

describe("what a rejected fetch says of its cause", () => {
  test.each<[string, unknown, string]>([
    ["the network's lost connection", new Error("Network connection lost."), "connection_lost"],
    ["the network's names and TLS", new Error("internal error; reference = abc"), "name_or_tls"],
    ["a bad length", new Error("invalid Content-Length header value; cl = abc"), "bad_answer"],
    ["a bad answer", new TypeError("Invalid Location header; unable to follow redirect."), "bad_answer"],
    ["another Worker's own words", new Error("connection refused by policy"), "unknown"],
    ["the network's words within others", new Error("no: Network connection lost"), "unknown"],
    ["an internal error within other words", new Error("an internal error"), "unknown"],
    ["what is invalid within other words", new Error("the header is invalid "), "unknown"],
    ["what is no error", "connection_refused", "unknown"],
    ["what is no error, with a code", { code: "dns_error", message: "dns_error" }, "unknown"],
    ["a code that is none", coded("ECONNREFUSED", "Network connection lost."), "connection_lost"],
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
  ])("a VPC binding's %s, however it is carried", (code, fault) => {
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
])("no code is read out of %j", (text) => {
  expect(codeIn(text)).toBeNull();
});

describe("what a fault says of the connection", () => {
  test.each<[Fault, "of it" | "of what came", boolean]>([
    ["connection_lost", "of it", true],
    ["name_or_tls", "of it", false],
    ["refused", "of it", false],
    ["terminated", "of it", true],
    ["dns", "of it", false],
    ["tls", "of it", false],
    ["timed_out", "of what came", true],
    ["bad_answer", "of what came", false],
    ["undecodable", "of what came", false],
    ["unknown", "of what came", false],
  ])("%s is a fault %s, and ends a body with the connection: %s", (fault, what, cuts) => {
    expect(isOfConnection(fault)).toBe(what === "of it");
    expect(isCut(fault)).toBe(cuts);
  });
});

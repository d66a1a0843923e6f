import { describe, expect, test } from "vitest";
import { causeOf, codeIn } from "../../src/request/fault.ts";

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
    ["what is no error", "connection_refused", "unknown"],
    ["nothing", undefined, "unknown"],
  ])("%s: %j", (_, error, fault) => {
    expect(causeOf(error)).toEqual({ kind: "unreachable", fault });
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
    expect(causeOf(coded(7, `ProxyError: ${code}`))).toEqual(cause);
  });
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
])("no code is read out of %j", (text) => {
  expect(codeIn(text)).toBeNull();
});

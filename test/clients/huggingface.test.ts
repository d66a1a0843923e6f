/** huggingface: what its clients print. */
import { describe, expect, test } from "vitest";
import { huggingface } from "../../src/clients/huggingface.ts";
import { hubPrints } from "../../src/console/terminals/python.ts";
import { statusPhrase } from "../../src/failure/status-phrase.ts";
import { arrive, count, member, REASONS, STATUSES } from "./arrival.ts";
import { answered, originAnswer, request, timedOut, unreachable } from "./failing.ts";

const HUB = "unknown/None; hf_hub/1.28.0; python/3.13.1; torch/2.9.0";
const OLD_HUB = "unknown/None; hf_hub/0.36.0; python/3.11.1";
const FILE = "/org/model/resolve/main/config.json";

function asks(method = "GET", path = FILE, agent = HUB) {
  return request(path, { "user-agent": agent }, method);
}

describe.each([
  ["GET", asks()],
  ["HEAD", asks("HEAD")],
  ["POST of a commit", asks("POST", "/api/models/org/model/commit/main")],
  ["GET by an old client", asks("GET", FILE, OLD_HUB)],
] as const)("huggingface_hub, %s", (_operation, asked) => {
  describe.each(STATUSES)("%i", (status) => {
    test.each(REASONS)("prints the reason cleanly and once: %s", (_name, reason) => {
      const terminal = hubPrints(arrive(huggingface, answered(status, { message: reason }), asked));
      expect(count(terminal, "quarantine")).toBe(1);
      expect(terminal).not.toContain("None");
      const isAscii = /^[\x20-\x7e]{1,1000}$/.test(reason);
      if (isAscii || (asked.method !== "HEAD" && status !== 403)) expect(terminal).toContain(reason);
    });

    test("keeps the standard phrase if the origin gave no reason", () => {
      const a = arrive(huggingface, answered(status, {}), asked);
      expect(a.phrase).toBe(statusPhrase(status));
      expect(a.headers.has("x-error-message")).toBe(false);
      if (asked.method !== "HEAD") expect(member(a.body, "error")).toBe(statusPhrase(status));
    });
  });

  test.each([
    ["timeout", timedOut(), 504],
    ["unreachable", unreachable(), 502],
  ])("says our own %s with its reference", (_name, failure, status) => {
    const a = arrive(huggingface, failure, asked);
    expect(a.status).toBe(status);
    expect(count(hubPrints(a), "Reference: bcdfghjkmn")).toBe(1);
  });
});

test.each(REASONS)("an unknown client gets every channel: %s", (_name, reason) => {
  const a = arrive(huggingface, answered(403, { message: reason }), asks("GET", FILE, "curl/8.5.0"));
  expect(a.phrase).toContain("quarantine");
  expect(a.headers.get("x-error-message")).toContain("quarantine");
  expect(a.body).toBe(JSON.stringify({ error: reason }));
});

describe("an origin's own answer", () => {
  const said = (body: string, headers: Record<string, string>, message: string | null, status = 404) =>
    answered(
      status,
      { message },
      originAnswer(status, body, { "content-type": "application/json", ...headers }),
    );

  test.each([
    ['{"error":"Gone for good."}', "Gone for good."],
    ['{"error":["Gone for good."],"x":1}', "Gone for good."],
    ['{"errors":[ {"message":"Gone for good."} ]}', "Gone for good."],
    ['{"error":"Schon größer"}', "Schon größer"],
  ])("stays byte for byte: %s", (body, reason) => {
    const a = arrive(huggingface, said(body, {}, reason), asks());
    expect(a.body).toBe(body);
    expect(count(hubPrints(a), reason)).toBe(1);
  });

  test.each([
    ["no body", "", "Access to this resource is disabled."],
    [
      "the same in the body",
      '{"error":"Access to this resource is disabled."}',
      "Access to this resource is disabled.",
    ],
  ])("keeps the origin's header: %s", (_name, body, message) => {
    const a = arrive(huggingface, said(body, { "x-error-message": message }, message, 403), asks());
    expect(a.headers.get("x-error-message")).toBe(message);
    expect(count(hubPrints(a), message)).toBe(1);
  });

  test.each([
    ["a secret", "Access denied with glpat-AbCdEfGhIjKlMnOpQr12", "Access denied with [redacted]"],
    ["a stack trace", "x at a.b.c.D(E.java:12) at f.g.h.I(J.java:3)", "x"],
  ])("repeats nothing of the origin's header that must not be shown: %s", (_name, header, reason) => {
    const a = arrive(huggingface, said("", { "x-error-message": header }, reason, 403), asks());
    expect([a.headers.get("x-error-message"), a.body]).not.toContain(header);
    expect(a.body).toBe(JSON.stringify({ error: reason }));
  });

  test("keeps header and body that say different things", () => {
    const body = '{"error":"From the body."}';
    const failure = said(body, { "x-error-message": "From the header." }, "From the header. From the body.");
    const a = arrive(huggingface, failure, asks());
    expect([a.headers.get("x-error-message"), a.body]).toEqual(["From the header.", body]);
  });

  test.each([
    ["a list crashes the client", '[{"error":"Gone for good."}]'],
    ["errors that are not a list of objects", '{"error":"Gone for good.","errors":["x"]}'],
    ["an object instead of a string", '{"error":{"message":"Gone for good."}}'],
    ["two texts", '{"error":"Gone","error_description":"Gone for good."}'],
    ["a problem document", '{"detail":"Gone for good."}'],
    ["a page", "<h1>Gone for good.</h1>"],
  ])("is replaced if it would do harm: %s", (_name, body) => {
    const a = arrive(huggingface, said(body, {}, "Gone for good."), asks());
    expect(a.body).toBe('{"error":"Gone for good."}');
    expect(count(hubPrints(a), "Gone for good.")).toBe(1);
  });

  test("loses a header that is not clean", () => {
    const failure = said("", { "x-error-message": "\u001b[31mGone" }, "Gone for good.");
    expect(arrive(huggingface, failure, asks("HEAD")).headers.get("x-error-message")).toBe("Gone for good.");
  });

  test("keeps the code that picks the exception", () => {
    const a = arrive(huggingface, said("", { "x-error-code": "EntryNotFound" }, null), asks("HEAD"));
    expect(a.headers.get("x-error-code")).toBe("EntryNotFound");
  });

  test("loses code and message if our own failure replaces the origin's", () => {
    const headers = { "x-error-code": "RepoNotFound", "x-error-message": "Invalid credentials" };
    const failure = answered(401, { message: "Invalid credentials" }, originAnswer(401, "", headers), {
      sentOriginAuth: true,
    });
    const a = arrive(huggingface, failure, asks("HEAD"));
    expect([a.status, a.headers.has("x-error-code")]).toEqual([502, false]);
    expect(a.headers.get("x-error-message")).toContain("refused the gateway's own credentials");
  });
});

describe("a notice on success", () => {
  const shown = { kind: "headers", headers: { "x-hf-warning": "Registry; Moves on Friday; cafe" } };
  const ok = (headers: Record<string, string> = {}, status = 200) => ({
    status,
    headers: new Headers(headers),
  });
  test.each([
    ["a download", asks(), ok(), shown],
    ["the redirect of a HEAD", asks("HEAD"), ok({}, 302), shown],
    ["a warning of the origin", asks(), ok({ "x-hf-warning": "Old; x" }), null],
    ["a client that can't read it", asks("GET", FILE, OLD_HUB), ok(), null],
    ["an unknown client", asks("GET", FILE, ""), ok(), null],
  ])("%s", (_name, asked, answer, expected) => {
    expect(huggingface.notice?.("Moves on Friday; café", asked, answer)).toEqual(expected);
  });
});

test.each([
  [429, 3_600, "60"],
  [503, 0.5, "1"],
  [502, null, null],
])("Retry-After on a %i with %s seconds is %s", (status, seconds, sent) => {
  const answer = originAnswer(status, "", { "retry-after": "Wed, 21 Oct 2026 07:28:00 GMT" });
  const a = arrive(huggingface, answered(status, { retryAfterSeconds: seconds }, answer), asks());
  expect(a.headers.get("retry-after")).toBe(sent);
});

test.each([
  [HUB, "huggingface_hub", "1.28.0"],
  [OLD_HUB, "huggingface_hub", "0.36.0"],
  ["curl/8.5.0", "unknown", ""],
])("%s is %s %s", (agent, name, version) => {
  expect(huggingface.identify(asks("GET", FILE, agent))).toEqual({ name, version });
});

test.each([
  ["HEAD", FILE, "metadata"],
  ["GET", FILE, "download"],
  ["GET", "/api/models/org/model", "metadata"],
  ["GET", "/api/models", "search"],
  ["GET", "/api/whoami-v2", "login"],
  ["POST", "/api/models/org/model/commit/main", "publish"],
  ["POST", "/api/repos/create", "publish"],
  ["DELETE", "/api/repos/delete", "delete"],
  ["POST", "/api/models/org/model/paths-info/main", "api"],
])("%s %s is %s", (method, path, expected) => {
  expect(huggingface.operation(asks(method, path))).toBe(expected);
});

test("the default timeout is below the 10 seconds of huggingface_hub", () => {
  expect(huggingface.timeoutMs.read).toBeLessThan(10_000);
  expect(huggingface.timeoutMs.read).toBeGreaterThan(5_000);
});

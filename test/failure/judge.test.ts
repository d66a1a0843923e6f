import { describe, expect, test } from "vitest";
import type { Category } from "../../src/failure/category.ts";
import type { Cause } from "../../src/failure/failure.ts";
import type { Heard } from "../../src/failure/heard.ts";
import { type Circumstances, judge } from "../../src/failure/judge.ts";
import { answered, inMaintenance, originAnswer, REF } from "../clients/failing.ts";

const PASS: Circumstances = {
  hasCredentials: true,
  isProbe: false,
  sentOriginAuth: false,
  sentAccessToken: false,
  upstreamErrors: "pass",
  statusRules: [],
  typedCodesSetStatus: true,
  ref: REF,
};
const DEPENDENCY: Circumstances = { ...PASS, upstreamErrors: "bad_gateway" };

const CHALLENGE = { "www-authenticate": 'Bearer realm="https://packages.example/token"' };

describe("upstream_errors = bad_gateway", () => {
  test.each([
    [400, "bad_request", 502],
    [401, "unauthorized", 502],
    [403, "forbidden", 502],
    [404, "not_found", 502],
    [408, "timeout", 504],
    [409, "conflict", 502],
    [410, "not_found", 502],
    [422, "bad_request", 502],
    [429, "rate_limited", 502],
    [500, "server_error", 502],
    [501, "server_error", 502],
    [503, "overloaded", 502],
    [504, "timeout", 504],
    [522, "timeout", 504],
    [524, "timeout", 504],
    [523, "unreachable", 502],
    [529, "overloaded", 502],
  ])("an origin's %i is still counted as %s and reaches the caller as %i", (status, category, spoken) => {
    const failure = answered(status, { message: "No." }, originAnswer(status), {
      upstreamErrors: "bad_gateway",
    });
    expect(failure).toMatchObject({ category, status: spoken });
  });

  test.each([
    ["the caller's credentials", true],
    ["no credentials", false],
  ])("a challenge to a request with %s is not a step of the caller's protocol", (_name, hasCredentials) => {
    const answer = originAnswer(401, "", CHALLENGE);
    const circumstances = { ...DEPENDENCY, hasCredentials };
    expect(judge({ kind: "answered", answer }, null, circumstances)).toMatchObject({
      category: "unauthorized",
      status: 502,
    });
  });

  test.each<readonly [name: string, cause: Cause, category: string, status: number]>([
    ["a timeout", { kind: "timeout", afterMs: 9_000 }, "timeout", 504],
    ["an origin that can't be reached", { kind: "unreachable", fault: "name_or_tls" }, "unreachable", 502],
    [
      "a mistake that the gateway found",
      { kind: "refused_here", status: 400, says: "No." },
      "bad_request",
      400,
    ],
  ])("%s is judged the same as with pass", (_name, cause, category, status) => {
    expect(judge(cause, null, DEPENDENCY)).toMatchObject({ category, status });
    expect(judge(cause, null, PASS)).toMatchObject({ category, status });
  });

  test.each([
    [500, { code: "not_found" }, "not_found", 502],
    [500, { code: "DEADLINE_EXCEEDED" }, "timeout", 504],
    [403, { code: "RESOURCE_EXHAUSTED" }, "rate_limited", 502],
  ])("a typed code in a %i decides only the category", (status, heard, category, spoken) => {
    const failure = answered(status, heard, originAnswer(status), { upstreamErrors: "bad_gateway" });
    expect(failure).toMatchObject({ category, status: spoken });
  });
});

describe("upstream_errors = pass", () => {
  test("a challenge to a request without credentials is the first step of the protocol", () => {
    const answer = originAnswer(401, "", CHALLENGE);
    const failure = judge({ kind: "answered", answer }, null, { ...PASS, hasCredentials: false });
    expect(failure).toMatchObject({ category: "challenge", status: 401 });
  });

  test.each([
    [500, "invalid_argument", "bad_request", 400],
    [500, "not_found", "not_found", 404],
    [500, "unsupported", "bad_request", 501],
    [502, "not_found", "not_found", 502],
    [503, "invalid_argument", "bad_request", 503],
    [409, "invalid_state", "conflict", 409],
    [500, "unauthenticated", "unauthorized", 500],
  ])(
    "in API formats an origin's %i with the code %s is %s and sent as %i",
    (status, code, category, spoken) => {
      const failure = answered(status, { code }, originAnswer(status), { typedCodesSetStatus: true });
      expect(failure).toMatchObject({ category, status: spoken });
    },
  );

  test.each([
    ["invalid_argument", "bad_request"],
    ["not_found", "not_found"],
    ["unsupported", "bad_request"],
    ["session_reaped", "not_found"],
    ["resource_exhausted", "rate_limited"],
  ])(
    "in package formats an origin's 500 with the code %s is counted as %s and stays 500",
    (code, category) => {
      expect(answered(500, { code })).toMatchObject({ category, status: 500 });
    },
  );
});

describe("a status rule", () => {
  const rule = { name: "gone", when: { reason_contains: "gone" }, status: 410, category: null };

  test("decides status and category, whatever the code says", () => {
    const failure = answered(500, { message: "It is gone.", code: "internal" }, originAnswer(500), {
      statusRules: [rule],
    });
    expect(failure).toMatchObject({ status: 410, category: "not_found", rule: "gone" });
  });

  test("wins over the status that a typed code would give", () => {
    const failure = answered(500, { message: "It is gone.", code: "invalid_argument" }, originAnswer(500), {
      statusRules: [rule],
    });
    expect(failure).toMatchObject({ status: 410, category: "not_found", rule: "gone" });
  });

  test("is not counted once the origin itself sends that status", () => {
    const failure = answered(410, { message: "It is gone." }, originAnswer(410), { statusRules: [rule] });
    expect(failure).toMatchObject({ status: 410, category: "not_found", rule: null });
  });

  test.each([
    [401, "It is gone."],
    [403, "It is gone: the token has expired."],
  ])("does not touch the refusal of the gateway's own credentials: %i %s", (status, message) => {
    const failure = answered(status, { message }, originAnswer(status), {
      statusRules: [rule],
      sentOriginAuth: true,
    });
    expect(failure).toMatchObject({ status: 502, rule: null });
  });
});

describe("on a route with its own credentials", () => {
  const own = { sentOriginAuth: true };

  test.each([
    [401, {}, "unauthorized"],
    [401, { message: "Blocked by policy 7." }, "unauthorized"],
    [403, { message: "The access token expired" }, "forbidden"],
    [403, { code: "invalid_token" }, "unauthorized"],
  ])("a %i about those credentials becomes 502: %o", (status, heard, category) => {
    const failure = answered(status, heard, originAnswer(status), own);
    expect(failure).toMatchObject({ status: 502, category });
    expect(failure.reason).toContain("refused the gateway's own credentials");
  });

  test.each([
    [403, { message: "left-pad is quarantined.", saysBlocked: true }, "blocked"],
    [403, { code: "DENIED", message: "left-pad is quarantined.", saysBlocked: true }, "blocked"],
    [403, { message: "Blocked by policy: invalid signature", saysBlocked: true }, "blocked"],
    [
      403,
      { code: "PROJECTPOLICYVIOLATION", message: "The image is not signed: signature required" },
      "blocked",
    ],
    [402, { message: "The token has expired." }, "forbidden"],
    [404, { message: "No such package." }, "not_found"],
  ])("a %i about what was requested reaches the caller, with its reason: %o", (status, heard, category) => {
    const failure = answered(status, heard, originAnswer(status), own);
    expect(failure).toMatchObject({ status, category, reason: heard.message });
  });

  test("a 403 without any words stays a 403", () => {
    expect(answered(403, {}, originAnswer(403), own)).toMatchObject({ status: 403, reason: null });
  });
});

describe("a 404 to a request that checks whether something exists", () => {
  const answer = (status: number, headers: Record<string, string> = {}) => originAnswer(status, "", headers);
  const rule = { name: "r", when: { status: 404 }, status: null, category: "not_found" } as const;

  test("is a probe, answered like any other 404", () => {
    const failure = answered(404, { message: "No such blob." }, answer(404), { isProbe: true });
    expect(failure).toMatchObject({ category: "probe", status: 404, reason: "No such blob." });
  });

  test.each<[string, number, Category, Partial<Circumstances>, Partial<Heard>, Record<string, string>]>([
    ["with another status", 410, "not_found", {}, {}, {}],
    ["with a server error", 500, "server_error", {}, {}, {}],
    ["with a code that says more", 404, "forbidden", {}, { code: "DENIED" }, {}],
    ["blocked by policy", 404, "blocked", {}, {}, { "x-gitlab-dependency-firewall": "blocked" }],
    ["with a status rule", 404, "not_found", { statusRules: [rule] }, {}, {}],
    ["for a caller that gets another status", 404, "not_found", { upstreamErrors: "bad_gateway" }, {}, {}],
    ["to an ordinary request", 404, "not_found", { isProbe: false }, {}, {}],
  ])("is not a probe %s", (_, status, category, circumstances, heard, headers) => {
    const failure = answered(status, heard, answer(status, headers), { isProbe: true, ...circumstances });
    expect(failure.category).toBe(category);
  });
});

test("maintenance is explained in the operator's words", () => {
  expect(inMaintenance("Back at noon.", 60)).toMatchObject({
    category: "maintenance",
    status: 503,
    reason: "Back at noon.",
    heard: null,
    retryAfterSeconds: 60,
  });
});

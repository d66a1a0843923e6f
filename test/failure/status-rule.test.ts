import { describe, expect, test } from "vitest";
import { FORMAT_NAMES } from "../../src/clients/index.ts";
import { HEARD_NOTHING, type Heard } from "../../src/failure/heard.ts";
import type { StatusRule } from "../../src/failure/status-rule.ts";
import { matchStatusRule } from "../../src/failure/status-rules.ts";
import { hear } from "../../src/origins/index.ts";
import { answered, originAnswer, request } from "../clients/failing.ts";
import { clientFormat } from "../clients/formats.ts";

const MISSING: StatusRule = {
  name: "missing",
  when: { status: 500, reason_contains: "No Such" },
  status: 404,
  category: null,
};
const QUOTA: StatusRule = { name: "quota", when: { code: "E77" }, status: 429, category: null };
const ANY_500: StatusRule = { name: "any", when: { status: 500 }, status: 409, category: null };

function heard(fields: Partial<Heard>): Heard {
  return { ...HEARD_NOTHING, ...fields };
}

describe("the operator's rules", () => {
  test.each([
    ["a text, case-insensitively", [MISSING], 500, { message: "there is no such package" }, "missing"],
    ["the text, but not with another status", [MISSING], 502, { message: "there is no such package" }, null],
    ["no other text", [MISSING], 500, { message: "disk full" }, null],
    ["no missing text", [MISSING], 500, {}, null],
    ["an exact code", [QUOTA], 403, { code: "E77" }, "quota"],
    ["no code in another case", [QUOTA], 403, { code: "e77" }, null],
    ["no missing code", [QUOTA], 403, {}, null],
    ["the first of two rules", [MISSING, ANY_500], 500, { message: "no such package" }, "missing"],
    ["the second of two rules", [MISSING, ANY_500], 500, { message: "disk full" }, "any"],
    ["nothing without rules", [], 500, { message: "disk full" }, null],
  ])("match by %s", (_name, rules, status, fields, expected) => {
    expect(matchStatusRule(rules, status, heard(fields))?.name ?? null).toBe(expected);
  });

  test("match an answer by its status if nothing could be heard", () => {
    expect(matchStatusRule([ANY_500], 500, null)?.name).toBe("any");
    expect(matchStatusRule([QUOTA], 500, null)).toBeNull();
  });

  test.each(FORMAT_NAMES)("apply to %s", (format) => {
    const failure = answered(500, { message: "No such package" }, originAnswer(500), {
      statusRules: [MISSING],
    });
    expect(failure).toMatchObject({ status: 404, category: "not_found", rule: "missing" });
    expect(clientFormat(format).speak(failure, request("/a")).status).toBe(404);
  });
});

describe("boxlite's runner, whose only typed code is in its text", () => {
  function judged(status: number, body: string) {
    const answer = originAnswer(status, body, { "content-type": "application/json; charset=utf-8" });
    return answered(status, hear(answer), answer, { typedCodesSetStatus: true });
  }

  function execFailed(code: number): string {
    const text = `exec failed: failed to start execution: boxlite: the box can't take this (code=${code})`;
    return JSON.stringify({ error: text });
  }

  test.each([
    [2, 404, "not_found", "boxlite-not-found"],
    [3, 409, "conflict", "boxlite-already-exists"],
    [4, 400, "bad_request", "boxlite-invalid-state"],
    [5, 400, "bad_request", "boxlite-invalid-argument"],
    [11, 400, "bad_request", "boxlite-stopped"],
    [13, 501, "bad_request", "boxlite-unsupported"],
    [19, 501, "bad_request", "boxlite-unsupported"],
    [20, 429, "rate_limited", "boxlite-resource-exhausted"],
    [21, 410, "not_found", "boxlite-session-reaped"],
  ])("code %i: %i, %s, counted as %s", (code, status, category, rule) => {
    expect(judged(500, execFailed(code))).toMatchObject({ status, category, rule });
  });

  test.each([
    ["a code for the runner's own trouble", 500, execFailed(1)],
    ["a code for a missing program, which has no status of its own", 500, execFailed(10)],
    ["a code that does not exist", 500, execFailed(99)],
    ["another status", 502, execFailed(2)],
    ["a code in the middle of the text", 500, '{"error":"boxlite: a (code=2) b"}'],
    ["another program's text", 500, '{"error":"git: no repository (code=2)"}'],
    ["a word that only ends in boxlite", 500, '{"error":"notboxlite: gone (code=2)"}'],
    [
      "a typed code in its own member",
      500,
      '{"error":{"code":"internal","message":"boxlite: gone (code=2)"}}',
    ],
  ])("is not corrected for %s", (_name, status, body) => {
    expect(judged(status, body)).toMatchObject({ status, rule: null });
  });

  test("is not corrected in package formats", () => {
    const answer = originAnswer(500, execFailed(2));
    const failure = answered(500, hear(answer), answer);
    expect(failure).toMatchObject({ status: 500, category: "server_error", rule: null });
  });

  test("yields to the operator's own rule", () => {
    const answer = originAnswer(500, execFailed(2));
    const failure = answered(500, hear(answer), answer, {
      statusRules: [ANY_500],
      typedCodesSetStatus: true,
    });
    expect(failure).toMatchObject({ status: 409, rule: "any" });
  });
});

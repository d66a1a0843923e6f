import { describe, expect, test } from "vitest";
import { saysBlocked } from "../../src/failure/policy-words.ts";
import { answered, originAnswer } from "../clients/failing.ts";
import { hearWithHtmlparser2 as hear } from "../origins/scan-with-htmlparser2.ts";
import { BY_POLICY, type LabelledRefusal, NOT_BY_POLICY } from "./policy-refusals.ts";
import { OTHER_TEXTS, TEXTS_BY_POLICY } from "./policy-texts.ts";

function judged({ status, body, headers, phrase }: LabelledRefusal) {
  const answer = originAnswer(status, body, { "content-type": "application/json", ...headers }, phrase);
  return answered(status, hear(answer), answer);
}

describe("a refusal by policy is blocked, with the origin's status", () => {
  test.each(BY_POLICY)("$product: $status", (refusal) => {
    expect(judged(refusal)).toMatchObject({ category: "blocked", status: refusal.status });
  });
});

describe("a refusal for another reason is what it was", () => {
  test.each(NOT_BY_POLICY)("$product: $status", (refusal) => {
    expect(judged(refusal).category).not.toBe("blocked");
  });
});

describe("words of a policy", () => {
  test.each(TEXTS_BY_POLICY)("%s", (text) => expect(saysBlocked(text)).toBe(true));
});

describe("words of another reason", () => {
  test.each(OTHER_TEXTS)("%s", (text) => expect(saysBlocked(text)).toBe(false));
});

test("statuses that are about the caller are no policy's, whatever the words", () => {
  for (const status of [401, 407, 429])
    expect(judged({ product: "any", status, body: '{"error":"Blocked by policy."}' }).category).not.toBe(
      "blocked",
    );
});

test("an operator's rule says more than the words", () => {
  const rule = { name: "r", when: { status: 403 }, status: 404, category: "not_found" } as const;
  const answer = originAnswer(403, "Blocked by policy.");
  expect(answered(403, hear(answer), answer, { statusRules: [rule] })).toMatchObject({
    category: "not_found",
    status: 404,
  });
});

test("a rule that corrects the status alone leaves a block what it is", () => {
  const rule = { name: "r", when: { status: 412 }, status: 403, category: null };
  const answer = originAnswer(412, "Blocked by policy.");
  expect(answered(412, hear(answer), answer, { statusRules: [rule] })).toMatchObject({
    category: "blocked",
    status: 403,
    rule: "r",
  });
});

test("with upstream_errors = bad_gateway a block is 502", () => {
  const answer = originAnswer(403, "Blocked by policy.");
  expect(answered(403, hear(answer), answer, { upstreamErrors: "bad_gateway" })).toMatchObject({
    category: "blocked",
    status: 502,
  });
});

import { describe, expect, test } from "vitest";
import type { Circumstances } from "../../src/failure/judge.ts";
import { saysBlocked } from "../../src/failure/policy-words.ts";
import { hearPolicy } from "../../src/response/hear-answer.ts";
import { answered, originAnswer } from "../clients/failing.ts";
import { hearWithHtmlparser2 as hear } from "../origins/scan-with-htmlparser2.ts";
import { BLOCKED_BY_FILTER, REFUSED_IN_FRONT } from "./filter-refusals.ts";
import type { LabelledRefusal } from "./labelled-refusal.ts";
import { OTHER_TEXTS } from "./other-texts.ts";
import { BLOCKED_BY_REGISTRY } from "./policy-refusals.ts";
import { TEXTS_BY_POLICY } from "./policy-texts.ts";
import { REFUSED_BY_REGISTRY } from "./registry-refusals.ts";
import { REFUSED_BY_SERVICE } from "./service-refusals.ts";

const BY_POLICY = [...BLOCKED_BY_REGISTRY, ...BLOCKED_BY_FILTER];
const NOT_BY_POLICY = [...REFUSED_BY_REGISTRY, ...REFUSED_BY_SERVICE, ...REFUSED_IN_FRONT];

async function judged(
  { status, body, headers, phrase }: LabelledRefusal,
  circumstances: Partial<Circumstances> = {},
) {
  const answer = originAnswer(status, body, { "content-type": "application/json", ...headers }, phrase);
  return answered(status, await hearPolicy(answer, hear(answer)), answer, circumstances);
}

describe("a refusal by policy is blocked, with the origin's status", () => {
  test.each(BY_POLICY)("$product: $status", async (refusal) => {
    expect(await judged(refusal)).toMatchObject({ category: "blocked", status: refusal.status });
  });
});

describe("a refusal for another reason is not blocked", () => {
  test.each(NOT_BY_POLICY)("$product: $status", async (refusal) => {
    expect((await judged(refusal)).category).not.toBe("blocked");
  });
});

describe("words of a policy", () => {
  test.each(TEXTS_BY_POLICY)("%s", (text) => expect(saysBlocked(text)).toBe(true));
});

describe("words of another reason", () => {
  test.each(OTHER_TEXTS)("%s", (text) => expect(saysBlocked(text)).toBe(false));
});

const BLOCKED: LabelledRefusal = { product: "any", status: 403, body: '{"error":"Blocked by policy."}' };

test.each([401, 407, 429])("a %i is about the caller, whatever the words", async (status) => {
  expect((await judged({ ...BLOCKED, status })).category).not.toBe("blocked");
});

test("an operator's rule wins over the words", async () => {
  const rule = { name: "r", when: { status: 403 }, status: 404, category: "not_found" } as const;
  expect(await judged(BLOCKED, { statusRules: [rule] })).toMatchObject({
    category: "not_found",
    status: 404,
  });
});

test("a rule that only corrects the status leaves a block a block", async () => {
  const rule = { name: "r", when: { status: 412 }, status: 403, category: null };
  const failure = await judged({ ...BLOCKED, status: 412 }, { statusRules: [rule] });
  expect(failure).toMatchObject({ category: "blocked", status: 403, rule: "r" });
});

test("with upstream_errors = bad_gateway a block is 502", async () => {
  const failure = await judged(BLOCKED, { upstreamErrors: "bad_gateway" });
  expect(failure).toMatchObject({ category: "blocked", status: 502 });
});

test("what is read of a refusal is bounded", async () => {
  const far = `${"Nothing else. ".repeat(100)}Blocked by policy.`;
  expect((await judged({ ...BLOCKED, body: JSON.stringify({ message: far }) })).category).toBe("forbidden");
});

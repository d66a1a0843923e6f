/** An SDK raises the same through the gateway as directly at the origin. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { REFUSALS, type Refusal, refusing, type StreamEnd, streaming } from "./answers.ts";
import { callNode } from "./node-sdks.ts";
import { CALLS, type Outcome, type Task, type Vendor } from "./outcome.ts";
import { callPython, missingPythonSdks, PREPARING_MAX_MS } from "./python-sdks.ts";
import { Stage, type Way } from "./stage.ts";

const VENDORS: readonly Vendor[] = ["openai", "anthropic"];
const WAYS: readonly Way[] = ["direct", "through"];

let stage: Stage;
let missing: string | null = null;

beforeAll(async () => {
  [stage, missing] = await Promise.all([Stage.open(), missingPythonSdks()]);
}, PREPARING_MAX_MS);

afterAll(() => stage.close());

interface Case {
  readonly vendor: Vendor;
  readonly call: string;
  readonly name: string;
  readonly refusal: Refusal | null;
}

const REFUSED: readonly Case[] = VENDORS.flatMap((vendor) =>
  CALLS[vendor].flatMap((call) =>
    REFUSALS[vendor].map((refusal) => ({
      vendor,
      call,
      name: `${vendor}-${call}-${refusal.status}`,
      refusal,
    })),
  ),
);

const STREAM_ENDS: readonly StreamEnd[] = ["ends", "fails"];
const STREAMED: readonly (Case & { readonly end: StreamEnd })[] = VENDORS.flatMap((vendor) =>
  CALLS[vendor]
    .filter((call) => call.endsWith("-stream"))
    .flatMap((call) =>
      STREAM_ENDS.map((end) => ({ vendor, call, name: `${vendor}-${call}-${end}`, refusal: null, end })),
    ),
);

function taskOf({ vendor, call, name }: Case, way: Way, sdk: string): Task {
  return { vendor, call, url: stage.url(way, vendor, `${sdk}-${name}`), maxRetries: 0 };
}

function script(sdk: string): void {
  for (const { vendor, name, refusal } of REFUSED) {
    if (refusal !== null) stage.on(`${sdk}-${name}`, refusing(vendor, refusal.status));
  }
  for (const { call, name, end } of STREAMED) stage.on(`${sdk}-${name}`, streaming(call, end));
}

function expectOneRequestEach(sdk: string, name: string): void {
  expect(WAYS.map((way) => stage.requests(way, `${sdk}-${name}`))).toEqual([1, 1]);
}

/** The class that both SDKs of a vendor use for a status, in the pinned versions. */
const OPENAI_CLASSES: Readonly<Record<number, string>> = {
  400: "BadRequestError",
  401: "AuthenticationError",
  403: "PermissionDeniedError",
  404: "NotFoundError",
  409: "ConflictError",
  422: "UnprocessableEntityError",
  429: "RateLimitError",
  500: "InternalServerError",
  503: "InternalServerError",
  529: "InternalServerError",
};

describe("Node", () => {
  beforeAll(() => script("node"));

  test.concurrent.each(REFUSED)("$name", async (each) => {
    const direct = await callNode(taskOf(each, "direct", "node"));
    const { headers, ...through } = await callNode(taskOf(each, "through", "node"));
    expect(through).toEqual({ ...direct, headers: undefined });
    expect(through.status).toBe(each.refusal?.status);
    if (each.vendor === "openai")
      expect(through.raised).toBe(OPENAI_CLASSES[through.status ?? 0] ?? "APIError");
    expect(through.message).toContain("größer");
    expect(through.requestId).toBe("req_box");
    expect(headers?.get("x-outspoken")).toBe(each.refusal?.category);
    expectOneRequestEach("node", each.name);
  });

  test.concurrent.each(STREAMED)("$name", async (each) => {
    const direct = await callNode(taskOf(each, "direct", "node"));
    const through = await callNode(taskOf(each, "through", "node"));
    expect(withoutHeaders(through)).toEqual(withoutHeaders(direct));
    expectStream(through, each.end);
    expectOneRequestEach("node", each.name);
  });
});

describe("Python", () => {
  const outcomes = new Map<string, Outcome>();

  beforeAll(async () => {
    if (missing !== null) return;
    script("python");
    const cases = [...REFUSED, ...STREAMED].flatMap((each) => WAYS.map((way) => ({ each, way })));
    const got = await callPython(cases.map(({ each, way }) => taskOf(each, way, "python")));
    for (const [index, { each, way }] of cases.entries()) {
      const outcome = got[index];
      if (outcome !== undefined) outcomes.set(`${way} ${each.name}`, outcome);
    }
  }, PREPARING_MAX_MS);

  test.for(REFUSED)("$name", (each, { skip }) => {
    if (missing !== null) skip(missing);
    const through = outcomes.get(`through ${each.name}`);
    expect(through).toEqual(outcomes.get(`direct ${each.name}`));
    expect(through?.status).toBe(each.refusal?.status);
    if (each.vendor === "openai")
      expect(through?.raised).toBe(OPENAI_CLASSES[through?.status ?? 0] ?? "APIStatusError");
    expect(through?.message).toContain("größer");
    expect(through?.requestId).toBe("req_box");
    expectOneRequestEach("python", each.name);
  });

  test.for(STREAMED)("$name", (each, { skip }) => {
    if (missing !== null) skip(missing);
    const through = outcomes.get(`through ${each.name}`);
    expect(through).toEqual(outcomes.get(`direct ${each.name}`));
    if (through !== undefined) expectStream(through, each.end);
    expectOneRequestEach("python", each.name);
  });
});

function withoutHeaders<Seen extends { readonly headers: unknown }>({ headers: _, ...outcome }: Seen) {
  return outcome;
}

function expectStream(outcome: Outcome, end: StreamEnd): void {
  if (end === "fails") expect(outcome.message).toContain("ran out of memory");
  else expect(outcome.raised).toBeNull();
  expect(outcome.events).toBeGreaterThanOrEqual(10);
}

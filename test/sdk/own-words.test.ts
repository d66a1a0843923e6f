/** The gateway's own errors are exceptions like the vendor's own, and are not multiplied by retries. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type StreamEnd, streaming } from "./answers.ts";
import { callNode } from "./node-sdks.ts";
import { CALLS, type Outcome, type Task, type Vendor } from "./outcome.ts";
import { callPython, missingPythonSdks, PREPARING_MAX_MS } from "./python-sdks.ts";
import { Stage } from "./stage.ts";

let stage: Stage;
let missing: string | null = null;

beforeAll(async () => {
  [stage, missing] = await Promise.all([Stage.open(), missingPythonSdks()]);
}, PREPARING_MAX_MS);

afterAll(() => stage.close());

const VENDORS: readonly Vendor[] = ["openai", "anthropic"];
const ALL_CALLS = VENDORS.flatMap((vendor) => CALLS[vendor].map((call) => ({ vendor, call })));
const POSTS = ALL_CALLS.filter(({ call }) => call !== "models");
/** With a dead origin, workerd answers an upload at once and closes on the rest of it: which comes first is chance. */
const DEAD_CALLS = ALL_CALLS.filter(({ call }) => call !== "edits");
const STREAMS = ALL_CALLS.filter(({ call }) => call.endsWith("-stream"));

interface Case {
  readonly vendor: Vendor;
  readonly call: string;
}

/** The exception contains `words`; Anthropic's SDK for Node shows the whole envelope, Python's a part of it. */
function expectWords({ vendor }: Case, outcome: Outcome, words: RegExp, type: string): void {
  expect(outcome.message).toMatch(words);
  expect(outcome.type).toBe(type);
  if (vendor === "openai") expect(outcome.param).toBeNull();
}

const SILENT = /did not answer within 1\.5 seconds\. Reference: [a-z]{8,16}/;
const DEAD = /could not be reached\. Reference: [a-z]{8,16}/;
const BROKEN = /broke off in the middle of its answer\. Reference: ([a-z]{8,16})/;

const TIMEOUT_TYPE: Readonly<Record<Vendor, string>> = { openai: "api_error", anthropic: "timeout_error" };

/** Both SDKs of both vendors retry twice by default. */
const BY_DEFAULT = 2;

function silentTask({ vendor, call }: Case, sdk: string): Task {
  const name = `${sdk}-${call}-silent`;
  stage.on(name, (exchange) => exchange.closes());
  return {
    vendor,
    call,
    url: stage.url("through", vendor, name, `impatient-${vendor}`),
    maxRetries: BY_DEFAULT,
  };
}

function deadTask({ vendor, call }: Case, maxRetries = 0): Task {
  return { vendor, call, url: stage.url("through", vendor, "dead", `dead-${vendor}`), maxRetries };
}

function brokenTask({ vendor, call }: Case, sdk: string, how: StreamEnd): Task {
  const name = `${sdk}-${call}-${how}`;
  stage.on(name, streaming(call, how));
  return { vendor, call, url: stage.url("through", vendor, name), maxRetries: BY_DEFAULT };
}

function expectSilent(each: Case, outcome: Outcome, sdk: string): void {
  expect(outcome.status).toBe(504);
  expectWords(each, outcome, SILENT, TIMEOUT_TYPE[each.vendor]);
  if (each.vendor === "openai") expect(outcome.code).toBe("timeout");
  expect(stage.requests("through", `${sdk}-${each.call}-silent`)).toBe(1);
}

function expectDead(each: Case, outcome: Outcome): void {
  expect(outcome.status).toBe(502);
  expectWords(each, outcome, DEAD, "api_error");
  if (each.vendor === "openai") expect(outcome.code).toBe("unreachable");
}

/** The exception of a stream that broke off, with ten events before it, never retried and counted once. */
async function expectBroken(each: Case, outcome: Outcome, sdk: string, how: StreamEnd): Promise<void> {
  expectWords(each, outcome, BROKEN, "api_error");
  if (each.vendor === "openai") expect(outcome.code).toBe("unreachable");
  expect(outcome.events).toBeGreaterThanOrEqual(10);
  expect(stage.requests("through", `${sdk}-${each.call}-${how}`)).toBe(1);
  const [, ref = ""] = BROKEN.exec(outcome.message ?? "") ?? [];
  const line = await stage.gateway.log.line({ event: "failure", ref });
  expect(line).toMatchObject({
    category: "unreachable",
    cause: "unreachable",
    status: 200,
    format: each.vendor,
  });
  expect(line.client).toBe(`${each.vendor}-${sdk}`);
  expect(stage.gateway.log.matching({ ref })).toHaveLength(1);
}

const BREAKS: readonly StreamEnd[] = ["breaks", "breaks-in-an-event", "stops"];
const BROKEN_STREAMS = STREAMS.flatMap((each) => BREAKS.map((how) => ({ ...each, how })));

describe("Node", () => {
  test.concurrent.each(POSTS)("a silent origin gets one request: $vendor $call", async (each) => {
    expectSilent(each, await callNode(silentTask(each, "node")), "node");
  });

  test.concurrent.each(DEAD_CALLS)("a dead origin: $vendor $call", async (each) => {
    expectDead(each, await callNode(deadTask(each)));
  });

  test.concurrent.each(VENDORS)(
    "a dead origin gets a second request after Retry-After: %s",
    async (vendor) => {
      const call = vendor === "openai" ? "embeddings" : "count-tokens";
      const route = `dead-again-${vendor}`;
      const url = stage.url("through", vendor, "dead", route);
      const outcome = await callNode({ vendor, call, url, maxRetries: 1 });
      expectDead({ vendor, call }, outcome);
      expect([outcome.headers?.get("x-should-retry"), outcome.headers?.get("retry-after")]).toEqual([
        "true",
        "8",
      ]);
      await stage.gateway.log.line({ event: "failure", ref: outcome.headers?.get("x-outspoken-ref") ?? "" });
      expect(stage.gateway.log.matching({ route, category: "unreachable" })).toHaveLength(2);
    },
  );

  test.concurrent.each(BROKEN_STREAMS)("a stream that $how: $vendor $call", async (each) => {
    await expectBroken(each, await callNode(brokenTask(each, "node", each.how)), "node", each.how);
  });
});

describe("Python", () => {
  const outcomes: Outcome[] = [];

  beforeAll(async () => {
    if (missing !== null) return;
    const tasks = [
      ...POSTS.map((each) => silentTask(each, "python")),
      ...DEAD_CALLS.map((each) => deadTask(each)),
      ...BROKEN_STREAMS.map((each) => brokenTask(each, "python", each.how)),
    ];
    outcomes.push(...(await callPython(tasks)));
  }, PREPARING_MAX_MS);

  function outcomeOf(index: number): Outcome {
    const outcome = outcomes[index];
    if (outcome === undefined) throw new Error("no outcome");
    return outcome;
  }

  test.for(POSTS)("a silent origin gets one request: $vendor $call", (each, { skip }) => {
    if (missing !== null) skip(missing);
    expectSilent(each, outcomeOf(POSTS.indexOf(each)), "python");
  });

  test.for(DEAD_CALLS)("a dead origin: $vendor $call", (each, { skip }) => {
    if (missing !== null) skip(missing);
    expectDead(each, outcomeOf(POSTS.length + DEAD_CALLS.indexOf(each)));
  });

  test.for(BROKEN_STREAMS)("a stream that $how: $vendor $call", async (each, { skip }) => {
    if (missing !== null) skip(missing);
    const index = POSTS.length + DEAD_CALLS.length + BROKEN_STREAMS.indexOf(each);
    await expectBroken(each, outcomeOf(index), "python", each.how);
  });
});

/** An SDK sends as many requests through the gateway as directly to the origin, and fewer if retries are useless. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Script } from "../sockets/exchange.ts";
import { refusing } from "./answers.ts";
import { callNode } from "./node-sdks.ts";
import type { Task, Vendor } from "./outcome.ts";
import { callPython, missingPythonSdks, PREPARING_MAX_MS } from "./python-sdks.ts";
import { Stage, type Way } from "./stage.ts";

let stage: Stage;
let missing: string | null = null;

beforeAll(async () => {
  [stage, missing] = await Promise.all([Stage.open(), missingPythonSdks()]);
}, PREPARING_MAX_MS);

afterAll(() => stage.close());

interface Case {
  readonly name: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Requests that reach the origin, directly and through the gateway. */
  readonly direct: number;
  readonly through: number;
}

const CASES: readonly Case[] = [
  ...[400, 401, 403, 404, 413, 422].map((status) => ({
    name: `refused-${status}`,
    status,
    direct: 1,
    through: 1,
  })),
  ...[408, 409, 429, 500, 502, 503, 529].map((status) => ({
    name: `again-${status}`,
    status,
    direct: 3,
    through: 3,
  })),
  { name: "forbidden-to-repeat", status: 429, headers: { "X-Should-Retry": "false" }, direct: 1, through: 1 },
  { name: "asked-to-repeat", status: 400, headers: { "X-Should-Retry": "true" }, direct: 3, through: 3 },
  // The origin has already used up its time: the gateway prevents waiting for it three times.
  { name: "origin-timed-out", status: 504, direct: 3, through: 1 },
  { name: "origin-timed-out-at-the-edge", status: 524, direct: 3, through: 1 },
];

const CALL: Readonly<Record<Vendor, string>> = { openai: "embeddings", anthropic: "count-tokens" };
const VENDORS: readonly Vendor[] = ["openai", "anthropic"];
const WAYS: readonly Way[] = ["direct", "through"];
const ALL = VENDORS.flatMap((vendor) => CASES.map((each) => ({ ...each, vendor })));

function scriptOf({ vendor, status, headers }: Case & { readonly vendor: Vendor }): Script {
  return refusing(vendor, status, headers);
}

function tasksOf(each: Case & { readonly vendor: Vendor }, sdk: string): Task[] {
  const { vendor, name } = each;
  stage.on(nameOf(each, sdk), scriptOf(each));
  return WAYS.map((way) => ({
    vendor,
    call: CALL[vendor],
    url: stage.url(way, vendor, nameOf({ vendor, name }, sdk)),
    maxRetries: 2,
  }));
}

function nameOf({ vendor, name }: { readonly vendor: Vendor; readonly name: string }, sdk: string): string {
  return `${sdk}-${vendor}-${name}`;
}

function expectRequests(each: Case & { readonly vendor: Vendor }, sdk: string): void {
  const seen = WAYS.map((way) => stage.requests(way, nameOf(each, sdk)));
  expect(seen).toEqual([each.direct, each.through]);
}

describe("Node", () => {
  test.concurrent.each(ALL)("$vendor $name", async (each) => {
    await Promise.all(tasksOf(each, "node").map(callNode));
    expectRequests(each, "node");
  });
});

describe("Python", () => {
  beforeAll(async () => {
    if (missing === null) await callPython(ALL.flatMap((each) => tasksOf(each, "python")));
  }, PREPARING_MAX_MS);

  test.for(ALL)("$vendor $name", (each, { skip }) => {
    if (missing !== null) skip(missing);
    expectRequests(each, "python");
  });
});

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CALLS } from "../../src/console/api/requests.ts";
import { openApiDocument } from "../../src/console/openapi/document.ts";
import { ConsoleGateway } from "./gateway.ts";

const FILE = fileURLToPath(new URL("../../src/console/openapi.json", import.meta.url).href);
const stored: unknown = JSON.parse(readFileSync(FILE, "utf8"));

test("the OpenAPI file is up to date (npm run openapi)", () => {
  expect(stored).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
});

/** Every member of a value, with its path. */
function* members(value: unknown, path = ""): Generator<readonly [path: string, value: unknown]> {
  yield [path, value];
  if (typeof value !== "object" || value === null) return;
  for (const [key, member] of Object.entries(value)) yield* members(member, `${path}/${key}`);
}

const all = new Map(members(stored));

test("every reference resolves", () => {
  const references = [...all].filter(([path]) => path.endsWith("/$ref"));
  expect(references.length).toBeGreaterThan(20);
  const lost = references.filter(([, to]) => typeof to !== "string" || !all.has(to.replace(/^#/, "")));
  expect(lost).toEqual([]);
});

test("every operation has a summary, and every parameter a description", () => {
  const operations = [...all].filter(([path]) => /^\/paths\/[^"]*\/(?:get|put|post|delete)$/.test(path));
  const ids = operations.map(([path]) => all.get(`${path}/operationId`));
  expect(ids.toSorted()).toEqual(Object.keys(CALLS).toSorted());
  expect(operations.filter(([path]) => !all.get(`${path}/summary`))).toEqual([]);
  const parameters = [...all].filter(([path, value]) => path.endsWith("/in") && value !== "cookie");
  expect(parameters.filter(([path]) => !all.get(path.replace(/in$/, "description")))).toEqual([]);
});

describe("the gateway", () => {
  let gateway: ConsoleGateway;

  beforeAll(async () => {
    gateway = await ConsoleGateway.start();
  });

  afterAll(() => gateway.close());

  test("serves the file", async () => {
    const response = await gateway.askWithToken("/api/openapi.json");
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(await response.json()).toEqual(stored);
  });

  test.each(Object.entries(CALLS))("knows the call %s", async (_name, { method, path }) => {
    const response = await gateway.askWithToken(
      `/api${path.replace(":ref", "zzzzzzzzzz").replace(":route", "npm")}`,
      {
        method: method.toUpperCase(),
      },
    );
    expect(await response.text()).not.toContain("no such call");
  });
});

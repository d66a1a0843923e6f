/** What the API refuses, each refusal a problem document: wrong fields, unknown paths, methods, and no store. */
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { problem } from "../../src/console/openapi/schemas.ts";
import { CalledGateway } from "./api-calls.ts";
import { ConsoleGateway } from "./gateway.ts";

let called: CalledGateway;

beforeAll(async () => {
  called = await CalledGateway.start();
});

afterAll(() => called.close());

describe("a wrong field is named, with what it wants", () => {
  const WRONG: readonly (readonly [path: string, field: string])[] = [
    ["/failures?limit=0", "limit"],
    ["/failures?limit=201", "limit"],
    ["/failures?limit=ten", "limit"],
    ["/failures?limit=1e2", "limit"],
    ["/failures?since=yesterday", "since"],
    ["/failures?since=2026-13-01T00:00:00Z", "since"],
    ["/failures?since=2026-08-22", "since"],
    ["/failures?until=2020-01-01T00:00:00Z&since=2020-01-02T00:00:00Z", "since"],
    ["/failures?until=2026-01-01T00:00:00Z&since=2020-01-01T00:00:00Z", "since"],
    ["/failures?category=wrong", "category"],
    ["/failures?format=cobol", "format"],
    ["/failures?route=' OR 1=1 --", "route"],
    ["/failures?client=x' OR 'a'='a", "client"],
    ["/failures?client=x\\", "client"],
    ["/failures?origin_host=a/b", "origin_host"],
    ["/failures?mode=off", "mode"],
    ["/failures?reason=a\nb", "reason"],
    ["/failures?from=2026-08-22", "from"],
    ["/failures.csv?limit=5001", "limit"],
    ["/failures.csv?since=yesterday", "since"],
    ["/origins?limit=0", "limit"],
    ["/failures?cursor=1", "cursor"],
    ["/failures?cursor=1.x'y", "cursor"],
    ["/failures?sort=asc", "sort"],
    ["/failures/bc'd", "ref"],
    ["/failures/0b5f6a2e", "ref"],
    ["/counts?by=reason", "by.0"],
    ["/counts?by=", "by.0"],
    ["/counts?limit=1001", "limit"],
    ["/counts/over-time?step_seconds=59", "step_seconds"],
    ["/reasons?limit=-1", "limit"],
  ];

  test.each(WRONG)("%s: %s", async (path, field) => {
    const said = await called.refusal(encodeURI(path));
    expect(said.status).toBe(400);
    expect(said.errors?.map((error) => error.field)).toEqual([field]);
    expect(said.detail).toContain(`${field} `);
  });

  test("every wrong field is named", async () => {
    const said = await called.refusal("/failures?limit=0&category=x&foo=1");
    expect(said.errors?.map(({ field }) => field).toSorted()).toEqual(["category", "foo", "limit"]);
  });
});

describe("what does not exist is 404", () => {
  test.each(["/failures/zzzzzzzzzz", "/nothing", "/counts/nothing"])("%s", async (path) => {
    expect((await called.refusal(path)).status).toBe(404);
  });
});

describe("a method that a call does not support is 405, with those it supports", () => {
  test.each([
    ["DELETE", "/failures", "GET, HEAD"],
    ["POST", "/failures.csv", "GET, HEAD"],
    ["PATCH", "/switches/npm", "PUT, DELETE"],
    ["GET", "/try-out", "POST"],
  ])("%s %s", async (method, path, allow) => {
    const response = await called.gateway.askWithToken(`/api${path}`, { method });
    expect([response.status, response.headers.get("allow")]).toEqual([405, allow]);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
  });
});

describe("without a store", () => {
  test.each(["/failures", "/failures/zzzzzzzzzz", "/counts", "/counts/over-time", "/reasons", "/packages"])(
    "%s is 503 and names what to set",
    async (path) => {
      const bare = await ConsoleGateway.start({ variables: { LOCAL_STORE: "" } });
      const said = v.parse(problem, await bare.api(path));
      expect(said.status).toBe(503);
      expect(said.detail).toContain("ACCOUNT_ID");
      expect(said.detail).toContain("ANALYTICS_TOKEN");
      await bare.close();
    },
  );
});

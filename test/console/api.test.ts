/** What the API reads back: failures one by one and as CSV, counts, origins, and a search. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CalledGateway } from "./api-calls.ts";

let called: CalledGateway;

beforeAll(async () => {
  called = await CalledGateway.start();
});

afterAll(() => called.close());

describe("failures can be read back", () => {
  test("newest first, as they were counted", async () => {
    const { failures, next_cursor } = await called.answer("listFailures", "/failures");
    expect(new Set(failures.map(({ ref }) => ref))).toEqual(new Set(called.refs));
    expect(next_cursor).toBeNull();
    expect(failures.find(({ ref }) => ref === called.refs[0])).toMatchObject({
      route: "npm",
      category: "forbidden",
      format: "npm",
      client: "npm",
      client_version: "11.19.1",
      method: "GET",
      cause: "answered",
      origin_host: "service:REGISTRY",
      reason: "Package protected.",
      status: 403,
      origin_status: 403,
      package: "",
      version: "",
      mode: "on",
      stands_for: 1,
    });
  });

  test("one by its reference", async () => {
    const found = await called.answer("getFailure", `/failures/${called.refs[2]}`);
    expect(found).toMatchObject({
      ref: called.refs[2],
      category: "not_found",
      client: "pnpm",
      reason: "Not here.",
    });
  });

  test.each([
    ["route=go", 1],
    ["category=forbidden", 2],
    ["client=pnpm", 1],
    ["format=npm", 3],
    ["route=npm&category=not_found", 1],
    ["route=nothing", 0],
    ["category=challenge", 1],
    ["origin_host=service:REGISTRY", 4],
    ["origin_host=other.example:8443", 0],
    ["mode=on", 4],
    ["mode=observe", 0],
    ["reason=Package protected.", 2],
    ['reason=It\'s "broken"', 0],
    ["reason=", 0],
    ["until=2020-01-02T00:00:00Z&since=2020-01-01T00:00:00Z", 0],
  ])("filtered by %s: %i", async (query, count) => {
    expect((await called.answer("listFailures", `/failures?${query}`)).failures).toHaveLength(count);
  });

  test("in pages, each failure once", async () => {
    const seen: string[] = [];
    let query = "?limit=1";
    for (let page = 0; page < 10; page += 1) {
      const { failures, next_cursor } = await called.answer("listFailures", `/failures${query}`);
      seen.push(...failures.map(({ ref }) => ref));
      if (next_cursor === null) break;
      query = `?limit=1&cursor=${encodeURIComponent(next_cursor)}`;
    }
    expect(seen.toSorted()).toEqual(called.refs.toSorted());
  });
});

describe("failures as CSV", () => {
  async function csv(
    query: string,
  ): Promise<{ readonly lines: readonly string[]; readonly next: string | null }> {
    const response = await called.gateway.askWithToken(`/api/failures.csv${query}`);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
    expect(response.headers.get("content-disposition")).toContain("attachment");
    const text = await response.text();
    expect(text.endsWith("\r\n")).toBe(true);
    return { lines: text.slice(0, -2).split("\r\n"), next: response.headers.get("link") };
  }

  test("have a header line with the fields, and one line each", async () => {
    const { lines, next } = await csv("?route=npm");
    expect(lines[0]).toMatch(/^at,stands_for,route,category,format,client,/);
    expect(lines).toHaveLength(4);
    expect(lines.filter((line) => line.includes('"Package protected."'))).toHaveLength(2);
    expect(next).toBeNull();
  });

  test("continue where the first part ends", async () => {
    const first = await csv("?limit=3");
    expect(first.lines).toHaveLength(4);
    const [, query = ""] = /^<(\?[^>]*)>; rel="next"$/.exec(first.next ?? "") ?? [];
    const second = await csv(query);
    expect(second.lines).toHaveLength(2);
    expect(second.next).toBeNull();
    expect(new Set([...first.lines, ...second.lines]).size).toBe(5);
  });
});

describe("origins", () => {
  test("are counted by how they failed", async () => {
    const { origins } = await called.answer("listOrigins", "/origins");
    expect(origins).toEqual([
      {
        origin_host: "service:REGISTRY",
        ...{ failures: 4, answered: 4, server_errors: 1, timeout: 0, unreachable: 0, aborted: 0, served: 0 },
        p95_ms: expect.any(Number),
        max_ms: expect.any(Number),
        last_at: expect.any(String),
        last_outage: null,
      },
    ]);
    const { groups } = await called.answer("countFailures", "/counts?by=origin_host,cause");
    expect(groups).toEqual([{ origin_host: "service:REGISTRY", cause: "answered", failures: 4 }]);
  });
});

describe("failures are counted", () => {
  test("by category by default", async () => {
    const { groups } = await called.answer("countFailures", "/counts");
    expect(groups).toEqual([
      { category: "forbidden", failures: 2 },
      { category: "not_found", failures: 1 },
      { category: "server_error", failures: 1 },
    ]);
  });

  test("by several dimensions", async () => {
    const { groups } = await called.answer("countFailures", "/counts?by=route,category,client&limit=2");
    expect(groups).toEqual([
      { route: "npm", category: "forbidden", client: "npm", failures: 2 },
      { route: "go", category: "server_error", client: "go", failures: 1 },
    ]);
  });

  test("over time", async () => {
    const { counts, step_seconds } = await called.answer(
      "countFailuresOverTime",
      "/counts/over-time?step_seconds=86400",
    );
    expect(step_seconds).toBe(86_400);
    const total = counts.reduce((sum, { failures }) => sum + failures, 0);
    expect(total).toBe(4);
    for (const { at } of counts) expect(Date.parse(at) % 86_400_000).toBe(0);
  });

  test("by reason, the most frequent first", async () => {
    const { reasons } = await called.answer("listReasons", "/reasons");
    expect(reasons[0]).toMatchObject({ category: "forbidden", reason: "Package protected.", failures: 2 });
  });
});

describe("a search", () => {
  test("finds what a terminal prints, and lists what was understood", async () => {
    const q =
      "npm error code E403\nnpm error 403 403 Forbidden - GET http://packages.example/npm/x - Package protected.";
    const { understood, results } = await called.answer("search", `/search?q=${encodeURIComponent(q)}`);
    expect(understood).toContainEqual({ what: "client", value: "npm" });
    expect(understood).toContainEqual({ what: "status", value: "403" });
    expect(results[0]).toMatchObject({ reason: "Package protected.", client: "npm", failures: 2 });
    expect(results[0]?.why).toEqual(
      expect.arrayContaining(['words "package protected"', "client npm", "status 403"]),
    );
  });

  test.each(["?!", "zzzz no such words"])(
    "for %s finds nothing and answers with an empty list",
    async (q) => {
      expect((await called.answer("search", `/search?q=${encodeURIComponent(q)}`)).results).toEqual([]);
    },
  );

  test.each([
    ["/search", "q"],
    ["/search?q=", "q"],
    [`/search?q=${"x".repeat(4_001)}`, "q"],
    ["/search?q=x&limit=51", "limit"],
    ["/search?q=x&query=y", "query"],
  ])("%.20s is refused: %s is wrong", async (path, field) => {
    expect((await called.refusal(path)).errors?.map((error) => error.field)).toEqual([field]);
  });

  test("a posted text leads to an address without its secrets, a lone reference to its failure", async () => {
    const post = async (q: string) => {
      const init = {
        method: "POST",
        body: new URLSearchParams({ q }).toString(),
        headers: { "content-type": "application/x-www-form-urlencoded" },
      };
      const response = await called.gateway.askWithToken("/search", init);
      return [response.status, decodeURIComponent(response.headers.get("location") ?? "")];
    };
    expect(await post("npm error\n  ghp_0123456789abcdefghijklmnopqrstuvwxyzAB no")).toEqual([
      303,
      expect.stringMatching(/^\/-\/outspoken\/search\?q=npm\+error\n(?!.*ghp_).*\+no$/),
    ]);
    expect(await post(" Reference: bcdfghjkmn. ")).toEqual([303, "/-/outspoken/failures/bcdfghjkmn"]);
    expect((await post("漢".repeat(7_000)))[0]).toBe(303);
  });
});

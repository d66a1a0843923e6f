import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ANSWERS, problem } from "../../src/console/openapi/schemas.ts";
import { isPageShape, SHAPE_NAMES } from "../../src/console/try-out/origin-shapes.ts";
import { ConsoleGateway, form, TOKEN } from "./gateway.ts";

const NPM = "npm/11.19.1 node/v24.1.0 linux x64 workspaces/false";
const PNPM = "pnpm/11.22.0 npm/? node/v24.1.0 linux x64";
const GO = "Go-http-client/1.1";

let gateway: ConsoleGateway;
/** References in the order of their failures. */
const refs: string[] = [];

beforeAll(async () => {
  gateway = await ConsoleGateway.start();
  refs.push(await gateway.fail("/npm/403/Package protected.", NPM));
  refs.push(await gateway.fail("/npm/403/Package protected.", NPM));
  refs.push(await gateway.fail("/npm/404/Not here.", PNPM));
  refs.push(await gateway.fail('/go/example.com/app/@v/500/<b>It\'s "broken"<&b>', GO));
  await gateway.fail("/npm/401/A challenge is no failure.", NPM);
});

afterAll(() => gateway.close());

/** The call's answer, checked against the OpenAPI file's schema. */
async function answer<Name extends keyof typeof ANSWERS>(
  name: Name,
  path: string,
  init: RequestInit = {},
): Promise<v.InferOutput<(typeof ANSWERS)[Name]>> {
  const response = await gateway.askWithToken(`/api${path}`, init);
  const text = await response.text();
  expect([path, response.status, text.slice(0, response.ok ? 0 : 500)]).toEqual([path, 200, ""]);
  expect(response.headers.get("content-type")).toBe("application/json");
  const parsed: unknown = JSON.parse(text);
  return v.parse(ANSWERS[name], parsed);
}

async function refusal(path: string, init: RequestInit = {}): Promise<v.InferOutput<typeof problem>> {
  const response = await gateway.askWithToken(`/api${path}`, init);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const said = v.parse(problem, await response.json());
  expect(said.status).toBe(response.status);
  return said;
}

describe("failures can be read back", () => {
  test("newest first, as they were counted", async () => {
    const { failures, next_cursor } = await answer("listFailures", "/failures");
    expect(new Set(failures.map(({ ref }) => ref))).toEqual(new Set(refs));
    expect(next_cursor).toBeNull();
    expect(failures.find(({ ref }) => ref === refs[0])).toMatchObject({
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
    const found = await answer("getFailure", `/failures/${refs[2]}`);
    expect(found).toMatchObject({ ref: refs[2], category: "not_found", client: "pnpm", reason: "Not here." });
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
    expect((await answer("listFailures", `/failures?${query}`)).failures).toHaveLength(count);
  });

  test("in pages, each failure once", async () => {
    const seen: string[] = [];
    let query = "?limit=1";
    for (let page = 0; page < 10; page += 1) {
      const { failures, next_cursor } = await answer("listFailures", `/failures${query}`);
      seen.push(...failures.map(({ ref }) => ref));
      if (next_cursor === null) break;
      query = `?limit=1&cursor=${encodeURIComponent(next_cursor)}`;
    }
    expect(seen.toSorted()).toEqual(refs.toSorted());
  });
});

describe("failures as CSV", () => {
  async function csv(
    query: string,
  ): Promise<{ readonly lines: readonly string[]; readonly next: string | null }> {
    const response = await gateway.askWithToken(`/api/failures.csv${query}`);
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
    const { origins } = await answer("listOrigins", "/origins");
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
    const { groups } = await answer("countFailures", "/counts?by=origin_host,cause");
    expect(groups).toEqual([{ origin_host: "service:REGISTRY", cause: "answered", failures: 4 }]);
  });
});

describe("failures are counted", () => {
  test("by category by default", async () => {
    const { groups } = await answer("countFailures", "/counts");
    expect(groups).toEqual([
      { category: "forbidden", failures: 2 },
      { category: "not_found", failures: 1 },
      { category: "server_error", failures: 1 },
    ]);
  });

  test("by several dimensions", async () => {
    const { groups } = await answer("countFailures", "/counts?by=route,category,client&limit=2");
    expect(groups).toEqual([
      { route: "npm", category: "forbidden", client: "npm", failures: 2 },
      { route: "go", category: "server_error", client: "go", failures: 1 },
    ]);
  });

  test("over time", async () => {
    const { counts, step_seconds } = await answer(
      "countFailuresOverTime",
      "/counts/over-time?step_seconds=86400",
    );
    expect(step_seconds).toBe(86_400);
    const total = counts.reduce((sum, { failures }) => sum + failures, 0);
    expect(total).toBe(4);
    for (const { at } of counts) expect(Date.parse(at) % 86_400_000).toBe(0);
  });

  test("by reason, the most frequent first", async () => {
    const { reasons } = await answer("listReasons", "/reasons");
    expect(reasons[0]).toMatchObject({ category: "forbidden", reason: "Package protected.", failures: 2 });
  });
});

describe("a search", () => {
  test("finds what a terminal prints, and lists what was understood", async () => {
    const q =
      "npm error code E403\nnpm error 403 403 Forbidden - GET http://packages.example/npm/x - Package protected.";
    const { understood, results } = await answer("search", `/search?q=${encodeURIComponent(q)}`);
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
      expect((await answer("search", `/search?q=${encodeURIComponent(q)}`)).results).toEqual([]);
    },
  );

  test.each([
    ["/search", "q"],
    ["/search?q=", "q"],
    [`/search?q=${"x".repeat(4_001)}`, "q"],
    ["/search?q=x&limit=51", "limit"],
    ["/search?q=x&query=y", "query"],
  ])("%.20s is refused: %s is wrong", async (path, field) => {
    expect((await refusal(path)).errors?.map((error) => error.field)).toEqual([field]);
  });

  test("a posted text leads to an address without its secrets, a lone reference to its failure", async () => {
    const post = async (q: string) => {
      const init = {
        method: "POST",
        body: new URLSearchParams({ q }).toString(),
        headers: { "content-type": "application/x-www-form-urlencoded" },
      };
      const response = await gateway.askWithToken("/search", init);
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
    const said = await refusal(encodeURI(path));
    expect(said.status).toBe(400);
    expect(said.errors?.map((error) => error.field)).toEqual([field]);
    expect(said.detail).toContain(`${field} `);
  });

  test("every wrong field is named", async () => {
    const said = await refusal("/failures?limit=0&category=x&foo=1");
    expect(said.errors?.map(({ field }) => field).toSorted()).toEqual(["category", "foo", "limit"]);
  });
});

describe("what does not exist is 404", () => {
  test.each(["/failures/zzzzzzzzzz", "/nothing", "/counts/nothing"])("%s", async (path) => {
    expect((await refusal(path)).status).toBe(404);
  });
});

describe("a method that a call does not support is 405, with those it supports", () => {
  test.each([
    ["DELETE", "/failures", "GET, HEAD"],
    ["POST", "/failures.csv", "GET, HEAD"],
    ["PATCH", "/switches/npm", "PUT, DELETE"],
    ["GET", "/try-out", "POST"],
  ])("%s %s", async (method, path, allow) => {
    const response = await gateway.askWithToken(`/api${path}`, { method });
    expect([response.status, response.headers.get("allow")]).toEqual([405, allow]);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
  });
});

/** 90 seconds from now, give or take half a minute. */
const IN_90_SECONDS = {
  asymmetricMatch: (text: unknown) => Math.abs(Date.parse(String(text)) - Date.now() - 90_000) < 30_000,
};

describe("changes of switches are recorded", () => {
  const put = (route: string, value: string, headers: Record<string, string> = {}) =>
    answer("setSwitch", `/switches/${route}`, { method: "PUT", body: JSON.stringify({ value }), headers });

  test("with who, when, from what and to what, newest first, and are not listed as switches", async () => {
    await put("npm", "off", { from: "ci@acme.example" });
    await put("npm", "observe", { from: "Ada <ada@acme.example>\tand Bob" });
    await answer("clearSwitch", "/switches/npm", { method: "DELETE" });
    const { changes, trouble } = await answer("listSwitchChanges", "/switches/changes");
    expect(trouble).toBeNull();
    expect(changes.slice(0, 3)).toEqual([
      { at: expect.any(String), route: "npm", from: "observe", to: "as configured (on)", who: "", by: "api" },
      {
        at: expect.any(String),
        route: "npm",
        from: "off",
        to: "observe",
        who: "Ada <ada@acme.example> and Bob",
        by: "api",
      },
      {
        at: expect.any(String),
        route: "npm",
        from: "as configured (on)",
        to: "off",
        who: "ci@acme.example",
        by: "api",
      },
    ]);
    const { switches } = await answer("listSwitches", "/switches");
    expect(switches.map(({ route }) => route)).toEqual(["go", "npm", "off", "some"]);
    const metrics = await (await gateway.askWithToken("/metrics")).text();
    expect(metrics).not.toContain("change:");
  });

  test("two at once are both recorded", async () => {
    await Promise.all([put("npm", "off"), put("go", "observe"), put("some", "10%")]);
    const { changes } = await answer("listSwitchChanges", "/switches/changes");
    expect(
      changes
        .slice(0, 3)
        .map(({ route, to }) => `${route} ${to}`)
        .toSorted(),
    ).toEqual(["go observe", "npm off", "some 10%"]);
    for (const route of ["npm", "go", "some"])
      await answer("clearSwitch", `/switches/${route}`, { method: "DELETE" });
  });

  test("the last fifty are listed", async () => {
    for (let index = 0; index < 52; index += 1) await put("off", `${index}%`);
    await answer("clearSwitch", "/switches/off", { method: "DELETE" });
    const { changes } = await answer("listSwitchChanges", "/switches/changes");
    expect(changes).toHaveLength(50);
    expect(changes.slice(0, 2).map(({ to }) => to)).toEqual(["as configured (off)", "51%"]);
  });

  test("under the name that was given at the sign-in", async () => {
    const signedIn = await gateway.ask("/sign-in", form({ token: TOKEN, name: " Ada \u202eLovelace " }));
    const cookie = signedIn.headers.get("set-cookie")?.split(";")[0] ?? "";
    const init = form({ route: "npm", value: "maintenance", text: 'Says "no"', for: "30m" });
    const page = await gateway.ask("/switches", { ...init, headers: { ...init.headers, cookie } });
    expect([page.status, await page.text()]).toEqual([
      200,
      expect.stringContaining("Every isolate obeys by"),
    ]);
    const { changes } = await answer("listSwitchChanges", "/switches/changes");
    expect(changes[0]).toMatchObject({ route: "npm", who: "Ada Lovelace", by: "page" });
    expect(changes[0]?.to).toMatch(/^maintenance until .* UTC: Says "no"$/);
    await answer("clearSwitch", "/switches/npm", { method: "DELETE" });
  });

  test.each([
    [{ route: "npm", value: "sometimes" }, 400, "A switch wants one of on, off"],
    [{ route: "npm", value: "share", percent: "101" }, 400, "whole number of percent"],
    [{ route: "npm", value: "share", percent: "" }, 400, "whole number of percent"],
    [{ route: "npm", value: "maintenance", text: "" }, 400, "The text of a maintenance wants"],
    [
      { route: "npm", value: "maintenance", text: "x", until: "14:00" },
      400,
      "The end of a maintenance wants",
    ],
    [
      { route: "npm", value: "maintenance", text: "x", for: "soon" },
      400,
      "A maintenance wants a time such as 30m",
    ],
    [{ route: "npm", value: "maintenance", text: "x", until: "2020-01-01T00:00" }, 400, "has passed"],
    [{ route: "change:1", value: "off" }, 404, "No route has the id"],
    [{ value: "off" }, 404, "No route has the id"],
  ])(
    "a form that can't be understood is refused with the reason and changes nothing: %j",
    async (fields, status, says) => {
      const before = await answer("listSwitchChanges", "/switches/changes");
      const init = form(fields);
      const page = await gateway.askWithToken("/switches", init);
      expect([page.status, await page.text()]).toEqual([status, expect.stringContaining(says)]);
      expect(await answer("listSwitchChanges", "/switches/changes")).toEqual(before);
    },
  );

  test("the confirmation page changes nothing", async () => {
    const before = await answer("listSwitchChanges", "/switches/changes");
    const page = await gateway.askWithToken("/switches/npm?value=off");
    expect(await page.text()).toContain("Throw the switch");
    expect((await gateway.askWithToken("/switches/nothing?value=off")).status).toBe(404);
    expect(await answer("listSwitchChanges", "/switches/changes")).toEqual(before);
  });

  test("not without a namespace", async () => {
    const recorded = await ConsoleGateway.start({ switches: false });
    expect(v.parse(ANSWERS.listSwitchChanges, await recorded.api("/switches/changes"))).toEqual({
      changes: [],
      trouble: null,
    });
    await recorded.close();
  });
});

describe("switches", () => {
  async function switchOf(route: string) {
    const { switches, trouble } = await answer("listSwitches", "/switches");
    expect(trouble).toBeNull();
    return switches.find((one) => one.route === route);
  }

  test("are listed with the configured and the effective value", async () => {
    const { switches } = await answer("listSwitches", "/switches");
    expect(switches.map(({ route, configured, effective }) => [route, configured, effective])).toEqual([
      ["go", "on", "on"],
      ["npm", "on", "on"],
      ["off", "off", "off"],
      ["some", "25%", "25%"],
    ]);
  });

  test.each(["off", "25%", "0%", "observe", "on"])("are written: %s", async (value) => {
    const init = { method: "PUT", body: JSON.stringify({ value }) };
    expect(await answer("setSwitch", "/switches/npm", init)).toEqual({
      route: "npm",
      kv: value,
      effective: value === "0%" ? "off" : value,
      everywhere_by: IN_90_SECONDS,
    });
    expect(await switchOf("npm")).toMatchObject({ kv: value, effective: value === "0%" ? "off" : value });
  });

  test("are written: a maintenance; one that is over is refused", async () => {
    const put = (maintenance: object) => ({
      method: "PUT",
      body: JSON.stringify({ value: { maintenance } }),
    });
    const closed = { text: "Back at 14:00 UTC", until: "2999-12-01T14:00:00Z" };
    const kv = JSON.stringify({ maintenance: closed });
    expect(await answer("setSwitch", "/switches/npm", put(closed))).toMatchObject({
      route: "npm",
      kv,
      effective: kv,
    });
    expect(await switchOf("npm")).toMatchObject({ kv, effective: kv });
    expect((await refusal("/switches/npm", put({ ...closed, until: "2026-01-01T00:00:00Z" }))).status).toBe(
      400,
    );
    await answer("setSwitch", "/switches/npm", { method: "PUT", body: '{"value":"on"}' });
  });

  test("are removed again", async () => {
    await answer("setSwitch", "/switches/off", { method: "PUT", body: '{"value":"on"}' });
    expect(await switchOf("off")).toMatchObject({ configured: "off", kv: "on", effective: "on" });
    expect(await answer("clearSwitch", "/switches/off", { method: "DELETE" })).toEqual({
      route: "off",
      kv: null,
      effective: "off",
      everywhere_by: IN_90_SECONDS,
    });
    expect(await switchOf("off")).toMatchObject({ kv: null, effective: "off" });
  });

  test.each([
    '{"value":"sometimes"}',
    '{"value":"101%"}',
    '{"value":true}',
    '{"value":{"maintenance":{"text":""}}}',
    '{"value":{"maintenance":{"text":"Back soon","until":"14:00"}}}',
    '{"value":{"maintenance":{"text":"Back soon","util":"2999-12-01T14:00:00Z"}}}',
    "{}",
    '{"value":"on","x":1}',
    "no JSON",
    "",
  ])("a body %s is refused", async (body) => {
    expect((await refusal("/switches/npm", { method: "PUT", body })).status).toBe(400);
  });

  test("a route that is not configured has no switch", async () => {
    expect((await refusal("/switches/nothing", { method: "PUT", body: '{"value":"on"}' })).status).toBe(404);
    expect((await refusal("/switches/nothing", { method: "DELETE" })).status).toBe(404);
  });

  test("without a namespace the configured values apply, and writing is refused", async () => {
    const bare = await ConsoleGateway.start({ switches: false });
    const listed = v.parse(ANSWERS.listSwitches, await bare.api("/switches"));
    expect(listed.trouble).toContain("SWITCHES");
    expect(listed.switches.map(({ effective }) => effective)).toEqual(["on", "on", "off", "25%"]);
    const said = v.parse(problem, await bare.api("/switches/npm", { method: "PUT", body: '{"value":"on"}' }));
    expect(said.status).toBe(503);
    await bare.close();
  });
});

describe("the try-out", () => {
  async function tried(fields: Readonly<Record<string, string | number>>) {
    return answer("tryOut", "/try-out", { method: "POST", body: JSON.stringify(fields) });
  }

  test("shows what would be sent and what the terminal would print", async () => {
    const program = "npm 11 install";
    const said = await tried({ format: "npm", program, status: 403, message: "Package protected." });
    expect(said).toMatchObject({
      category: "forbidden",
      reason: "Package protected.",
      answer: { status: 403, body: '{"error":"Package protected."}' },
      terminal: { program },
    });
    expect(said.terminal?.shows).toContain(" - Package protected.");
    expect(said.terminal?.shows_without).not.toContain("Package protected.");
    expect(atob(said.answer.body_base64)).toBe(said.answer.body);
    expect(said.answer.headers).toContainEqual({
      name: "content-length",
      value: String(said.answer.body.length),
    });
  });

  test("shows what people would be told to do next, and what is wrong with that text", async () => {
    const fields = { format: "npm", program: "npm 11 install", status: 403, message: "Package protected." };
    const said = await tried({ ...fields, help: "Ask: https://h.example/?p={package}" });
    expect(said.answer.body).toBe('{"error":"Package protected. Ask: https://h.example/?p=left-pad"}');
    expect(said.terminal?.shows).toMatch(/ - Package protected\. Ask: https:\/\/h\.example\/\?p=left-pad$/m);
    const body = JSON.stringify({ ...fields, help: "Ask {pakage}" });
    const refused = await refusal("/try-out", { method: "POST", body });
    expect(JSON.stringify(refused)).toContain("has no placeholder {pakage}");
  });

  test("is not counted as a failure", async () => {
    await tried({ format: "npm", status: 500 });
    expect((await answer("listFailures", "/failures")).failures).toHaveLength(refs.length);
  });

  test("shows no terminal for a client without a printing rule", async () => {
    const said = await tried({ format: "vscode", user_agent: "VSCode/1.105", message: "No." });
    expect([said.terminal, said.request.headers["user-agent"]]).toEqual([null, "VSCode/1.105"]);
  });

  const HEARD = SHAPE_NAMES.filter(
    (shape) => !isPageShape(shape) && !["nothing", "timeout", "unreachable"].includes(shape),
  );
  test.each(HEARD)("hears the message in the shape %s", async (shape) => {
    const said = await tried({ format: "go", program: "go", shape, message: "Not for <you> & me." });
    expect(said.reason).toBe("Not for <you> & me.");
    expect(said.terminal?.shows).toContain("server response: Not for <you> & me.");
  });

  test.each([
    ["block_page", 502, "server_error", 'answered with a web page, which says: "Not for <you> & me."'],
    [
      "sign_in_page",
      403,
      "unauthorized",
      "answered with a sign-in page of registry.example.com: the request",
    ],
    ["sign_in_redirect", 403, "unauthorized", "answered with a sign-in page of sso.example.com: the request"],
  ])("of a page instead of a package: %s", async (shape, status, category, says) => {
    const said = await tried({ format: "go", program: "go", shape, message: "Not for <you> & me." });
    expect(said).toMatchObject({ category, answer: { status } });
    expect(said.reason).toContain(says);
    expect(said.terminal?.shows).toContain(says);
    expect(said.terminal?.shows_without).toBeNull();
    expect(said.origin?.status).toBe(shape === "sign_in_redirect" ? 302 : 200);
  });

  test("of a page that passes through, since the client may want one", async () => {
    const said = await tried({ format: "generic", shape: "block_page", message: "No." });
    expect(said).toMatchObject({ category: null, reason: null, answer: { status: 200 }, terminal: null });
    expect(said.answer.body).toBe(said.origin?.body);
  });

  test("of an origin that does not answer", async () => {
    const said = await tried({ format: "maven", program: "Maven 3.9.16", shape: "timeout" });
    expect(said).toMatchObject({ category: "timeout", origin: null, answer: { status: 504 } });
    expect(said.terminal?.shows_without).toBeNull();
  });

  test.each([
    ["{}", "format"],
    ['{"format":"cobol"}', "format"],
    ['{"format":"npm","status":200}', "status"],
    ['{"format":"npm","status":"403"}', "status"],
    ['{"format":"npm","shape":"smoke"}', "shape"],
    ['{"format":"npm","user_agent":"a\\nb"}', "user_agent"],
    ['{"format":"npm","colour":"red"}', "colour"],
    ["null", "body"],
  ])("%s is refused: %s", async (body, field) => {
    const said = await refusal("/try-out", { method: "POST", body });
    expect([said.status, said.errors?.map((error) => error.field)]).toEqual([400, [field]]);
  });

  test("a body of more than 64 KiB is refused", async () => {
    const body = JSON.stringify({ format: "npm", message: "x".repeat(70_000) });
    expect((await refusal("/try-out", { method: "POST", body })).status).toBe(413);
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

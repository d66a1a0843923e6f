/** Fields about the whole host, about this hop, and about a second origin itself: none of them is passed on. */
import { describe, expect, test } from "vitest";
import { matchRoute, splitUrl } from "../../src/config/match.ts";
import { confine, withinRoute } from "../../src/response/confine.ts";
import type { CookieScope } from "../../src/response/cookies.ts";
import { ResponseEdits } from "../../src/response/edits.ts";
import { markFallback } from "../../src/response/fallback.ts";
import { endHop, hopByHopOf } from "../../src/response/hop-by-hop.ts";
import { originAnswer } from "../clients/failing.ts";
import { configured } from "../url-rewriting/rules.ts";

const OF_THE_HOST = [
  "alt-svc",
  "clear-site-data",
  "strict-transport-security",
  "service-worker-allowed",
  "refresh",
  "nel",
  "report-to",
  "accept-ch",
  "critical-ch",
  "origin-agent-cluster",
  "set-login",
  "secure-session-registration",
  "secure-session-challenge",
  "sec-session-registration",
  "sec-session-challenge",
  "public-key-pins",
  "public-key-pins-report-only",
  "expect-ct",
  "set-cookie2",
];

function scopeOf(): CookieScope {
  const routes = configured({
    ROUTES: [
      { path: "/npm/*", format: "npm", origin: "https://one.example/base" },
      { path: "/other/*", format: "npm", origin: "https://two.example" },
    ],
  });
  const target = splitUrl("https://packages.example/npm/app/x");
  const route = matchRoute(routes, target);
  if (route === null) throw new Error("no route");
  return { routes, route, target };
}

function withCookies(headers: HeadersInit, lines: readonly string[]): Headers {
  const all = new Headers(headers);
  for (const line of lines) all.append("set-cookie", line);
  return all;
}

/** An answer with these fields, its edits, and the names of its fields. */
function edited(headers: Headers, edit: (edits: ResponseEdits, answer: Response, names: string[]) => void) {
  const answer = new Response(null, { headers });
  const edits = new ResponseEdits(answer);
  edit(edits, answer, [...answer.headers.keys()]);
  return { answer, built: edits.build("GET") };
}

describe("what affects a whole host", () => {
  test.each(OF_THE_HOST)("%s is dropped", (name) => {
    const { built } = edited(new Headers({ [name]: "x", "x-own": "1" }), (edits, answer, names) =>
      confine(edits, answer, names, scopeOf()),
    );
    expect([...built.headers]).toEqual([["x-own", "1"]]);
  });

  test.each<[title: string, lines: readonly string[], scoped: readonly string[]]>([
    ["is limited to its route", ["a=1; Path=/", "b=2; Path=/base/x"], ["a=1; Path=/npm", "b=2; Path=/npm/x"]],
    ["that is right stays next to one that is not", ["a=1", "b=2; Path=/"], ["a=1", "b=2; Path=/npm"]],
    ["with a name of ours is dropped", ["outspoken_x=1", "b=2"], ["b=2"]],
    ["with a name of ours is dropped, as the only one", ["outspoken_x=1"], []],
  ])("a cookie %s", (_title, lines, scoped) => {
    const { built } = edited(withCookies({ "x-own": "1" }, lines), (edits, answer, names) =>
      confine(edits, answer, names, scopeOf()),
    );
    expect([built.headers.getSetCookie(), built.headers.get("x-own")]).toEqual([scoped, "1"]);
    const spoken = { ...originAnswer(403), headers: withCookies({ "x-own": "1" }, lines) };
    const { headers } = withinRoute(spoken, scopeOf());
    expect([headers.getSetCookie(), headers.get("x-own")]).toEqual([scoped, "1"]);
  });

  test.each<[title: string, headers: Headers]>([
    ["no cookies", new Headers({ "x-own": "1" })],
    ["cookies that are right", withCookies({}, ["a=1", "b=2; Secure"])],
  ])("an answer with %s is the very object", (_title, headers) => {
    const { answer, built } = edited(headers, (edits, response, names) =>
      confine(edits, response, names, scopeOf()),
    );
    expect(built).toBe(answer);
  });

  test("a refusal without cookies is the very object", () => {
    const spoken = originAnswer(403);
    expect(withinRoute(spoken, scopeOf())).toBe(spoken);
  });

  test("editing a refusal does not change the original headers", () => {
    const headers = withCookies({}, ["a=1; Path=/"]);
    withinRoute({ ...originAnswer(403), headers }, scopeOf());
    expect(headers.getSetCookie()).toEqual(["a=1; Path=/"]);
  });
});

describe("what ends at this hop", () => {
  test.each<[headers: Record<string, string>, ends: readonly string[]]>([
    [{}, []],
    [{ connection: "x-hop", "x-hop": "1", "x-own": "2" }, ["x-hop"]],
    [{ connection: "X-Hop , x-two", "x-hop": "1", "x-two": "2" }, ["x-hop", "x-two"]],
    [{ connection: "x-gone", "x-own": "1" }, []],
    [{ "proxy-connection": "close" }, ["proxy-connection"]],
    [{ connection: "x-hop", "x-hop": "1", "proxy-connection": "close" }, ["x-hop", "proxy-connection"]],
    [{ connection: "close", close: "1" }, []],
    [{ connection: "keep-alive", "keep-alive": "1" }, []],
    [{ connection: "content-length", "content-length": "1" }, []],
    [{ connection: "transfer-encoding", "transfer-encoding": "x" }, []],
  ])("of %j: %j", (fields, ends) => {
    const headers = new Headers(fields);
    expect(hopByHopOf(headers, [...headers.keys()])).toEqual(ends);
  });

  test("is dropped", () => {
    const headers = new Headers({ connection: "x-hop", "x-hop": "1", "x-own": "2" });
    const { built } = edited(headers, (edits, answer, names) => endHop(edits, answer, names));
    expect([built.headers.has("x-hop"), built.headers.get("x-own")]).toEqual([false, "2"]);
  });
});

describe("an answer of a second origin is marked", () => {
  test.each([
    [200, []],
    [304, []],
    [206, ["etag", "last-modified"]],
  ])("%d, and keeps of its own fields: %j", (status, left) => {
    const headers = withCookies({ etag: '"a"', "last-modified": "then", "x-own": "1" }, ["a=1"]);
    const edits = new ResponseEdits({ status, statusText: "", headers, body: null });
    markFallback(edits, { status });
    const built = edits.build("GET");
    expect([...built.headers.keys()]).toEqual([...left, "x-outspoken-origin", "x-own"]);
    expect(built.headers.get("x-outspoken-origin")).toBe("fallback");
  });
});

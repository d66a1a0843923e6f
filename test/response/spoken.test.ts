/** The head and body of a spoken failure: the client's form, with what still applies of the origin's answer. */
import { describe, expect, test } from "vitest";
import type { Spoken } from "../../src/clients/shared/client.ts";
import type { Failure } from "../../src/failure/failure.ts";
import { speakingEdits, speakingResponse } from "../../src/response/spoken.ts";
import { answered, heldBack, inMaintenance, originAnswer, REF, unreachable } from "../clients/failing.ts";
import { OF_THE_HOP } from "../request/expected-names.ts";

const SPOKEN: Spoken = { status: 403, phrase: "Blocked", contentType: "text/x", headers: {}, body: "words" };

/** A refusal with these fields. */
function refused(headers: Record<string, string>, status = 403): Failure {
  return answered(status, {}, originAnswer(status, "own", headers));
}

/** The fields besides those of every spoken answer. */
function fields(response: Response): Record<string, string> {
  const headers = new Headers(response.headers);
  for (const name of ["cache-control", "content-length", "content-type", "x-outspoken", "x-outspoken-ref"])
    headers.delete(name);
  return Object.fromEntries(headers);
}

function passed(headers: Record<string, string>): Record<string, string> {
  return fields(speakingResponse(SPOKEN, refused(headers), "GET"));
}

describe("every spoken answer has its fields", () => {
  test.each<[title: string, failure: Failure, category: string]>([
    ["a refusal", refused({}), "forbidden"],
    ["an outage", unreachable(), "unreachable"],
  ])("%s", async (_title, failure, category) => {
    const response = speakingResponse(SPOKEN, failure, "GET");
    expect([response.status, response.statusText, await response.text()]).toEqual([403, "Blocked", "words"]);
    expect(Object.fromEntries(response.headers)).toEqual({
      "content-type": "text/x",
      "cache-control": "no-store, no-transform",
      "content-length": "5",
      "x-outspoken": category,
      "x-outspoken-ref": REF,
    });
  });

  test.each<[title: string, body: string | Uint8Array, length: string]>([
    ["text in bytes", "é日", "5"],
    ["bytes", new Uint8Array(7), "7"],
    ["none", "", "0"],
  ])("the length: %s", (_title, body, length) => {
    const response = speakingResponse({ ...SPOKEN, body }, refused({}), "GET");
    expect(response.headers.get("content-length")).toBe(length);
  });

  test("to a HEAD, without the body", () => {
    const response = speakingResponse(SPOKEN, refused({}), "HEAD");
    expect([response.body, response.headers.get("content-length")]).toEqual([null, "5"]);
  });

  test("but no type if there is no content", () => {
    const bytes = { ...SPOKEN, contentType: null, body: new Uint8Array() };
    expect(
      speakingResponse(bytes, refused({ "content-type": "own" }), "GET").headers.has("content-type"),
    ).toBe(false);
  });
});

describe("the client's form", () => {
  test("sets fields, and removes the origin's", () => {
    const spoken = { ...SPOKEN, headers: { "npm-notice": "new", "x-own": null, "x-other": "set" } };
    const response = speakingResponse(
      spoken,
      refused({ "x-own": "1", "x-other": "2", "x-third": "3" }),
      "GET",
    );
    expect(fields(response)).toEqual({ "npm-notice": "new", "x-other": "set", "x-third": "3" });
  });

  test.each([
    ["https://help.example/", '<https://own.example/>; rel="own", <https://help.example/>; rel="help"'],
    [null, '<https://own.example/>; rel="own"'],
  ])("adds the operator's help to the origin's links: %s", (url, link) => {
    const failure = { ...refused({ link: '<https://own.example/>; rel="own"' }), help: { text: "x", url } };
    expect(speakingResponse(SPOKEN, failure, "GET").headers.get("link")).toBe(link);
  });
});

describe("challenges", () => {
  const CHALLENGES = {
    "www-authenticate": "Basic",
    "proxy-authenticate": "Basic",
    "lfs-authenticate": "Basic",
  };

  test.each<[title: string, failure: Failure, isForCaller: boolean, kept: boolean]>([
    ["to the caller", refused(CHALLENGES, 401), true, true],
    ["to the gateway", refused(CHALLENGES, 401), false, false],
    ["with a status that was changed", { ...refused(CHALLENGES, 401), status: 502 }, true, false],
  ])("%s", (_title, failure, isForCaller, kept) => {
    expect(fields(speakingEdits(SPOKEN, failure, isForCaller).build("GET"))).toEqual(kept ? CHALLENGES : {});
  });
});

describe("when to try again", () => {
  test.each<[title: string, failure: Failure, retryAfter: string | undefined]>([
    ["ours", heldBack({ kind: "timeout", afterMs: 1 }, 7), "7"],
    ["in whole seconds", { ...unreachable(), retryAfterSeconds: 6.2 }, "7"],
    ["never in the past", inMaintenance("Moving.", -3), "0"],
    ["unknown", unreachable(), undefined],
    ["given by the origin", { ...refused({ "retry-after": "own" }), retryAfterSeconds: 7 }, "own"],
    ["not given by the origin", { ...refused({}), retryAfterSeconds: 7 }, undefined],
  ])("%s", (_title, failure, retryAfter) => {
    expect(fields(speakingResponse(SPOKEN, failure, "GET"))["retry-after"]).toBe(retryAfter);
  });
});

describe("of the origin's fields", () => {
  test.each([
    ...OF_THE_HOP,
    "content-encoding",
    "content-disposition",
    "content-language",
    "content-location",
    "content-md5",
    "content-digest",
    "repr-digest",
    "digest",
    "etag",
    "last-modified",
    "expires",
    "age",
    "pragma",
    "cdn-cache-control",
    "cloudflare-cdn-cache-control",
    "surrogate-control",
    "accept-ranges",
    "location",
    "alt-svc",
    "strict-transport-security",
    "refresh",
    "cf-ray",
    "cf-anything",
  ])("%s is dropped", (name) => {
    expect(passed({ [name]: "x", "x-own": "1" })).toEqual({ "x-own": "1" });
  });

  test.each([
    ["content-length", "5"],
    ["content-type", "text/x"],
    ["cache-control", "no-store, no-transform"],
    ["x-outspoken", "forbidden"],
    ["x-outspoken-ref", REF],
  ])("%s is ours", (name, value) => {
    // With an unsafe value, since then all lines are written again.
    const response = speakingResponse(SPOKEN, refused({ [name]: "own", "x-own": "é" }), "GET");
    expect(response.headers.get(name)).toBe(value);
  });

  test("what Connection names is dropped", () => {
    expect(passed({ connection: "x-hop", "x-hop": "1", "x-own": "2" })).toEqual({ "x-own": "2" });
  });

  test.each(["x-cf-ray", "docker-content-digest", "ratelimit-limit", "allow", "content-range", "x-cf-"])(
    "%s stays",
    (name) => {
      expect(passed({ [name]: "x" })).toEqual({ [name]: "x" });
    },
  );

  test("each cookie stays a line of its own", () => {
    const headers = new Headers({ "x-own": "1" });
    headers.append("set-cookie", "a=1, 2");
    headers.append("set-cookie", "b=é");
    const failure = answered(403, {}, { ...originAnswer(403), headers });
    const response = speakingResponse(SPOKEN, failure, "GET");
    expect([response.headers.getSetCookie(), response.headers.get("x-own")]).toEqual([
      ["a=1, 2", "b=e"],
      "1",
    ]);
  });

  const TOKEN = `glpat-${"x1Y2".repeat(5)}`;

  test.each([
    ["x-own", "plain ~ text", "plain ~ text"],
    ["x-own", "a\u00e9b", "aeb"],
    ["x-own", "a\tb", "a b"],
    ["x-own", `token ${TOKEN} is bad`, "token [redacted] is bad"],
    ["www-authenticate", `Bearer realm="${TOKEN}"`, `Bearer realm="${TOKEN}"`],
    ["proxy-authenticate", `Bearer realm="${TOKEN}"`, `Bearer realm="${TOKEN}"`],
    ["lfs-authenticate", `Bearer realm="${TOKEN}"`, `Bearer realm="${TOKEN}"`],
    ["set-cookie", `a=${TOKEN}`, `a=${TOKEN}`],
    ["www-authenticate", 'Basic realm="\u00fc"', 'Basic realm="u"'],
  ])("%s: %j is sent as %j", (name, value, sent) => {
    // With and without another unsafe value: verbatim fields stay in both cases.
    for (const other of [{}, { "x-other": "\u00fc" }] as Record<string, string>[]) {
      const failure = refused({ ...other, [name]: value }, 401);
      expect(fields(speakingResponse({ ...SPOKEN, status: 401 }, failure, "GET"))[name]).toBe(sent);
    }
  });

  test("two values that form a secret only together stay", () => {
    expect(passed({ "x-a": TOKEN.slice(0, 12), "x-b": TOKEN.slice(12) })).toEqual({
      "x-a": TOKEN.slice(0, 12),
      "x-b": TOKEN.slice(12),
    });
  });

  test("a value that is too long once made safe is dropped", () => {
    const kept = passed({ "x-a": "\u20ac".repeat(0), "x-b": "\u00c6".repeat(4_000), "x-c": "1" });
    expect(kept).toEqual({ "x-a": "", "x-c": "1" });
  });

  test("a value that does not fit is dropped, and the rest stays as it came", () => {
    expect(passed({ "x-a": "a".repeat(4_097), "x-b": "1" })).toEqual({ "x-b": "1" });
  });
});

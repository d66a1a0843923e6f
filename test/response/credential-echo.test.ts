/** The session that the operator's credentials open, and what an origin echoes of them. */
import { describe, expect, test } from "vitest";
import { NO_CREDENTIALS, type OperatorCredentials } from "../../src/request/operator-credentials.ts";
import { removeCredentials, withoutCredentials } from "../../src/response/credential-echo.ts";
import { ResponseEdits } from "../../src/response/edits.ts";
import { originAnswer } from "../clients/failing.ts";
import { OF_THE_CLIENT } from "../request/expected-names.ts";

const AUTH: OperatorCredentials = { authorization: "Bearer operator-token-1", headers: [] };
const DOOR: OperatorCredentials = {
  authorization: null,
  headers: [
    ["cf-access-client-id", "access-id-1"],
    ["cf-access-client-secret", "access-secret-1"],
  ],
};
const DOOR_AND_TOKEN: OperatorCredentials = {
  authorization: null,
  headers: [...DOOR.headers, ["private-token", "private-token-1"]],
};
const DOOR_AND_AUTH: OperatorCredentials = { ...DOOR, authorization: "Bearer operator-token-1" };

/** The head of an answer that passes. */
function passed(headers: Record<string, string>, credentials: OperatorCredentials, phrase = "OK"): Response {
  const answer = new Response("body", { status: 200, statusText: phrase, headers });
  const edits = new ResponseEdits(answer);
  removeCredentials(edits, answer, credentials);
  return edits.build("GET");
}

function fields(headers: Headers): Record<string, string> {
  const { "content-type": _type, ...rest } = Object.fromEntries(headers);
  return rest;
}

const SESSION = [
  ...OF_THE_CLIENT,
  "x-amz-security-token",
  "cf-access-client-id",
  "cf-access-client-secret",
  "set-cookie",
  "set-cookie2",
  "authentication-info",
  "proxy-authentication-info",
  "x-access-token",
  "x-refresh-token",
  "x-subject-token",
  "x-session-id",
  "x-session-token",
  "x-csrf-token",
  "x-xsrf-token",
];

describe("the session that the operator's credentials open", () => {
  test.each(SESSION)("is not passed on: %s", (name) => {
    const headers = { [name]: "session", "x-own": "1" };
    expect(fields(passed(headers, AUTH).headers)).toEqual({ "x-own": "1" });
    expect(fields(withoutCredentials(originAnswer(403, "", headers), AUTH).headers)).toEqual({
      "x-own": "1",
    });
  });

  test.each<[title: string, credentials: OperatorCredentials, isOurs: boolean]>([
    ["with origin_auth", AUTH, true],
    ["with a token in a header", { authorization: null, headers: [["private-token", "token-1"]] }, true],
    ["passes with a token for Cloudflare Access alone", DOOR, false],
    ["with an Access token and another", DOOR_AND_TOKEN, true],
    ["with an Access token and origin_auth", DOOR_AND_AUTH, true],
    ["passes without credentials", NO_CREDENTIALS, false],
  ])("%s", (_title, credentials, isOurs) => {
    const headers = { "set-cookie": "a=b" };
    expect(passed(headers, credentials).headers.has("set-cookie")).toBe(!isOurs);
    const spoken = withoutCredentials(originAnswer(403, "", headers), credentials);
    expect(spoken.headers.has("set-cookie")).toBe(!isOurs);
  });
});

describe("an answer that does not echo them", () => {
  test("passes as the very object", () => {
    const answer = new Response("body", { headers: { "x-own": "1" } });
    const edits = new ResponseEdits(answer);
    for (const credentials of [AUTH, NO_CREDENTIALS]) removeCredentials(edits, answer, credentials);
    expect(edits.build("GET")).toBe(answer);
  });

  test("is heard with its very bytes", () => {
    const answer = originAnswer(403, "\u00e9 body", { "x-own": "1" }, "phrase");
    expect(withoutCredentials(answer, NO_CREDENTIALS)).toBe(answer);
    expect(withoutCredentials(answer, AUTH).body).toBe(answer.body);
  });
});

describe("an echo of them is masked", () => {
  test("in the head of an answer that passes, also in values of other steps", () => {
    const answer = new Response("body", { headers: { "x-own": "operator-token-1", "x-other": "1" } });
    const edits = new ResponseEdits(answer);
    removeCredentials(edits, answer, AUTH);
    edits.setHeader("x-new", "Bearer operator-token-1");
    expect(fields(edits.build("GET").headers)).toEqual({
      "x-own": "[redacted]",
      "x-other": "1",
      "x-new": "[redacted]",
    });
  });

  test("in its phrase", () => {
    expect(passed({}, AUTH, "for operator-token-1").statusText).toBe("for [redacted]");
    expect(passed({ a: "operator-token-1" }, AUTH, "Fine").statusText).toBe("Fine");
  });

  test.each(["x-a", "x-z"])("in any of its fields: %s", (name) => {
    const headers = { "x-m": "1", [name]: "operator-token-1" };
    expect(passed(headers, AUTH).headers.get(name)).toBe("[redacted]");
  });

  test("everywhere in an answer to be spoken, whose other bytes stay", () => {
    const answer = {
      ...originAnswer(403, "", { "x-own": "operator-token-1" }, "operator-token-1"),
      body: Buffer.from("\xe9\xff operator-token-1 \xe9", "latin1"),
    };
    const { phrase, headers, body, status, complete } = withoutCredentials(answer, AUTH);
    expect([status, complete, phrase, fields(headers)]).toEqual([
      403,
      true,
      "[redacted]",
      { "x-own": "[redacted]" },
    ]);
    expect(Buffer.from(body).toString("latin1")).toBe("\xe9\xff [redacted] \xe9");
  });
});

import { describe, expect, test } from "vitest";
import { acceptedForm } from "../../src/clients/generic/accept.ts";
import { generic, problem } from "../../src/clients/generic/generic.ts";
import { toAscii } from "../../src/text/text.ts";
import { answered, originAnswer, request } from "./failing.ts";
import {
  arrive,
  MARK,
  METHODS,
  member,
  OWN,
  parsed,
  REASONS,
  refused,
  STATUSES,
  said,
} from "./generic-cases.ts";

const BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

const PAGE = (reason: string) => said(403, reason, "<h1>No</h1>", "text/html");

describe("Accept", () => {
  test.each([
    ["", "text", "json"],
    ["*/*", "text", "json"],
    ["text/html", "text", "text"],
    [BROWSER, "text", "text"],
    ["application/json", "json", "json"],
    ["application/json, text/plain, */*", "json", "json"],
    ["text/plain, application/json", "json", "json"],
    ["application/json, application/problem+json", "problem", "problem"],
    ["application/json, */*;q=0.5", "json", "json"],
    ["application/json;q=0.2, text/plain", "text", "text"],
    ["application/json;q=0.9, text/plain;q=0.8", "json", "json"],
    ["application/*", "json", "json"],
    ["text/*, application/json;q=0.9", "text", "text"],
    ["application/vnd.github+json", "json", "json"],
    ["application/problem+json", "problem", "problem"],
    ["application/problem+json, application/json;q=0.9", "problem", "problem"],
    ["application/problem+json;q=0.1, application/json", "json", "json"],
    ["application/problem+json;q=0, */*", "text", "json"],
    ["APPLICATION/PROBLEM+JSON ; Q=1.0", "problem", "problem"],
    ["application/json;q=0, text/plain;q=0", "text", "json"],
    ["image/png", "text", "json"],
    ["application/json; charset=utf-8; q=nonsense", "json", "json"],
    [",;q=1,,=", "text", "json"],
  ])("%s is %s, and %s if the origin sent JSON", (accept, otherwise, afterJson) => {
    expect(acceptedForm(accept, ["text", "json", "problem"])).toBe(otherwise);
    expect(acceptedForm(accept, ["json", "text", "problem"])).toBe(afterJson);
  });
});

test.each(REASONS)("says a reason in each form: %s", (_name, reason) => {
  for (const status of STATUSES) {
    for (const method of METHODS) {
      const failure = said(status, reason, "<h1>No</h1>", "text/html");
      const ask = (accept: string) => arrive(generic, failure, request("/", { accept }, method));
      expect(ask("*/*").status).toBe(status);
      if (reason.length < 350) expect(ask("*/*").phrase).toBe(toAscii(reason));
      if (method === "HEAD") continue;
      expect(ask("*/*").body).toBe(`${reason}\n`);
      expect(parsed(ask("application/json").body)).toEqual({ error: reason, message: reason });
      expect(parsed(ask("application/problem+json").body)).toMatchObject({ detail: reason, status });
    }
  }
});

test("says a reason word for word", () => {
  const ask = (accept: string) => generic.speak(PAGE('<b>"No"</b>'), request("/", { accept }));
  const base = { status: 403, phrase: '<b>"No"</b>', headers: {} };
  expect(ask(BROWSER)).toEqual({ ...base, contentType: "text/plain; charset=utf-8", body: '<b>"No"</b>\n' });
  expect(ask("application/json")).toEqual({
    ...base,
    contentType: "application/json",
    body: '{"error":"<b>\\"No\\"</b>","message":"<b>\\"No\\"</b>"}',
  });
  expect(ask("application/problem+json")).toEqual({
    ...base,
    contentType: "application/problem+json",
    body: '{"type":"about:blank","status":403,"title":"Forbidden","detail":"<b>\\"No\\"</b>"}',
  });
});

test.each(OWN)("says Outspoken's own %s", (_name, failure, words) => {
  expect(arrive(generic, failure, request("/")).body).toBe(`${words}\n`);
  const accept = "application/problem+json";
  expect(member(parsed(arrive(generic, failure, request("/", { accept })).body), "detail")).toBe(words);
});

test("says the standard phrase if there is no reason", () => {
  expect(arrive(generic, refused(404, null), request("/"))).toMatchObject({
    phrase: "Not Found",
    body: "Not Found\n",
  });
  const accept = "application/problem+json";
  expect(parsed(arrive(generic, refused(404, null), request("/", { accept })).body)).toEqual({
    type: "about:blank",
    status: 404,
    title: "Not Found",
  });
});

test("keeps the code and the documentation that the origin gave", () => {
  const heard = { message: "No.", code: "DENIED", documentation: "https://packages.example/denied" };
  expect(problem(answered(403, heard))).toEqual({
    type: "https://packages.example/denied",
    status: 403,
    title: "Forbidden",
    detail: "No.",
    code: "DENIED",
  });
});

describe("an origin's own words", () => {
  test.each([
    ["JSON", '{"message":"403 Forbidden - Quarantine"}', "application/json; charset=utf-8", "*/*", MARK],
    [
      "JSON of its own type",
      '{"reason":"Quarantine"}',
      "application/vnd.acme+json",
      "application/json",
      MARK,
    ],
    [
      "several reasons",
      '{"errors":[{"detail":"a b"},{"detail":"c d"}]}',
      "application/json",
      "*/*",
      "a b; c d",
    ],
    [
      "fields",
      '{"name":["is bad","is long"],"tag":["is bad"]}',
      "application/json",
      "*/*",
      "name: is bad, is long; tag: is bad",
    ],
    ["no reason", '{"status":403}', "application/json", "*/*", null],
    [
      "a problem",
      '{"detail":"Quarantine","status":403}',
      "application/problem+json",
      "application/problem+json",
      MARK,
    ],
    [
      "a problem for a client that accepts anything",
      '{"detail":"Quarantine"}',
      "application/problem+json",
      "*/*",
      MARK,
    ],
    ["text", "Quarantine\n", "text/plain", "*/*", MARK],
  ])("stay byte for byte: %s", (_name, body, type, accept, message) => {
    const spoken = generic.speak(said(403, message, body, type), request("/", { accept }));
    expect(spoken).toMatchObject({ contentType: type, body: new TextEncoder().encode(body) });
  });

  test.each([
    ["a reason from a header", "{}", "application/json", "*/*", "application/json"],
    ["broken JSON", '{"message":"Quarantine', "application/json", "*/*", "application/json"],
    [
      "an escape sequence",
      '{"message":"\\u001b[1mQuarantine"}',
      "application/json",
      "*/*",
      "application/json",
    ],
    [
      "JSON for a browser",
      '{"message":"Quarantine"}',
      "application/json",
      BROWSER,
      "text/plain; charset=utf-8",
    ],
    ["text for a JSON client", "Quarantine", "text/plain", "application/json", "application/json"],
    ["a page", "<h1>Quarantine</h1>", "text/html", BROWSER, "text/plain; charset=utf-8"],
    [
      "JSON for a problem client",
      '{"message":"Quarantine"}',
      "application/json",
      "application/problem+json",
      "application/problem+json",
    ],
    [
      "a problem of another status",
      '{"detail":"Quarantine","status":500}',
      "application/problem+json",
      "application/problem+json",
      "application/problem+json",
    ],
    [
      "a problem without the reason",
      '{"title":"No","x":"Quarantine"}',
      "application/problem+json",
      "application/problem+json",
      "application/problem+json",
    ],
  ])("are repeated in the accepted form: %s", (_name, body, type, accept, expected) => {
    const arrived = arrive(generic, said(403, MARK, body, type), request("/", { accept }));
    expect(arrived.contentType).toBe(expected);
    const json = parsed(arrived.body);
    expect(member(json, "detail") ?? member(json, "message") ?? arrived.body.trim()).toBe(MARK);
    expect(arrived.body).not.toBe(body);
  });

  test("may be nested deeper than the stack allows", () => {
    const body = `${"[".repeat(30_000)}"x"${"]".repeat(30_000)}`;
    const failure = answered(
      400,
      { message: MARK },
      originAnswer(400, body, { "content-type": "application/json" }),
    );
    expect(arrive(generic, failure, request("/")).body).toBe('{"error":"Quarantine","message":"Quarantine"}');
  });
});

test.each([
  ["curl/8.7.1", "GET", "curl", "8.7.1", "download"],
  ["Mozilla/5.0 (X11)", "GET", "browser", "5.0", "download"],
  ["Go-http-client/2.0", "POST", "go", "2.0", "api"],
  ["acme", "DELETE", "unknown", "", "api"],
])("identifies %s (%s)", (agent, method, name, version, operation) => {
  const asked = request("/", { "user-agent": agent }, method);
  expect(generic.identify(asked)).toEqual({ name, version });
  expect(generic.operation(asked)).toBe(operation);
});

/** Which successes may be a web page instead of what was requested, by their heads. */
import { describe, expect, test } from "vitest";
import type { ClientRequest, Expected } from "../../src/clients/shared/client.ts";
import { copied, type Suspicion, suspicionOf } from "../../src/response/web-page.ts";
import { request } from "../clients/failing.ts";
import { textOf } from "./scripted-source.ts";

const GET = request("/app");
const HTML = { "content-type": "text/html" };

function answer(status: number, headers: HeadersInit = {}): Response {
  return new Response(status === 204 || status === 205 || status === 304 ? null : "content", {
    status,
    headers,
  });
}

/** The origin's answer without the type that the platform adds to a text. */
function untyped(status: number, headers: Record<string, string> = {}): Response {
  const response = answer(status, headers);
  response.headers.delete("content-type");
  return response;
}

function suspicion(
  response: Response,
  expected: Expected = "document",
  asked: ClientRequest = GET,
): Suspicion | null {
  return suspicionOf(response, asked, () => expected);
}

describe("a redirect", () => {
  const SIGN_IN = "https://id.example/login?to=/";

  test.each([300, 301, 302, 303, 307, 308, 399])("may lead to a sign-in page: %d", (status) => {
    expect(suspicion(answer(status, { location: SIGN_IN }))).toEqual({ kind: "redirect", location: SIGN_IN });
  });

  test.each<[title: string, response: Response, expected?: Expected, asked?: ClientRequest]>([
    ["without a target", answer(302)],
    ["to another package", answer(302, { location: "https://cdn.example/app.tgz" })],
    ["with the status 304", answer(304, { location: SIGN_IN })],
    ["with an error status", answer(400, { location: SIGN_IN })],
    ["where anything is expected", answer(302, { location: SIGN_IN }), "anything"],
    [
      "for a person's browser",
      answer(302, { location: SIGN_IN }),
      "document",
      request("/app", { accept: "text/html,application/xhtml+xml" }),
    ],
  ])("%s is not suspected", (_title, response, expected, asked) => {
    expect(suspicion(response, expected, asked)).toBeNull();
  });

  test.each([
    "/login",
    "/log-in",
    "/log_on",
    "/LOGON",
    "/signin",
    "/sign-on",
    "/sso",
    "/saml",
    "/oauth2",
    "/accounts",
    "//idp.example",
    "//acme.okta.example",
    "//ping.example",
    "//duo.example",
    "//cognito.example",
    "/adfs/ls",
    "/my.policy",
    "/if/flow/x",
    "/x?wa=wsignin1.0",
    "/x?a=b&client_id=c",
  ])("to %s is suspected", (location) => {
    expect(suspicion(answer(302, { location }))).not.toBeNull();
  });

  test.each([
    "/loga",
    "/log--in",
    "/log.in",
    "/sig-in",
    "/sign--in",
    "/signe",
    "/myxpolicy",
    "/if/f",
    "/xwa=1",
    "/x?awa=1",
    "/x?wan=1",
    "/client_id",
    "/x?client_id2=a",
  ])("to %s is not suspected", (location) => {
    expect(suspicion(answer(302, { location }))).toBeNull();
  });
});

describe("content", () => {
  test.each<[title: string, response: Response]>([
    ["HTML", answer(200, HTML)],
    ["HTML in capitals", answer(200, { "content-type": "Text/HTML" })],
    ["HTML with a charset", answer(200, { "content-type": "text/html; charset=utf-8" })],
    ["HTML with a blank", answer(200, { "content-type": "text/html ;charset=utf-8" })],
    ["one of two types", answer(200, { "content-type": "text/html, text/plain" })],
    ["XHTML", answer(200, { "content-type": "application/xhtml+xml" })],
    ["no type", untyped(200)],
  ])("may be a page: %s", (_title, response) => {
    expect(suspicion(response)).toEqual({ kind: "page", wanted: "document", mayBeEmpty: false });
  });

  test.each([
    "application/json",
    "text/plain",
    "text/html5",
    "text/htmlx;a=b",
    "x-text/html",
    "text/html x",
    "application/xhtml",
    "application/xhtmlxxml",
    "",
  ])("is not a page by its type: %j", (type) => {
    expect(suspicion(answer(200, { "content-type": type }))).toBeNull();
  });

  test.each<[title: string, response: Response, asked: ClientRequest]>([
    ["a HEAD", answer(200, HTML), request("/app", {}, "HEAD")],
    ["204", answer(204, HTML), GET],
    ["205", answer(205, HTML), GET],
    ["a part", answer(206, HTML), GET],
    ["a later part", answer(206, { ...HTML, "content-range": "bytes 10-20/30" }), GET],
    ["a part with an invalid range", answer(206, { ...HTML, "content-range": "items bytes 0-9/30" }), GET],
    ["a part in another unit", answer(206, { ...HTML, "content-range": "kilobytes 0-9/30" }), GET],
    ["a part whose range begins otherwise", answer(206, { ...HTML, "content-range": "bytes 00-9/30" }), GET],
  ])("is absent, or lacks its beginning: %s", (_title, response, asked) => {
    expect(suspicion(response, "document", asked)).toBeNull();
  });

  test.each(["bytes 0-9/30", "Bytes 0-9/*"])("may be a page in the first part: %s", (range) => {
    expect(suspicion(answer(206, { ...HTML, "content-range": range }))).toEqual({
      kind: "page",
      wanted: "document",
      mayBeEmpty: true,
    });
  });

  test.each<[expected: Expected, suspicion: Suspicion | null]>([
    ["document", { kind: "page", wanted: "document", mayBeEmpty: false }],
    ["xml", { kind: "page", wanted: "xml", mayBeEmpty: false }],
    ["links", { kind: "page", wanted: "links", mayBeEmpty: false }],
    ["receipt", { kind: "page", wanted: "receipt", mayBeEmpty: true }],
    ["content", null],
    ["anything", null],
  ])("where %s is wanted", (expected, found) => {
    expect(suspicion(answer(200, HTML), expected)).toEqual(found);
  });

  test.each([
    ["text/html,application/xhtml+xml,*/*", null],
    ["text/html", "page"],
    ["application/json", "page"],
  ])("for a client that accepts %s: %s", (accept, kind) => {
    expect(suspicion(answer(200, HTML), "document", request("/app", { accept }))?.kind ?? null).toBe(kind);
  });
});

describe("no content", () => {
  const EMPTY = { "content-length": "0", "content-type": "application/json" };

  test.each<Expected>(["document", "xml", "links"])("can't be what was requested: %s", (expected) => {
    expect(suspicion(answer(200, EMPTY), expected)).toEqual({ kind: "nothing" });
    expect(suspicion(answer(200, { ...EMPTY, ...HTML }), expected)).toEqual({ kind: "nothing" });
  });

  test.each<[title: string, response: Response, expected?: Expected, asked?: ClientRequest]>([
    ["for a receipt", answer(200, EMPTY), "receipt"],
    ["for a package", answer(200, EMPTY), "content"],
    ["for anything", answer(200, EMPTY), "anything"],
    ["with another status", answer(201, EMPTY)],
    ["to a HEAD", answer(200, EMPTY), "document", request("/app", {}, "HEAD")],
    ["to a POST", answer(200, EMPTY), "document", request("/app", {}, "POST")],
    ["of another Outspoken", answer(200, { ...EMPTY, "x-outspoken": "forbidden" })],
    ["with a length of 1", answer(200, { ...EMPTY, "content-length": "1" })],
  ])("may be right: %s", (_title, response, expected, asked) => {
    expect(suspicion(response, expected, asked)).toBeNull();
  });
});

test("the format is asked what to expect only if something may be wrong", () => {
  const expected = (): Expected => {
    throw new Error("asked");
  };
  const passing = [answer(200, { "content-type": "application/json" }), answer(204, HTML), answer(302)];
  expect(passing.map((response) => suspicionOf(response, GET, expected))).toEqual([null, null, null]);
});

describe("a copy", () => {
  const CODED = { "content-encoding": "gzip", "content-length": "7", a: "b" };

  test("has the same content, and the answer passes as it came", async () => {
    const response = new Response("content", { status: 201, statusText: "Made", headers: CODED });
    const copy = copied(response);
    expect(textOf(await copy?.reader.next())).toBe("content");
    const passed = copy?.passed;
    expect([passed?.status, passed?.statusText, await passed?.text()]).toEqual([201, "Made", "content"]);
    expect(Object.fromEntries(passed?.headers ?? [])).toEqual(Object.fromEntries(response.headers));
  });

  test.each<[title: string, response: Response]>([
    ["no body", new Response(null)],
    ["a coding that can't be undone", answer(200, { "content-encoding": "zstd" })],
    ["nothing in it", answer(200, { "content-length": "0" })],
    ["nothing in a coding", answer(200, { "content-encoding": "gzip", "content-length": "0" })],
  ])("is not made: %s", (_title, response) => {
    expect(copied(response)).toBeNull();
    expect(response.body?.locked ?? false).toBe(false);
  });
});

/** npm: bodies of the origin that start a dialogue between npm and its user. */
import { describe, expect, test } from "vitest";
import { npm } from "../../src/clients/npm/npm.ts";
import { arrive } from "./arrival.ts";
import { answered, originAnswer } from "./failing.ts";
import { asks, BERRY, BUN, NPM11, NPM12, PNPM11, PNPM12, YARN1 } from "./npm-cases.ts";

describe("a body that drives a protocol", () => {
  const WEB = '{"authUrl":"https://registry.example/a/npm_0123456789abcdef","doneUrl":"https://x.example/d"}';
  test.each([
    ["a sign-in in the browser", WEB],
    ["a one-time password", "You must provide a one-time pass. <br>"],
    ["a one-time password in JSON", '{"ok":false,"message":"one-time password wanted"}'],
  ])("passes unchanged: %s", (_name, body) => {
    for (const agent of [NPM11, NPM12, PNPM11, PNPM12, BUN, YARN1, BERRY]) {
      const failure = answered(401, { message: "Log in." }, originAnswer(401, body));
      expect(arrive(npm, failure, asks(agent, "/left-pad", "PUT", "publish")).body).toBe(body);
    }
  });

  test.each([
    [
      "a one-time password",
      401,
      "<script>alert(1)</script> one-time pass glpat-AbCdEfGhIjKlMnOpQr12 \u001b[2J",
    ],
    ["a sign-in", 403, '{"authUrl":"","doneUrl":"","error":"\\u001b[2J glpat-AbCdEfGhIjKlMnOpQr12"}'],
  ])("is replaced if it is not clean: %s", (_name, status, body) => {
    const failure = answered(
      status,
      { message: "Log in." },
      originAnswer(status, body, { "content-type": "text/html" }),
    );
    const spoken = arrive(npm, failure, asks(NPM11, "/left-pad", "PUT", "publish"));
    expect([spoken.body, spoken.headers.get("content-type")]).toEqual([
      '{"error":"Log in."}',
      "application/json",
    ]);
  });

  test.each([
    ["a one-time password", 401, "<b>one-time pass</b>", "text/plain; charset=utf-8"],
    ["a sign-in", 401, WEB, "application/json"],
  ])("is not sent as HTML: %s", (_name, status, body, type) => {
    const failure = answered(
      status,
      { message: "Log in." },
      originAnswer(status, body, { "content-type": "text/html" }),
    );
    const spoken = arrive(npm, failure, asks(NPM11, "/left-pad", "PUT", "publish"));
    expect([spoken.body, spoken.headers.get("content-type")]).toEqual([body, type]);
  });

  test("is replaced on another status", () => {
    const failure = answered(403, { message: "No." }, originAnswer(403, '{"message":"one-time pass"}'));
    expect(arrive(npm, failure, asks(NPM11, "/left-pad", "PUT")).body).toBe('{"error":"No."}');
  });
});

/** lfs: what its clients print. */
import { describe, expect, test } from "vitest";
import { lfs } from "../../src/clients/lfs.ts";
import { lfsPrints } from "../../src/console/terminals/system.ts";
import { statusPhrase } from "../../src/failure/status-phrase.ts";
import { parseJson } from "../../src/text/json.ts";
import { arrive, count, REASONS, STATUSES } from "./arrival.ts";
import { answered, originAnswer, request, timedOut, unreachable } from "./failing.ts";

const GIT_LFS = "git-lfs/3.7.0 (GitHub; linux amd64; go 1.25.1)";
const BATCH = "/group/project.git/info/lfs/objects/batch";
const OBJECT = "/group/project.git/gitlab-lfs/objects/0123abcd";
const LFS_JSON = "application/vnd.git-lfs+json";

function asks(path = BATCH, method = "POST", agent = GIT_LFS) {
  return request(path, { "user-agent": agent, accept: LFS_JSON }, method);
}

describe.each([
  ["batch", asks()],
  ["batch by another client", asks(BATCH, "POST", "curl/8.5.0")],
  ["download of an object", asks(OBJECT, "GET")],
  ["upload of an object", asks(OBJECT, "PUT")],
  ["lock", asks("/group/project.git/info/lfs/locks/verify")],
])("%s", (_operation, asked) => {
  describe.each(STATUSES)("%i", (status) => {
    test.each(REASONS)("prints the reason cleanly and once: %s", (_name, reason) => {
      const a = arrive(lfs, answered(status, { message: reason }), asked);
      expect(lfsPrints(a).replace(/^(Authentication required|Fatal error): /, "")).toBe(reason);
      expect(a.phrase).toContain("quarantine");
    });

    test("keeps the standard phrase if the origin gave no reason", () => {
      const a = arrive(lfs, answered(status, {}), asked);
      expect(a.phrase).toBe(statusPhrase(status));
      expect(lfsPrints(a).endsWith(statusPhrase(status))).toBe(true);
    });
  });

  test.each([
    ["timeout", timedOut(), 504],
    ["unreachable", unreachable(), 502],
  ])("says our own %s with its reference", (_name, failure, status) => {
    const a = arrive(lfs, failure, asked);
    expect(a.status).toBe(status);
    expect(count(lfsPrints(a), "Reference: bcdfghjkmn")).toBe(1);
  });
});

test("passes on the origin's links and request ID", () => {
  const heard = { message: "Sign in.", documentation: "https://docs.example/lfs", requestId: "123" };
  const answer = originAnswer(401, "<p>Sign in.</p>", { "lfs-authenticate": 'Basic realm="x"' });
  const a = arrive(lfs, answered(401, heard, answer), asks());
  expect(parseJson(a.body)).toEqual({
    message: "Sign in.",
    documentation_url: "https://docs.example/lfs",
    request_id: "123",
  });
  expect(a.headers.get("lfs-authenticate")).toBe('Basic realm="x"');
  expect(a.headers.get("content-type")).toBe(LFS_JSON);
});

describe("an origin's own answer", () => {
  const said = (body: string, type: string) =>
    answered(403, { message: "Quota is used up." }, originAnswer(403, body, { "content-type": type }));
  const good = '{"message": "Quota is used up.", "documentation_url":null, "request_id":"7"}\n';

  test.each([
    [LFS_JSON, LFS_JSON],
    [`${LFS_JSON}; charset=utf-8`, `${LFS_JSON}; charset=utf-8`],
    ["application/json", "application/json"],
    ["application/json;charset=UTF-8", "application/json;charset=UTF-8"],
    ["Application/JSON", LFS_JSON],
    ["text/plain", LFS_JSON],
    ["application/json ; charset=utf-8", LFS_JSON],
  ])("stays byte for byte as %s, and is sent as %s", (type, sent) => {
    const a = arrive(lfs, said(good, type), asks());
    expect([a.body, a.headers.get("content-type")]).toEqual([good, sent]);
    expect(lfsPrints(a)).toBe("Quota is used up.");
  });

  test.each([
    ["broken JSON", '{"message":"Quota is used up."'],
    ["a number instead of a string", '{"message":"Quota is used up.","request_id":7}'],
    ["a second message in capitals", '{"message":"Quota is used up.","Message":"x"}'],
    ["message is a list", '{"message":["Quota is used up."]}'],
    ["an empty message", '{"message":"","error":"Quota is used up."}'],
    ["a list", '[{"message":"Quota is used up."}]'],
    ["a page", "<h1>Quota is used up.</h1>"],
  ])("is replaced if it would do harm: %s", (_name, body) => {
    const a = arrive(lfs, said(body, "application/json"), asks());
    expect(a.body).toBe('{"message":"Quota is used up."}');
    expect(lfsPrints(a)).toBe("Quota is used up.");
  });
});

test.each([
  [3_600, "60"],
  [45, "45"],
  [2, "2"],
  [null, null],
])("Retry-After of %s seconds is %s", (seconds, sent) => {
  const answer = originAnswer(429, "", { "retry-after": "Wed, 21 Oct 2026 07:28:00 GMT" });
  const a = arrive(lfs, answered(429, { retryAfterSeconds: seconds }, answer), asks());
  expect(a.headers.get("retry-after")).toBe(sent);
});

test.each([
  [GIT_LFS, "git-lfs", "3.7.0"],
  ["curl/8.5.0", "unknown", ""],
])("%s is %s %s", (agent, name, version) => {
  expect(lfs.identify(asks(BATCH, "POST", agent))).toEqual({ name, version });
});

test.each([
  ["POST", BATCH, "metadata"],
  ["GET", OBJECT, "download"],
  ["PUT", OBJECT, "publish"],
  ["POST", "/group/project.git/info/lfs/objects/verify", "api"],
  ["GET", "/group/project.git/info/lfs/locks", "api"],
  ["POST", "/group/project.git/info/lfs/locks/7/unlock", "api"],
])("%s %s is %s", (method, path, expected) => {
  expect(lfs.operation(asks(path, method))).toBe(expected);
});

test("the default timeout is below git-lfs's 30 seconds", () => {
  expect(lfs.timeoutMs.read).toBeLessThan(30_000);
  expect(lfs.timeoutMs.read).toBeGreaterThan(20_000);
});

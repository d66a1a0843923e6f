/** galaxy: what its clients print. */
import { describe, expect, test } from "vitest";
import { galaxy } from "../../src/clients/galaxy.ts";
import { galaxyPrints } from "../../src/console/terminals/system.ts";
import { statusPhrase } from "../../src/failure/status-phrase.ts";
import { type Arrived, arrive, count, member, REASONS, STATUSES } from "./arrival.ts";
import { answered, originAnswer, request, timedOut, unreachable } from "./failing.ts";

const ANSIBLE = "ansible-galaxy/2.19.0 (Linux; python:3.12.1)";
const V3 = "/api/v3/plugin/ansible/content/published/collections/index/ns/name/versions/";
const V2 = "/api/v2/collections/ns/name/versions/";
const V1 = "/api/v1/roles/";
const ARTIFACT = "/api/v3/plugin/ansible/content/published/collections/artifacts/ns-name-1.0.0.tar.gz";

function asks(path = V3, method = "GET", agent = ANSIBLE) {
  return request(path, { "user-agent": agent }, method);
}

/** urllib's HTTPError, which downloads print. */
function downloadPrints(a: Arrived): string {
  return `Failed to download collection tar: HTTP Error ${a.status}: ${a.phrase}`;
}

describe.each([
  ["v3", asks(V3), galaxyPrints],
  ["v3 publish", asks("/api/v3/artifacts/collections/", "POST"), galaxyPrints],
  ["v2", asks(V2), galaxyPrints],
  ["v1", asks(V1), galaxyPrints],
  ["the root", asks("/api/"), galaxyPrints],
  ["a version in the prefix of the route", asks("/roles/"), galaxyPrints],
  ["download", asks(ARTIFACT), downloadPrints],
] as const)("%s", (_operation, asked, prints) => {
  describe.each(STATUSES)("%i", (status) => {
    test.each(REASONS)("prints the reason cleanly and once: %s", (_name, reason) => {
      const terminal = prints(arrive(galaxy, answered(status, { message: reason }), asked));
      expect(count(terminal, "quarantine")).toBe(1);
      if (prints === galaxyPrints) expect(terminal).toContain(`Message: ${reason}`);
    });

    test("keeps the standard phrase if the origin gave no reason", () => {
      const a = arrive(galaxy, answered(status, {}), asked);
      expect(a.phrase).toBe(statusPhrase(status));
      expect(count(prints(a), statusPhrase(status))).toBe(1);
    });
  });

  test.each([
    ["timeout", timedOut(), 504],
    ["unreachable", unreachable(), 502],
  ])("says our own %s with its reference", (_name, failure, status) => {
    const a = arrive(galaxy, failure, asked);
    expect(a.status).toBe(status);
    expect(count(prints(a), "Reference: bcdfghjkmn")).toBe(1);
  });
});

test("shows the origin's code, else the category", () => {
  const coded = answered(404, { message: "No such thing.", code: "not_there" });
  expect(galaxyPrints(arrive(galaxy, coded, asks()))).toContain("Code: not_there)");
  expect(galaxyPrints(arrive(galaxy, answered(403, { message: "No." }), asks()))).toContain(
    "Code: forbidden)",
  );
});

describe("an origin's own answer", () => {
  const said = (body: string) =>
    answered(
      404,
      { message: "No such thing." },
      originAnswer(404, body, { "content-type": "application/json" }),
    );

  test.each([
    [V3, '{"errors": [{"status":"404","code":"x","title":"Not found","detail":"No such thing."}]}'],
    [V3, '{"errors":[{"title":"No such thing."}],"more":1}'],
    [V2, '{"code":"x", "message":"No such thing."}'],
    [V1, '{"default":"No such thing."}'],
  ])("stays byte for byte under %s: %s", (path, body) => {
    const a = arrive(galaxy, said(body), asks(path));
    expect(a.body).toBe(body);
    expect(count(galaxyPrints(a), "No such thing.")).toBe(1);
  });

  test.each([
    ["a list crashes the client", V3, '["No such thing."]'],
    ["a bare string crashes the client", V1, '"No such thing."'],
    ["errors that are strings crash the client", V3, '{"errors":["No such thing."]}'],
    ["a null in errors crashes the client", V3, '{"errors":[null],"detail":"No such thing."}'],
    ["the form of another version", V3, '{"default":"No such thing."}'],
    ["the form of another version", V1, '{"errors":[{"detail":"No such thing."}]}'],
    ["an empty default", V1, '{"default":"","detail":"No such thing."}'],
    ["a page", V3, "<h1>No such thing.</h1>"],
  ])("is replaced if it would do harm: %s, %s", (_name, path, body) => {
    const a = arrive(galaxy, said(body), asks(path));
    expect(member(a.body, "message")).toBe("No such thing.");
    expect(count(galaxyPrints(a), "No such thing.")).toBe(1);
  });
});

test.each([
  [3_600, "3600"],
  [2, "2"],
  [null, null],
])("Retry-After of %s seconds is %s", (seconds, sent) => {
  const answer = originAnswer(429, "", { "retry-after": "Wed, 21 Oct 2026 07:28:00 GMT" });
  const a = arrive(galaxy, answered(429, { retryAfterSeconds: seconds }, answer), asks());
  expect(a.headers.get("retry-after")).toBe(sent);
});

test.each([
  [ANSIBLE, "ansible-galaxy", "2.19.0"],
  ["curl/8.5.0", "unknown", ""],
])("%s is %s %s", (agent, name, version) => {
  expect(galaxy.identify(asks(V3, "GET", agent))).toEqual({ name, version });
});

test.each([
  ["GET", "/", "probe"],
  ["GET", "/api/", "probe"],
  ["GET", "/ansible/demo/", "probe"],
  ["GET", "/ansible/demo/api/", "probe"],
  ["GET", "/roles/", "metadata"],
  ["GET", V3, "metadata"],
  ["GET", ARTIFACT, "download"],
  ["GET", "/api/v1/search/roles/", "search"],
  ["POST", "/api/v3/artifacts/collections/", "publish"],
  ["POST", "/api/v1/tokens/", "login"],
  ["DELETE", "/api/v1/removerole/", "delete"],
])("%s %s is %s", (method, path, expected) => {
  expect(galaxy.operation(asks(path, method))).toBe(expected);
});

test("the default timeout is below ansible-galaxy's 60 seconds", () => {
  expect(galaxy.timeoutMs.read).toBeLessThan(60_000);
  expect(galaxy.timeoutMs.read).toBeGreaterThan(30_000);
});

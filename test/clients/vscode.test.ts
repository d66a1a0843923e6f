import { describe, expect, test } from "vitest";
import { vscode } from "../../src/clients/vscode.ts";
import { request } from "./failing.ts";
import {
  type Arrived,
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

const CODE = { "user-agent": "VSCode 1.104.0 (Code)", "x-market-client-id": "VSCode 1.104.0" };
const QUERY = "/_apis/public/gallery/extensionquery";

/** eclipse/openvsx cli/src/registry.ts: `message`, then `error`, else the status line. */
function ovsxPrints(a: Arrived): string {
  const json = parsed(a.body);
  const text = member(json, "message") || member(json, "error");
  return text ? String(text) : `The server responded with status ${a.status}: ${a.phrase}`;
}

/** typed-rest-client lib/RestClient.ts: `message`, else the whole body. */
function vscePrints(a: Arrived): string {
  return String(member(parsed(a.body), "message") || a.body || `Failed request: (${a.status})`);
}

test.each(REASONS)("says a reason to the publishers' tools, alone and whole: %s", (_name, reason) => {
  for (const status of STATUSES) {
    for (const method of METHODS.filter((each) => each !== "HEAD")) {
      const arrived = arrive(vscode, refused(status, reason), request("/api/-/publish", {}, method));
      expect(arrived.status).toBe(status);
      expect(ovsxPrints(arrived)).toBe(reason);
      expect(vscePrints(arrived)).toBe(reason);
    }
  }
});

test("says a reason to the letter", () => {
  expect(vscode.speak(said(403, 'Größe "x"', "", "text/plain"), request(QUERY, CODE, "POST"))).toEqual({
    status: 403,
    phrase: 'Grosse "x"',
    contentType: "application/json",
    headers: {},
    body: '{"message":"Größe \\"x\\"","error":"Größe \\"x\\""}',
  });
});

test("says the standard phrase where there is no reason", () => {
  expect(ovsxPrints(arrive(vscode, refused(404, null), request(QUERY)))).toBe("Not Found");
});

test.each(OWN)("says Outspoken's own %s", (_name, failure, words) => {
  const arrived = arrive(vscode, failure, request(QUERY, CODE));
  expect([arrived.phrase, ovsxPrints(arrived), vscePrints(arrived)]).toEqual([words, words, words]);
});

describe("an origin's own JSON", () => {
  test.each([
    [
      "the Marketplace's",
      '{"$id":"1","message":"Quarantine","typeKey":"X"}',
      "application/json; charset=utf-8",
    ],
    ["Open VSX's", '{"error":"Quarantine"}', "application/json"],
  ])("stays byte for byte: %s", (_name, body, type) => {
    const spoken = vscode.speak(said(403, MARK, body, type), request(QUERY, CODE));
    expect(spoken).toMatchObject({ contentType: type, body: new TextEncoder().encode(body) });
  });

  test.each([
    ["a `message` without the reason", '{"message":"Forbidden","detail":"Quarantine"}'],
    ["another shape", '{"errors":[{"detail":"Quarantine"}]}'],
    ["an escape sequence", '{"message":"\\u001b[1mQuarantine"}'],
    ["text", "Quarantine"],
  ])("is mended: %s", (_name, body) => {
    const arrived = arrive(vscode, said(403, MARK, body, "application/json"), request(QUERY, CODE));
    expect([ovsxPrints(arrived), vscePrints(arrived)]).toEqual([MARK, MARK]);
  });
});

test.each([
  [CODE, QUERY, "POST", "vscode", "1.104.0", "search"],
  [{ "user-agent": "VSCode 1.104.0 (Code)" }, "/acme/left/latest", "GET", "vscode", "1.104.0", "metadata"],
  [
    CODE,
    "/_apis/public/gallery/publishers/acme/vsextensions/left/1.0/vspackage",
    "GET",
    "vscode",
    "1.104.0",
    "download",
  ],
  [{}, "/api/acme/left/1.0/file/left.vsix", "GET", "unknown", "", "download"],
  [{}, "/api/-/publish", "POST", "unknown", "", "publish"],
  [{ "user-agent": "curl/8.7.1" }, "/api/acme/left", "DELETE", "curl", "8.7.1", "delete"],
])("knows %o at %s (%s)", (headers, path, method, name, version, operation) => {
  const asked = request(path, headers, method);
  expect(vscode.identify(asked)).toEqual({ name, version });
  expect(vscode.operation(asked)).toBe(operation);
});

import { describe, expect, test } from "vitest";
import { vscode } from "../../src/clients/vscode.ts";
import {
  ovsxDownloads,
  ovsxPrints,
  vscePublishPrints,
  vsceShowPrints,
} from "../../src/console/terminals/extensions.ts";
import { request } from "./failing.ts";
import { arrive, MARK, METHODS, OWN, REASONS, refused, STATUSES, said } from "./generic-cases.ts";

const CODE = { "user-agent": "VSCode 1.104.0 (Code)", "x-market-client-id": "VSCode 1.104.0" };
const QUERY = "/_apis/public/gallery/extensionquery";
const VSCE = { "user-agent": "vsce" };
const PUBLISH = "/_apis/gallery/extensions";

test.each(REASONS)("says a reason to the publishers' tools, alone and in full: %s", (_name, reason) => {
  for (const status of STATUSES) {
    for (const method of METHODS.filter((each) => each !== "HEAD")) {
      const ofOvsx = arrive(vscode, refused(status, reason), request("/api/-/publish", {}, method));
      expect(ofOvsx.status).toBe(status);
      expect(ovsxPrints(ofOvsx)).toBe(`❌  ${reason}`);
      const published = arrive(vscode, refused(status, reason), request(PUBLISH, VSCE, method));
      expect(vscePublishPrints(published)).toBe(`ERROR  ${reason}`);
      const queried = arrive(vscode, refused(status, reason), request(QUERY, VSCE, method));
      expect(vsceShowPrints(queried)).toBe(`ERROR  ${reason}`);
    }
  }
});

test("says a reason word for word", () => {
  expect(vscode.speak(said(403, 'Größe "x"', "", "text/plain"), request(QUERY, CODE, "POST"))).toEqual({
    status: 403,
    phrase: 'Grosse "x"',
    contentType: "application/json",
    headers: {},
    body: '{"message":"Größe \\"x\\"","error":"Größe \\"x\\"","errorCode":0}',
  });
});

test("says the standard phrase if there is no reason", () => {
  expect(ovsxPrints(arrive(vscode, refused(404, null), request(QUERY)))).toBe("❌  Not Found");
});

test.each(OWN)("says Outspoken's own %s", (_name, failure, words) => {
  const arrived = arrive(vscode, failure, request(QUERY, CODE));
  expect([arrived.phrase, ovsxPrints(arrived)]).toEqual([words, `❌  ${words}`]);
  const printed = [vscePublishPrints(arrived), vsceShowPrints(arrived)];
  expect(printed).toEqual([`ERROR  ${words}`, `ERROR  ${words}`]);
});

describe("an origin's own JSON", () => {
  test.each([
    [
      "the Marketplace's for a query",
      QUERY,
      '{"$id":"1","message":"Quarantine","typeKey":"X","errorCode":0}',
      "application/json; charset=utf-8",
    ],
    ["the Marketplace's", PUBLISH, '{"$id":"1","message":"Quarantine","typeKey":"X"}', "application/json"],
    ["Open VSX's", "/api/-/publish", '{"error":"Quarantine"}', "application/json"],
    ["Open VSX's from its other API", "/vscode/gallery/item", '{"error":"Quarantine"}', "application/json"],
  ])("stays byte for byte: %s", (_name, path, body, type) => {
    const spoken = vscode.speak(said(403, MARK, body, type), request(path, CODE));
    expect(spoken).toMatchObject({ contentType: type, body: new TextEncoder().encode(body) });
  });

  test.each([
    ["a `message` without the reason", '{"message":"Forbidden","detail":"Quarantine"}'],
    ["Open VSX's, which vsce does not read", '{"error":"Quarantine"}'],
    ["what vsce takes for a list of extensions", '{"message":"Quarantine"}'],
    ["another shape", '{"errors":[{"detail":"Quarantine"}]}'],
    ["an escape sequence", '{"message":"\\u001b[1mQuarantine"}'],
    ["text", "Quarantine"],
  ])("is replaced: %s", (_name, body) => {
    const arrived = arrive(vscode, said(403, MARK, body, "application/json"), request(QUERY, CODE));
    const printed = [ovsxPrints(arrived), vscePublishPrints(arrived), vsceShowPrints(arrived)];
    expect(printed).toEqual([`❌  ${MARK}`, `ERROR  ${MARK}`, `ERROR  ${MARK}`]);
  });
});

test("replaces Open VSX's error for a vsce whose path begins after `/_apis/gallery`", () => {
  const failure = said(403, MARK, '{"error":"Quarantine"}', "application/json");
  const asked = request("/extensions", { "user-agent": "node-Gallery-api" }, "POST");
  expect(vscePublishPrints(arrive(vscode, failure, asked))).toBe(`ERROR  ${MARK}`);
});

test("says a reason to ovsx on a download, of which it reads no body", () => {
  const path = "/api/acme/left/1.0/file/left.vsix";
  expect(ovsxDownloads(arrive(vscode, refused(403, MARK), request(path)))).toBe(
    `❌  The server responded with status 403: ${MARK}`,
  );
});

test("waits no longer than the clients: ovsx reads for 30 s, vsce publishes for 3 minutes", () => {
  expect(vscode.timeoutMs.read).toBeLessThan(30_000);
  expect(vscode.timeoutMs.write).toBeLessThan(180_000);
  expect(vscode.timeoutMs.write).toBeGreaterThan(150_000);
});

test.each([
  [VSCE, QUERY, "POST", "vsce", "", "search"],
  [{ "user-agent": "node-Gallery-api" }, PUBLISH, "POST", "vsce", "", "publish"],
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
])("identifies %o at %s (%s)", (headers, path, method, name, version, operation) => {
  const asked = request(path, headers, method);
  expect(vscode.identify(asked)).toEqual({ name, version });
  expect(vscode.operation(asked)).toBe(operation);
});

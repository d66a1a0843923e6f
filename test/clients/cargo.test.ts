import { describe, expect, test } from "vitest";
import { cargo } from "../../src/clients/cargo.ts";
import { cargoApiPrints, cargoDownloadPrints } from "../../src/console/terminals/languages.ts";
import { statusPhrase } from "../../src/failure/status-phrase.ts";
import { request } from "./failing.ts";
import { arrive, count, MARK, OWN, REASONS, refused, STATUSES, said } from "./generic-cases.ts";

const AGENT = { "user-agent": "cargo/1.95.0 (f2d3ce0bd 2026-03-21)" };
const INDEX = { ...AGENT, accept: "text/plain", "cargo-protocol": "version=1" };
const API = { ...AGENT, accept: "application/json" };
const ENTRY = "/le/ft/left-pad";
const CRATE = "/api/v1/crates/left-pad/1.3.0/download";
const PUBLISH = "/api/v1/crates/new";

describe.each(REASONS)("a reason that is %s", (_name, reason) => {
  test.each(STATUSES)("is shown once for an index, a crate and the API on %s", (status) => {
    const failure = refused(status, reason);
    for (const asked of [request(ENTRY, INDEX), request("/config.json", INDEX), request(CRATE, AGENT)]) {
      const arrived = arrive(cargo, failure, asked);
      const printed = cargoDownloadPrints(arrived);
      expect(arrived.status).toBe(status);
      expect(count(printed, MARK)).toBe(1);
      expect(printed).not.toContain("…");
      expect(printed).not.toContain('{"message');
    }
    const api = cargoApiPrints(arrive(cargo, failure, request(PUBLISH, API, "PUT")));
    expect(api).toBe(
      `error: the remote server responded with an error (status ${status} ${statusPhrase(status)}): ${reason}`,
    );
  });
});

test("answers a publish in the API's form, whichever client sends it", () => {
  const arrived = arrive(cargo, refused(403, MARK), request(PUBLISH, { "user-agent": "curl/8.7.1" }, "PUT"));
  expect(arrived.body).toBe('{"errors":[{"detail":"Quarantine"}]}');
});

test("keeps every character of a text that Cargo shows in full", () => {
  const reason = `Quarantine ${"📦".repeat(500)}`;
  expect([...reason]).toHaveLength(511);
  expect(arrive(cargo, refused(403, reason), request(ENTRY, INDEX)).body).toBe(reason);
  const longer = arrive(cargo, refused(403, `${reason}!`), request(ENTRY, INDEX));
  expect(longer.body).toMatch(/📦\.\.\.$/u);
});

test("says a reason word for word", () => {
  const failure = refused(403, 'Größe "x"');
  expect(cargo.speak(failure, request(ENTRY, INDEX))).toEqual({
    status: 403,
    phrase: 'Grosse "x"',
    contentType: "text/plain; charset=utf-8",
    headers: {},
    body: 'Größe "x"',
  });
  expect(cargo.speak(failure, request(PUBLISH, API, "PUT"))).toMatchObject({
    contentType: "application/json",
    body: '{"errors":[{"detail":"Größe \\"x\\""}]}',
  });
});

test("says the standard phrase if there is no reason", () => {
  expect(arrive(cargo, refused(404, null), request(ENTRY, INDEX)).body).toBe("Not Found");
  expect(cargoApiPrints(arrive(cargo, refused(503, null), request(PUBLISH, API, "PUT")))).toMatch(
    /: Service Unavailable$/,
  );
});

test.each(OWN)("says Outspoken's own %s everywhere", (_name, failure, words) => {
  expect(arrive(cargo, failure, request(ENTRY, INDEX)).body).toBe(words);
  expect(cargoApiPrints(arrive(cargo, failure, request(PUBLISH, API, "PUT")))).toContain(`): ${words}`);
});

test("puts the reason into the phrase for a HEAD too", () => {
  expect(arrive(cargo, refused(403, "No."), request(ENTRY, INDEX, "HEAD"))).toMatchObject({
    phrase: "No.",
    body: "",
  });
});

describe("an origin's own words", () => {
  test.each([
    [
      "one detail",
      '{"ok":false,"errors":[{"detail":"Quarantine"}]}\n',
      "application/json;charset=utf-8",
      MARK,
    ],
    ["two details", '{"errors":[{"detail":"a","code":1},{"detail":"b"}]}', "application/json", "a; b"],
    ["two sentences", '{"errors":[{"detail":"A."},{"detail":"B."}]}', "application/json", "A. B."],
    ["nothing but the status", '{"errors":[{"detail":"Internal Server Error"}]}', "application/json", null],
  ])("stay byte for byte in the API: %s", (_name, body, type, message) => {
    const spoken = cargo.speak(said(500, message, body, type), request(PUBLISH, API, "PUT"));
    expect(spoken).toMatchObject({ contentType: type, body: new TextEncoder().encode(body) });
  });

  test.each([
    ["an empty detail", '{"errors":[{"detail":""}],"message":"Quarantine"}', "application/json"],
    ["an item without detail", '{"errors":[{"detail":"a"},{"message":"Quarantine"}]}', "application/json"],
    ["no item", '{"errors":[],"message":"Quarantine"}', "application/json"],
    ["another shape", '{"errors":["Quarantine"]}', "application/json"],
    [
      "words that lack the reason",
      '{"errors":[{"detail":"Forbidden"}],"reason":"Quarantine"}',
      "application/json",
    ],
    ["an escape sequence", '{"errors":[{"detail":"\\u001b[2JQuarantine"}]}', "application/json"],
    ["a lone carriage return", '{"errors":[{"detail":"All is well\\rQuarantine"}]}', "application/json"],
    ["text", "Quarantine", "text/plain"],
    ["a page", "<html><h1>Quarantine</h1></html>", "text/html"],
  ])("become `errors` in the API: %s", (_name, body, type) => {
    const printed = cargoApiPrints(arrive(cargo, said(403, MARK, body, type), request(PUBLISH, API, "PUT")));
    expect(printed).toBe(
      "error: the remote server responded with an error (status 403 Forbidden): Quarantine",
    );
  });

  test("stay byte for byte for an index if they are a short text", () => {
    const spoken = cargo.speak(said(403, MARK, "Quarantine\n", "text/plain"), request(ENTRY, INDEX));
    expect(spoken).toMatchObject({
      contentType: "text/plain",
      body: new TextEncoder().encode("Quarantine\n"),
    });
  });

  test.each([
    ["JSON", '{"errors":[{"detail":"Quarantine"}]}', "application/json"],
    ["a page", "<html><h1>Quarantine</h1></html>", "text/html"],
    ["more than is shown", `${"x ".repeat(300)}Quarantine`, "text/plain"],
  ])("become one line for an index: %s", (_name, body, type) => {
    expect(arrive(cargo, said(403, MARK, body, type), request(ENTRY, INDEX)).body).toBe(MARK);
  });
});

describe("a notice", () => {
  test.each([
    [
      "a publish",
      PUBLISH,
      "PUT",
      200,
      { kind: "json_member", name: "warnings", value: { other: ["Soon."] } },
    ],
    ["a publish that failed", PUBLISH, "PUT", 201, null],
    ["an index file", ENTRY, "GET", 200, null],
    ["a yank, which asserts its shape", "/api/v1/crates/left-pad/1.3.0/yank", "DELETE", 200, null],
  ])("on %s", (_name, path, method, status, expected) => {
    const facts = { status, headers: new Headers() };
    expect(cargo.notice?.("Soon.", request(path, API, method), facts)).toEqual(expected);
  });
});

test.each([
  [INDEX, ENTRY, "GET", "metadata"],
  [INDEX, "/config.json", "GET", "metadata"],
  [AGENT, CRATE, "GET", "download"],
  [AGENT, "/crates/left-pad-1.3.0.crate", "GET", "download"],
  [API, PUBLISH, "PUT", "publish"],
  [API, "/api/v1/crates/left-pad/1.3.0/yank", "DELETE", "delete"],
  [API, "/api/v1/crates/left-pad/1.3.0/unyank", "PUT", "api"],
  [API, "/api/v1/crates/left-pad/owners", "DELETE", "api"],
  [API, "/api/v1/crates/left-pad/owners", "GET", "api"],
  [API, "/api/v1/crates", "GET", "search"],
])("takes %o at %s (%s) for %s", (headers, path, method, operation) => {
  const asked = request(path, headers, method);
  expect(cargo.identify(asked)).toEqual({ name: "cargo", version: "1.95.0" });
  expect(cargo.operation(asked)).toBe(operation);
});

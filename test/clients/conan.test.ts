/** conan: what Conan prints of an answer, by its own rules written out here. */
import { describe, expect, test } from "vitest";
import { conan } from "../../src/clients/conan.ts";
import { bytesRepr } from "../../src/console/terminals/pypi.ts";
import { statusPhrase } from "../../src/failure/status-phrase.ts";
import { parseJson } from "../../src/text/json.ts";
import { type Arrived, arrive, count, REASONS, STATUSES } from "./arrival.ts";
import { answered, originAnswer, request, timedOut, unreachable } from "./failing.ts";

const CONAN2 = "Conan/2.8.1 (Linux 6.1.0; Python 3.12.1; x86_64)";
const CONAN1 = "Conan/1.65.0 (Linux 6.1.0; Python 3.9.1; x86_64)";
const RECIPE = "/v2/conans/zlib/1.3/_/_/revisions";
const FILE = `${RECIPE}/abc/files/conan_export.tgz`;

function asks(path: string, method = "GET", agent = CONAN2) {
  return request(path, { "user-agent": agent }, method);
}

/** `response_to_str`, the same in 1.65.0 and 2.8.1. */
function responseToStr(a: Arrived): string {
  const type = a.headers.get("content-type");
  if (type === null) return bytesRepr(a.bytes);
  if (type === "application/json") {
    const json = parseJson(a.body);
    const errors = typeof json === "object" && json !== null && Reflect.get(json, "errors");
    const first = Array.isArray(errors) ? errors[0] : undefined;
    return first ? `${first.status}: ${first.message}` : a.body;
  }
  return type.includes("text/html") ? `${a.status}: ${a.phrase}` : a.body;
}

const RETRIED = [500, 502, 503, 504];

function apiPrints(a: Arrived): string {
  if (RETRIED.includes(a.status)) return `Max retries exceeded (too many ${a.status} error responses)`;
  if (a.status === 401) return "Remote 'r' needs authentication";
  if (a.status === 404) return "Unable to find 'zlib/1.3' in remotes";
  if (a.status === 403) return `Permission denied for user: 'me': ${responseToStr(a)}`;
  return `${responseToStr(a)}. [Remote: r]`;
}

function downloadPrints(a: Arrived): string {
  if (RETRIED.includes(a.status)) return `Max retries exceeded (too many ${a.status} error responses)`;
  if (a.status === 403) return responseToStr(a);
  return a.status === 404
    ? `Not found: ${a.request.path}`
    : `Error ${a.status} downloading file ${a.request.path}`;
}

function uploadPrints(a: Arrived): string {
  if (RETRIED.includes(a.status)) return `Max retries exceeded (too many ${a.status} error responses)`;
  if (a.status === 401) return "Remote 'r' needs authentication";
  if (a.status === 400 || a.status === 403) return responseToStr(a);
  return `Error uploading file: conan_export.tgz, '${a.status} Client Error: ${a.phrase} for url: ${a.request.path}'`;
}

function loginPrints(a: Arrived): string {
  if (RETRIED.includes(a.status)) return `Max retries exceeded (too many ${a.status} error responses)`;
  if (a.status === 401) return "Wrong user or password";
  return `${bytesRepr(a.bytes)}\nInvalid server response, check remote URL and try again`;
}

/** requests' `response.text`: text without a charset would be ISO-8859-1. */
function rawPrints(a: Arrived): string {
  if (RETRIED.includes(a.status)) return `Max retries exceeded (too many ${a.status} error responses)`;
  if (a.status === 401) return "Remote 'r' needs authentication";
  if (a.status === 404) return "404 Not Found";
  expect(a.headers.get("content-type")).toMatch(/charset=utf-8/);
  return a.body;
}

type Shows = "all" | "ascii" | "nothing";
type Row = readonly [string, ReturnType<typeof asks>, (a: Arrived) => string, (status: number) => Shows];

const hides = (statuses: readonly number[], shows: Shows) => (status: number) =>
  RETRIED.includes(status) || statuses.includes(status) ? "nothing" : shows;

const OPERATIONS: readonly Row[] = [
  ["JSON API", asks(RECIPE), apiPrints, hides([401, 404], "all")],
  ["JSON API, Conan 1", asks(RECIPE, "GET", CONAN1), apiPrints, hides([401, 404], "all")],
  ["download", asks(FILE), downloadPrints, (status) => (status === 403 ? "all" : "nothing")],
  [
    "upload",
    asks(FILE, "PUT"),
    uploadPrints,
    (status) => (status === 400 || status === 403 ? "all" : hides([401], "ascii")(status)),
  ],
  ["remote login", asks("/v2/users/authenticate"), loginPrints, hides([401], "ascii")],
  ["check of credentials", asks("/v2/users/check_credentials"), rawPrints, hides([401, 404], "all")],
  ["remove", asks(RECIPE, "DELETE"), rawPrints, hides([401, 404], "all")],
];

describe.each(OPERATIONS)("%s", (_operation, asked, prints, shows) => {
  describe.each(STATUSES)("%i", (status) => {
    test.each(REASONS)("prints the reason cleanly and once: %s", (_name, reason) => {
      const a = arrive(conan, answered(status, { message: reason }), asked);
      const terminal = prints(a);
      expect(count(terminal, "quarantine")).toBe(shows(status) === "nothing" ? 0 : 1);
      if (shows(status) === "all") expect(terminal).toContain(reason);
      expect(terminal).not.toMatch(/\\x/);
    });

    test("keeps the standard phrase if the origin gave no reason", () => {
      const a = arrive(conan, answered(status, {}), asked);
      expect([a.phrase, a.body]).toEqual([statusPhrase(status), statusPhrase(status)]);
    });
  });

  test.each([
    ["timeout", timedOut(), 504],
    ["unreachable", unreachable(), 502],
  ])("says our own %s with its reference", (_name, failure, status) => {
    const a = arrive(conan, failure, asked);
    expect(a.status).toBe(status);
    expect(a.body).toContain("Reference: bcdfghjkmn");
  });
});

describe("an origin's own answer", () => {
  const said = (body: string, type = "application/json", status = 403) =>
    answered(
      status,
      { message: "Package protected." },
      originAnswer(status, body, { "content-type": type, "x-conan-server-capabilities": "revisions" }),
    );
  const list = '{"message":"403 Forbidden", "errors":[{"status":403,"message":"Package protected."}]}';

  test.each([
    list,
    '{"errors":[{"status":403,"message":"Forbidden - Package protected."}]}',
    '{"errors" : [ {"status":403,"message":"Package\\nprotected."} , {"status":1} ]}',
  ])("stays byte for byte: %s", (body) => {
    const a = arrive(conan, said(body), asks(RECIPE));
    expect(a.body).toBe(body);
    expect(a.headers.get("content-type")).toBe("application/json");
    expect(a.headers.get("x-conan-server-capabilities")).toBe("revisions");
    expect(apiPrints(a).replace(/\s/g, " ")).toMatch(/: 403: (Forbidden - )?Package protected\.$/);
  });

  test("stays if it is plain text", () => {
    expect(arrive(conan, said("Package protected.\n", "text/plain"), asks(RECIPE)).body).toBe(
      "Package protected.\n",
    );
  });

  test.each([
    ["a charset makes Conan print it raw", list, "application/json; charset=utf-8", asks(RECIPE)],
    ["another case of the type", list, "Application/JSON", asks(RECIPE)],
    ["GitLab's message alone", '{"message":"Package protected."}', "application/json", asks(RECIPE)],
    [
      "the reason is not the first",
      '{"errors":[{"status":403,"message":"x"}]}',
      "application/json",
      asks(RECIPE),
    ],
    ["no status", '{"errors":[{"message":"Package protected."}]}', "application/json", asks(RECIPE)],
    ["errors that are not a list", '{"errors":"Package protected."}', "application/json", asks(RECIPE)],
    ["a page", "<h1>Package protected.</h1>", "text/html", asks(RECIPE)],
    ["a problem document", '{"detail":"Package protected."}', "application/problem+json", asks(RECIPE)],
    ["remove prints it raw", list, "application/json", asks(RECIPE, "DELETE")],
    ["a login prints it raw", list, "application/json", asks("/v2/users/authenticate")],
  ])("is replaced if it would do harm: %s", (_name, body, type, asked) => {
    const a = arrive(conan, said(body, type), asked);
    expect([a.body, a.headers.get("content-type")]).toEqual([
      "Package protected.",
      "text/plain; charset=utf-8",
    ]);
  });
});

test.each([
  [429, 3_600, "60"],
  [429, 45, "45"],
  [503, 2, "2"],
  [502, null, null],
])("Retry-After on a %i with %s seconds is %s", (status, seconds, sent) => {
  const answer = originAnswer(status, "", { "retry-after": "Wed, 21 Oct 2026 07:28:00 GMT" });
  const a = arrive(conan, answered(status, { retryAfterSeconds: seconds }, answer), asks(FILE));
  expect(a.headers.get("retry-after")).toBe(sent);
});

test.each([
  [CONAN2, "conan", "2.8.1"],
  [CONAN1, "conan", "1.65.0"],
  ["curl/8.5.0", "unknown", ""],
])("%s is %s %s", (agent, name, version) => {
  expect(conan.identify(asks(RECIPE, "GET", agent))).toEqual({ name, version });
});

test.each([
  ["GET", "/v2/ping", "probe"],
  ["GET", "/v1/ping", "probe"],
  ["GET", "/v2/users/authenticate", "login"],
  ["GET", "/v2/users/check_credentials", "login"],
  ["GET", "/v2/conans/search", "search"],
  ["GET", RECIPE, "metadata"],
  ["GET", `${RECIPE}/abc/files`, "metadata"],
  ["GET", FILE, "download"],
  ["PUT", FILE, "publish"],
  ["DELETE", RECIPE, "delete"],
  ["POST", "/v1/conans/zlib/1.3/_/_/packages/delete", "delete"],
])("%s %s is %s", (method, path, expected) => {
  expect(conan.operation(asks(path, method))).toBe(expected);
});

test("the default timeout is below Conan's 60 seconds", () => {
  expect(conan.timeoutMs.read).toBeLessThan(60_000);
  expect(conan.timeoutMs.read).toBeGreaterThan(30_000);
});

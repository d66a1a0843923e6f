/** pypi: bodies of the origin that stay, words that clients act on, waits, last resort, client and operation of a request. */
import { describe, expect, test } from "vitest";
import { pypi } from "../../src/clients/pypi/pypi.ts";
import { arrived } from "../../src/console/terminals/program.ts";
import { pipPrints, uvPrints, uvPublishPrints } from "../../src/console/terminals/pypi.ts";
import { parseJson } from "../../src/text/json.ts";
import { arrive, count } from "./arrival.ts";
import { answered, originAnswer, request, timedOut, unreachable } from "./failing.ts";
import { asks, HATCH, INDEX, PDM, PIP, POETRY, TWINE, UV, UV_0_8, WHEEL } from "./pypi-cases.ts";

const PROBLEM = "application/problem+json";
const BLOCKED = "Blocked by policy.";

function said(status: number, body: string, type: string, message: string | null = BLOCKED) {
  return answered(status, { message }, originAnswer(status, body, { "content-type": type }));
}

describe("an origin's problem document", () => {
  const good = '{"type":"about:blank", "title":"Policy","detail":"Blocked by policy.","status":403,"x":1}';
  test.each([PROBLEM, `${PROBLEM}; charset=utf-8`])("stays byte for byte: %s", (type) => {
    const a = arrive(pypi, said(403, good, type), asks(UV, WHEEL));
    expect(a.body).toBe(good);
    expect(a.headers.get("content-type")).toBe(PROBLEM);
    expect(count(uvPrints(a), BLOCKED)).toBe(1);
  });

  test("stays if it has only a title and nulls", () => {
    const body = '{"title":"Blocked by policy.","detail":null,"instance":null,"status":null}';
    expect(arrive(pypi, said(403, body, PROBLEM), asks(UV, WHEEL)).body).toBe(body);
  });

  test.each([
    ["a null type", '{"type":null,"detail":"Blocked by policy."}'],
    ["a status as a string", '{"status":"403","detail":"Blocked by policy."}'],
    ["another status", '{"status":200,"detail":"Blocked by policy."}'],
    ["a title that is not a string", '{"title":["x"],"detail":"Blocked by policy."}'],
    ["an instance that is not a string", '{"instance":7,"detail":"Blocked by policy."}'],
    ["the reason twice", '{"title":"Blocked by policy.","detail":"Blocked by policy."}'],
    ["a list", '[{"detail":"Blocked by policy."}]'],
    ["an escape sequence", '{"detail":"\\u001b[2JBlocked by policy."}'],
    ["a token", '{"detail":"Blocked by policy.","debug":"https://me:secret-word@mirror.example/"}'],
  ])("is replaced if it would do harm: %s", (_name, body) => {
    const a = arrive(pypi, said(403, body, PROBLEM), asks(UV, WHEEL));
    expect(parseJson(a.body)).toEqual({ type: "about:blank", status: 403, detail: BLOCKED });
    expect(uvPrints(a)).toContain(`Server message: ${BLOCKED}\n`);
  });

  test("has a title for clients that don't join it to the detail", () => {
    expect(parseJson(arrive(pypi, said(403, "", ""), asks(PIP, WHEEL)).body)).toEqual({
      type: "about:blank",
      status: 403,
      title: "Forbidden",
      detail: BLOCKED,
    });
  });

  test.each([
    ["uv publish shows it", UV, 403, good],
    ["uv publish would not check whether the file exists", UV, 400, BLOCKED],
    ["an older uv would print it raw", UV_0_8, 403, BLOCKED],
    ["twine --verbose would print it raw", TWINE, 403, BLOCKED],
  ])("on an upload: %s", (_name, agent, status, body) => {
    const failure = said(status, good.replace("403", String(status)), PROBLEM);
    const a = arrive(pypi, failure, asks(agent, "/legacy/", "POST"));
    expect(a.body).toBe(body);
    if (agent === UV) expect(count(uvPublishPrints(a), BLOCKED)).toBe(1);
  });
});

describe("an upload", () => {
  test("keeps the origin's plain text", () => {
    const a = arrive(pypi, said(403, "Blocked\nby policy.\n", "text/plain"), asks(TWINE, "/legacy/", "POST"));
    expect(a.body).toBe("Blocked\nby policy.\n");
    expect(a.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  });

  test("is in ASCII for Poetry, which prints the bytes", () => {
    const failure = said(403, "Zu groß", "text/plain; charset=utf-8", "Zu groß");
    expect(arrive(pypi, failure, asks(POETRY, "/legacy/", "POST")).body).toBe("Zu gross");
  });

  const page = "<p>File ALREADY EXISTS, see the rules.</p>";
  test.each([
    [TWINE, page, page],
    [POETRY, page, page],
    [PDM, "Name has already been taken", "Name has already been taken"],
    [POETRY, "<p>The project was ever registered?</p>", "<p>The project was ever registered?</p>"],
    [UV, page, BLOCKED],
    [TWINE, "<p>Something else</p>", BLOCKED],
  ])("keeps a body whose words the client acts on: %s, %s", (agent, body, expected) => {
    expect(arrive(pypi, said(400, body, "text/html"), asks(agent, "/legacy/", "POST")).body).toBe(expected);
  });

  test("says the words once if the reason contains them", () => {
    const reason = "File already exists";
    const a = arrive(pypi, said(400, page, "text/html", reason), asks(TWINE, "/legacy/", "POST"));
    expect([a.phrase, a.body]).toEqual([reason, reason]);
  });
});

describe("Retry-After", () => {
  test.each([
    [503, 86_400, "15"],
    [503, 1.5, "2"],
    [429, 3_600, "15"],
    [429, null, null],
    [500, 5, null],
    [502, 5, null],
    [504, 5, null],
  ])("on a %i with %s seconds is %s", (status, seconds, sent) => {
    const answer = originAnswer(status, "", { "retry-after": "Wed, 21 Oct 2026 07:28:00 GMT" });
    const a = arrive(pypi, answered(status, { retryAfterSeconds: seconds }, answer), asks(PIP, WHEEL));
    expect(a.headers.get("retry-after")).toBe(sent);
  });
});

describe("the last resort", () => {
  test("lets pip print the reason in place of a page", () => {
    const failure = answered(403, { message: 'Package "left-pad" is C:\\blocked: zu groß.' });
    const resort = pypi.lastResort?.(failure, asks(PIP, INDEX)) ?? null;
    if (resort?.kind !== "answer") throw new Error("no answer");
    const { spoken } = resort;
    expect([spoken.status, spoken.body, spoken.headers["cache-control"]]).toEqual([200, "", "no-store"]);
    expect(spoken.contentType).toBe(`text/plain; reason="Package 'left-pad' is C:/blocked: zu gross."`);
    const headers = new Headers({ "content-type": spoken.contentType ?? "" });
    const asked = asks(PIP, INDEX);
    const terminal = pipPrints(arrived(asked, INDEX, { status: 200, phrase: "OK", headers, body: "" }));
    expect(count(terminal, "is C:/blocked: zu gross.")).toBe(1);
  });

  const refused = (status: number, heard = {}) => answered(status, { message: BLOCKED, ...heard });
  test.each([
    ["a 403", refused(403), asks(PIP, INDEX), true],
    ["a 451", refused(451), asks(PIP, INDEX), true],
    ["a 429 that pip does not retry", refused(429), asks(PIP, INDEX), true],
    ["our own timeout", timedOut(), asks(PIP, INDEX), true],
    ["an unreachable origin", unreachable(), asks(PIP, INDEX), true],
    ["a 401, which asks for a password", refused(401), asks(PIP, INDEX), false],
    ["a 404, which leads to the next index", refused(404), asks(PIP, INDEX), false],
    ["a 503 that pip retries", refused(503), asks(PIP, INDEX), false],
    ["a 429 that pip retries", refused(429, { retryAfterSeconds: 3 }), asks(PIP, INDEX), false],
    ["no reason", answered(403, {}), asks(PIP, INDEX), false],
    ["a file", refused(403), asks(PIP, WHEEL), false],
    ["a HEAD", refused(403), asks(PIP, INDEX, "HEAD"), false],
    ["uv", refused(403), asks(UV, INDEX), false],
    ["PDM", refused(403), asks(PDM, INDEX), false],
  ])("%s", (_name, failure, asked, given) => {
    expect(pypi.lastResort?.(failure, asked) !== null).toBe(given);
  });
});

describe("the client", () => {
  test.each([
    [PIP, "pip", "26.2.1"],
    [UV, "uv", "0.12.5"],
    [TWINE, "twine", "7.0.0"],
    [POETRY, "poetry", "2.4.1"],
    [PDM, "pdm", "2.28.2"],
    [HATCH, "hatch", "1.18.0"],
    ['x/1 {"user_data":"pip/1.0"}', "unknown", ""],
    ["", "unknown", ""],
  ])("%s", (agent, name, version) => {
    expect(pypi.identify(request("/", { "user-agent": agent }))).toEqual({ name, version });
  });
});

describe("the operation", () => {
  test.each([
    ["GET", INDEX, "metadata"],
    ["GET", WHEEL, "download"],
    ["HEAD", WHEEL, "download"],
    ["GET", `${WHEEL}.metadata`, "metadata"],
    ["GET", "/pypi/left-pad/json", "metadata"],
    ["GET", "/simple/", "metadata"],
    ["POST", "/legacy/", "publish"],
    ["POST", "/_/oidc/mint-token", "login"],
    ["DELETE", "/left-pad/1.0", "delete"],
    ["GET", "/", "probe"],
  ])("%s %s is %s", (method, path, expected) => {
    expect(pypi.operation(asks("pip/26.2.1", path, method))).toBe(expected);
  });

  test("a POST of XML is pip search", () => {
    expect(pypi.operation(request("/pypi", { "content-type": "text/xml" }, "POST"))).toBe("search");
  });
});

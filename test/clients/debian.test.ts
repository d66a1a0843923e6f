import { describe, expect, test } from "vitest";
import { debian } from "../../src/clients/debian.ts";
import { aptPrints, dputPrints } from "../../src/console/terminals/system.ts";
import { answered, originAnswer, request } from "./failing.ts";
import { arrive, count, MARK, OWN, REASONS, refused, STATUSES, said } from "./generic-cases.ts";

const APT = { "user-agent": "Debian APT-HTTP/1.3 (3.1.12)", accept: "text/*" };
const DPUT = { "user-agent": "Python-urllib/3.13" };
const RELEASE = "/debian/dists/stable/InRelease";
const UPLOAD = "/upload/left-pad_1.3.0_amd64.changes";

describe.each(REASONS)("a reason that is %s", (_name, reason) => {
  test.each(STATUSES)("is shown once by apt and by dput-ng on %s", (status) => {
    const apt = arrive(debian, refused(status, reason), request(RELEASE, APT));
    expect(apt.status).toBe(status);
    expect(apt.body).not.toBe("");
    expect(count(aptPrints(apt), MARK)).toBe(1);
    expect(aptPrints(apt)).toBe(
      `E: Failed to fetch ${RELEASE}  ${status}  ${apt.phrase} [IP: 192.0.2.1 443]`,
    );
    const dput = arrive(debian, refused(status, reason), request(UPLOAD, DPUT, "PUT"));
    expect(count(dputPrints(dput), MARK)).toBe(1);
    expect(dputPrints(dput)).toContain(`HTTP error message: ${reason}\n`);
    expect(dput.contentType).toBe("text/plain; charset=utf-8");
  });
});

test("says a reason word for word", () => {
  const failure = refused(503, "Größe 📦");
  const headers = { "retry-after": null, "last-modified": null };
  const spoken = { status: 503, contentType: "text/plain; charset=utf-8", headers, body: "Größe 📦\n" };
  expect(debian.speak(failure, request(RELEASE, APT))).toEqual({ ...spoken, phrase: "Grosse ?" });
  expect(debian.speak(failure, request(UPLOAD, DPUT, "PUT"))).toEqual({
    ...spoken,
    phrase: "Service Unavailable",
  });
});

test.each(OWN)("says Outspoken's own %s once", (_name, failure, words) => {
  expect(aptPrints(arrive(debian, failure, request(RELEASE, APT)))).toMatch(
    new RegExp(` {2}50[24] {2}${words} \\[IP: [^\\]]*\\]$`),
  );
  expect(count(dputPrints(arrive(debian, failure, request(UPLOAD, DPUT, "PUT"))), words)).toBe(1);
});

test("says the standard phrase if there is no reason", () => {
  expect(aptPrints(arrive(debian, refused(404, null), request(RELEASE, APT)))).toMatch(
    / {2}404 {2}Not Found \[IP: [^\]]*\]$/,
  );
  expect(dputPrints(arrive(debian, refused(409, null), request(UPLOAD, DPUT, "PUT")))).toMatch(
    /: Conflict\nHTTP/,
  );
});

test("sends apt content on every status that it retries", () => {
  for (const status of [408, 429, 500, 502, 503, 504, 599]) {
    expect(arrive(debian, refused(status, null), request(RELEASE, APT)).body).not.toBe("");
  }
});

describe("Retry-After", () => {
  test.each([
    [429, 7, "7"],
    [503, 3_600, "3600"],
    [503, 86_400, "9999"],
    [503, 1.5, "2"],
    [503, null, null],
    [502, 7, null],
    [403, 7, null],
  ])("on %s with a wait of %s s", (status, heard, expected) => {
    const answer = originAnswer(status, "", { "retry-after": "soon", "last-modified": "long ago" });
    const { headers } = arrive(
      debian,
      answered(status, { retryAfterSeconds: heard }, answer),
      request(RELEASE, APT),
    );
    expect(headers.get("retry-after")).toBe(expected);
    // apt rejects an answer if it can't parse either header.
    expect(headers.has("last-modified")).toBe(false);
  });
});

describe("an origin's own text", () => {
  test("stays byte for byte, and the phrase is added for apt", () => {
    const origin = said(403, MARK, "Quarantine\n", "text/plain; charset=UTF-8");
    expect(debian.speak(origin, request(RELEASE, APT))).toMatchObject({
      phrase: MARK,
      contentType: "text/plain; charset=UTF-8",
      body: new TextEncoder().encode("Quarantine\n"),
    });
  });

  test.each([
    ["in a charset that Python may not know", "Quarantine", "text/plain; charset=x-unknown"],
    ["JSON", '{"message":"Quarantine"}', "application/json"],
    ["a page", "<h1>Quarantine</h1>", "text/html"],
  ])("is replaced for dput-ng: %s", (_name, body, type) => {
    const printed = dputPrints(arrive(debian, said(409, MARK, body, type), request(UPLOAD, DPUT, "PUT")));
    expect(printed).toBe("W: HTTP error message: Quarantine\nHTTP Error 409: Conflict");
  });
});

test.each([
  [APT, RELEASE, "GET", "apt", "3.1.12", "metadata"],
  [
    { "user-agent": "Debian APT-HTTP/1.3 (2.9.12) non-interactive" },
    RELEASE,
    "GET",
    "apt",
    "2.9.12",
    "metadata",
  ],
  [APT, "/debian/pool/main/l/left-pad/left-pad_1.3.0_amd64.deb", "GET", "apt", "3.1.12", "download"],
  [DPUT, UPLOAD, "PUT", "dput-ng", "", "publish"],
  [DPUT, RELEASE, "GET", "unknown", "", "metadata"],
  [{ "user-agent": "curl/8.7.1" }, UPLOAD, "DELETE", "curl", "8.7.1", "delete"],
])("identifies %o at %s (%s)", (headers, path, method, name, version, operation) => {
  const asked = request(path, headers, method);
  expect(debian.identify(asked)).toEqual({ name, version });
  expect(debian.operation(asked)).toBe(operation);
});

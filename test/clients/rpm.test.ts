import { describe, expect, test } from "vitest";
import { rpm } from "../../src/clients/rpm.ts";
import { request } from "./failing.ts";
import {
  type Arrived,
  arrive,
  MARK,
  METHODS,
  OWN,
  REASONS,
  refused,
  STATUSES,
  said,
} from "./generic-cases.ts";

const DNF = { "user-agent": "libdnf/0.70.2 (Fedora Linux 41; server; Linux.x86_64)" };
const REPOMD = "/fedora/repodata/repomd.xml";

/** librepo/downloader.c: a status line that contains one of these is checked against the expected size. */
function isTakenForSuccess(a: Arrived): boolean {
  const line = `HTTP/1.1 ${a.status} ${a.phrase}`;
  return line.includes("200") || line.includes("206");
}

test.each(REASONS)("never lets librepo take a failure for a success: %s", (_name, reason) => {
  for (const status of STATUSES) {
    for (const method of METHODS) {
      for (const text of [reason, `${reason.slice(0, 200)} 200`, `206 ${reason}`]) {
        const arrived = arrive(rpm, refused(status, text), request(REPOMD, DNF, method));
        expect(arrived.status).toBe(status);
        expect(isTakenForSuccess(arrived)).toBe(false);
      }
    }
  }
});

test("says the reason in phrase and body for clients that read them", () => {
  expect(rpm.speak(refused(403, 'Größe "x"'), request(REPOMD, DNF))).toEqual({
    status: 403,
    phrase: 'Grosse "x"',
    contentType: "text/plain; charset=utf-8",
    headers: {},
    body: 'Größe "x"\n',
  });
});

test("keeps the reason in the body if the phrase can't contain it", () => {
  const arrived = arrive(rpm, refused(403, "Limit of 200 reached."), request(REPOMD, DNF));
  expect(arrived).toMatchObject({ phrase: "Forbidden", body: "Limit of 200 reached.\n" });
});

test.each(OWN)("says Outspoken's own %s", (_name, failure, words) => {
  expect(arrive(rpm, failure, request(REPOMD, DNF))).toMatchObject({ phrase: words, body: `${words}\n` });
});

test("leaves an origin's own text byte for byte", () => {
  const spoken = rpm.speak(said(403, MARK, "Quarantine", "text/plain"), request(REPOMD, DNF));
  expect(spoken).toMatchObject({ contentType: "text/plain", body: new TextEncoder().encode("Quarantine") });
});

describe("the last resort", () => {
  test.each([
    ["dnf", 403, MARK, "GET", DNF, { kind: "text_in_path" }],
    ["dnf, a package", 404, MARK, "GET", DNF, { kind: "text_in_path" }],
    [
      "an older libdnf",
      403,
      MARK,
      "GET",
      { "user-agent": "libdnf (Fedora 34; generic; Linux.x86_64)" },
      { kind: "text_in_path" },
    ],
    ["a HEAD", 403, MARK, "HEAD", DNF, null],
    ["a challenge", 401, MARK, "GET", DNF, null],
    ["no reason", 403, null, "GET", DNF, null],
    ["another client", 403, MARK, "GET", { "user-agent": "curl/8.7.1" }, null],
    ["no User-Agent", 403, MARK, "GET", {}, null],
  ] as const)("for %s", (_name, status, reason, method, headers, expected) => {
    const asked = request(REPOMD, headers, method);
    expect(rpm.lastResort?.(refused(status, reason), asked)).toEqual(expected);
  });

  test.each(OWN)("carries Outspoken's own %s", (_name, failure) => {
    expect(rpm.lastResort?.(failure, request(REPOMD, DNF))).toEqual({ kind: "text_in_path" });
  });
});

test.each([
  [DNF, REPOMD, "GET", "dnf", "0.70.2", "metadata"],
  [{ "user-agent": "libdnf (Fedora 34)" }, "/x/left-pad-1-1.noarch.rpm", "GET", "dnf", "", "download"],
  [
    { "user-agent": "libdnf5/5.2.6 (Fedora)" },
    "/x/left-pad-1-1.noarch.drpm",
    "GET",
    "dnf5",
    "5.2.6",
    "download",
  ],
  [{ "user-agent": "librepo/1.20.0" }, REPOMD, "GET", "librepo", "1.20.0", "metadata"],
  [{ "user-agent": "ZYpp 17.25.7 (curl 7.88.1)" }, REPOMD, "HEAD", "zypper", "17.25.7", "metadata"],
  [
    { "user-agent": "ZYpp 17.31.2 (curl 8.0.1) openSUSE-Leap-15.4-x86_64" },
    "/x/left-pad-1-1.noarch.rpm",
    "GET",
    "zypper",
    "17.31.2",
    "download",
  ],
  [{ "user-agent": "curl/8.7.1" }, "/upload/x.rpm", "PUT", "curl", "8.7.1", "publish"],
  [{}, "/x.rpm", "DELETE", "unknown", "", "delete"],
])("identifies %o at %s (%s)", (headers, path, method, name, version, operation) => {
  const asked = request(path, headers, method);
  expect(rpm.identify(asked)).toEqual({ name, version });
  expect(rpm.operation(asked)).toBe(operation);
});

import { describe, expect, test } from "vitest";
import { oci } from "../../src/clients/oci/oci.ts";
import { answered, originAnswer, request } from "./failing.ts";
import { arrive, MARK, refused, said } from "./generic-cases.ts";

const PODMAN = { "user-agent": "skopeo/1.20.0" };
const MANIFEST = "/lib/app/manifests/1.0";

test.each([
  [400, MANIFEST, "DENIED"],
  [401, MANIFEST, "UNAUTHORIZED"],
  [403, MANIFEST, "DENIED"],
  [404, MANIFEST, "MANIFEST_UNKNOWN"],
  [404, "/lib/app/blobs/sha256:aa", "BLOB_UNKNOWN"],
  [404, "/lib/app/blobs/uploads/7", "BLOB_UPLOAD_UNKNOWN"],
  [404, "/lib/app/tags/list", "NAME_UNKNOWN"],
  // NAME_UNKNOWN would keep oras-go from falling back to the referrers tag.
  [404, "/lib/app/referrers/sha256:aa", "MANIFEST_UNKNOWN"],
  [405, MANIFEST, "UNSUPPORTED"],
  [408, MANIFEST, "UNAVAILABLE"],
  [409, MANIFEST, "DENIED"],
  [412, MANIFEST, "DENIED"],
  [413, MANIFEST, "DENIED"],
  [416, "/lib/app/blobs/uploads/7", "RANGE_INVALID"],
  [429, MANIFEST, "TOOMANYREQUESTS"],
  [500, MANIFEST, "UNKNOWN"],
  [501, MANIFEST, "UNSUPPORTED"],
  [502, MANIFEST, "UNAVAILABLE"],
  [503, MANIFEST, "UNAVAILABLE"],
  [504, MANIFEST, "UNAVAILABLE"],
])("a bare %s at %s is %s", (status, path, code) => {
  expect(oci.speak(refused(status, 'No "x" 📦.'), request(path, PODMAN))).toMatchObject({
    status,
    contentType: "application/json",
    body: `{"errors":[{"code":"${code}","message":"No \\"x\\" 📦."}]}`,
  });
});

test.each([
  ["TOOMANYREQUESTS", "TOOMANYREQUESTS"],
  ["NAME_UNKNOWN", "NAME_UNKNOWN"],
  ["PERMISSION_DENIED", "DENIED"],
  ["NoSuchKey", "DENIED"],
  [null, "DENIED"],
])("the code %s that an origin sent in another shape becomes %s", (heard, code) => {
  const body = String(oci.speak(refused(403, MARK, heard), request(MANIFEST, PODMAN)).body);
  expect(JSON.parse(body)).toEqual({ errors: [{ code, message: MARK }] });
});

describe("an origin's own errors", () => {
  test.each([
    ["one error", 403, '{"errors":[{"code":"DENIED","message":"Quarantine"}]}', MARK],
    [
      "a code beyond the list",
      412,
      '{"errors":[{"code":"PROJECTPOLICYVIOLATION","message":"Quarantine"}]}\n',
      MARK,
    ],
    ["a code with spaces", 405, '{"errors":[{"code":"METHOD NOT ALLOWED","message":"Quarantine"}]}', MARK],
    [
      "a detail",
      401,
      '{"errors":[{"code":"UNAUTHORIZED","message":"Quarantine","detail":[{"Name":"a"}]}]}',
      MARK,
    ],
    ["more errors, the first with the reason", 400, two("Quarantine", "more"), MARK],
    [
      "an error that says no more than the status",
      500,
      '{"errors":[{"code":"UNKNOWN","message":"unknown error"}]}',
      null,
    ],
  ])("stay byte for byte: %s", (_name, status, body, message) => {
    for (const type of ["application/json", "application/json; charset=utf-8", "application/vnd.api+json"]) {
      const spoken = oci.speak(said(status, message, body, type), request(MANIFEST, PODMAN));
      expect(spoken).toMatchObject({ status, contentType: type, body: new TextEncoder().encode(body) });
    }
  });

  test.each(["text/plain;charset=UTF-8", "text/html", "application/problem+json", ""])(
    "are sent as JSON for docker's classic store if the origin sent them as %s",
    (type) => {
      const body = '{"errors":[{"code":"DENIED","message":"Quarantine"}]}';
      const spoken = oci.speak(said(403, MARK, body, type), request(MANIFEST, PODMAN));
      expect(spoken).toMatchObject({
        contentType: "application/json",
        body: new TextEncoder().encode(body),
      });
    },
  );

  const REPLACED = '{"errors":[{"code":"DENIED","message":"Quarantine"}]}';
  test.each([
    [
      "a body that is too long for oras",
      `{"errors":[{"code":"DENIED","message":"Quarantine","detail":"${"x".repeat(8_192)}"}]}`,
    ],
    ["a number as code", '{"errors":[{"code":7,"message":"Quarantine"}]}'],
    ["no message", '{"errors":[{"code":"DENIED"}],"reason":"Quarantine"}'],
    ["an object as message", '{"errors":[{"code":"DENIED","message":{"text":"Quarantine"}}]}'],
    ["one bad element", '{"errors":[{"code":"DENIED","message":"Quarantine"},"x"]}'],
    ["an object as errors", '{"errors":{"code":"DENIED","message":"Quarantine"}}'],
    [
      "`details` along with them, which docker and podman print instead",
      `{"details":"x",${REPLACED.slice(1)}`,
    ],
    [
      "words that lack the reason",
      '{"errors":[{"code":"DENIED","message":"forbidden","detail":"Quarantine"}]}',
    ],
    ["an escape sequence", '{"errors":[{"code":"DENIED","message":"\\u001b[1mQuarantine"}]}'],
    [
      "a secret",
      '{"errors":[{"code":"DENIED","message":"Quarantine","detail":"glpat-AbCdEf1234567890ZyXw"}]}',
    ],
    ["two documents", `${REPLACED}${REPLACED}`],
    ["problem details", '{"type":"about:blank","status":403,"detail":"Quarantine"}'],
    ["a byte order mark", `\ufeff${REPLACED}`],
  ])("are replaced: %s", (_name, body) => {
    const arrived = arrive(oci, said(403, MARK, body, "application/json"), request(MANIFEST, PODMAN));
    expect(arrived.body).toBe(REPLACED);
  });

  test("keep their code if they are replaced", () => {
    const failure = said(412, "a; b", two("a", "b"), "application/json");
    expect(arrive(oci, failure, request(MANIFEST, PODMAN)).body).toBe(
      '{"errors":[{"code":"BLOCKED","message":"a; b"}]}',
    );
  });

  test("lose the registry's internals on a 5xx", () => {
    const body =
      '{"errors":[{"code":"UNKNOWN","message":"unknown error","detail":"dial tcp registry-core:8080"}]}';
    expect(arrive(oci, said(502, null, body, "application/json"), request(MANIFEST, PODMAN)).body).toBe(
      '{"errors":[{"code":"UNKNOWN","message":"Bad Gateway"}]}',
    );
  });

  test("are overridden by Outspoken's own message", () => {
    const body = '{"errors":[{"code":"UNAUTHORIZED","message":"Quarantine"}]}';
    const answer = originAnswer(401, body, { "content-type": "application/json" });
    const failure = answered(401, { message: MARK }, answer, { sentOriginAuth: true });
    const arrived = arrive(oci, failure, request(MANIFEST, PODMAN));
    expect(arrived.status).toBe(502);
    expect(arrived.body).toContain("refused the gateway's own credentials");
  });
});

test("leaves the origin's Retry-After and challenges to the pipeline", () => {
  const headers = {
    "retry-after": "86400",
    "www-authenticate": 'Bearer realm="https://packages.example/token"',
  };
  const failure = said(429, MARK, "", "text/plain", headers);
  expect(oci.speak(failure, request(MANIFEST, PODMAN)).headers).toEqual({});
});

function two(first: string, second: string): string {
  return `{"errors":[{"code":"BLOCKED","message":"${first}"},{"code":"DENIED","message":"${second}"}]}`;
}

import { describe, expect, test } from "vitest";
import { oci } from "../../src/clients/oci/oci.ts";
import { request } from "./failing.ts";
import { arrive, count, MARK, OWN, REASONS, refused, STATUSES, said } from "./generic-cases.ts";
import {
  BLOB,
  CLIENT_NAMES,
  CLIENTS,
  craneReports,
  MANIFEST,
  printedBy,
  shows,
  TAGS,
  TOKEN,
  warningShown,
} from "./oci-cases.ts";

const CONTAINERD_232 = { "user-agent": "containerd/v2.3.2" };

describe.each(CLIENT_NAMES)("%s", (name) => {
  const headers = CLIENTS[name];
  test.each(REASONS)("shows a reason once if it can, and never more than once: %s", (_name, reason) => {
    for (const status of STATUSES) {
      for (const [method, path] of [
        ["GET", MANIFEST],
        ["HEAD", MANIFEST],
        ["GET", BLOB],
        ["GET", TAGS],
        ["PUT", MANIFEST],
        ["POST", "/v2/lib/app/blobs/uploads/"],
        ["GET", "/v2/"],
      ] as const) {
        const arrived = arrive(oci, refused(status, reason), request(path, headers, method));
        expect(arrived.status).toBe(status);
        expect(Buffer.byteLength(arrived.body)).toBeLessThanOrEqual(8_192);
        const printed = printedBy(name, arrived);
        expect([name, status, method, path, count(printed, MARK)]).toEqual([
          ...[name, status, method, path],
          shows(name, arrived) ? 1 : 0,
        ]);
      }
    }
  });

  test.each(OWN)("shows Outspoken's own %s once on a GET", (_name, failure, words) => {
    expect(count(printedBy(name, arrive(oci, failure, request(MANIFEST, headers))), words)).toBe(1);
  });
});

describe("HEAD, with which docker, helm, oras and crane begin", () => {
  test.each(OWN)("reaches docker and podman in the phrase, oras in Warning: %s", (_name, failure, words) => {
    const docker = arrive(oci, failure, request(MANIFEST, CLIENTS.docker, "HEAD"));
    expect(printedBy("docker", docker)).toBe(
      `Error response from daemon: unknown: unexpected status from HEAD request to ${MANIFEST}: ${failure.status} ${words}`,
    );
    const podman = arrive(oci, failure, request(MANIFEST, CLIENTS.podman, "HEAD"));
    expect(podman.headers.get("warning")).toBeNull();
    const oras = arrive(oci, failure, request(MANIFEST, CLIENTS.oras, "HEAD"));
    expect(warningShown(oras)).toBe(words);
  });

  test("a 403 shows the reason once in containerd, whether or not a GET follows", () => {
    const failure = refused(403, MARK);
    const followed = arrive(oci, failure, request(MANIFEST, CLIENTS.containerd, "HEAD"));
    const body = arrive(oci, failure, request(MANIFEST, CLIENTS.containerd)).body;
    // containerd 2.3.3 joins the HEAD's status line with the GET's body.
    expect(printedBy("containerd", { ...followed, body })).toMatch(/: 403 Forbidden\ndenied: Quarantine$/);
    const alone = arrive(oci, failure, request(MANIFEST, CONTAINERD_232, "HEAD"));
    expect(printedBy("containerd", alone)).toMatch(/: 403 Quarantine$/);
  });

  test.each([
    ["404, which means: push it", 404],
    ["401, which means: fetch a token", 401],
  ])("never warns on %s", (_name, status) => {
    for (const headers of [...Object.values(CLIENTS), {}]) {
      expect(oci.speak(refused(status, MARK), request(BLOB, headers, "HEAD")).headers).toEqual({});
    }
  });
});

describe("the header Warning", () => {
  test("has a form that every client reads", () => {
    const reason = `${"Quarantine"} "left\\pad" 100% %0a größer 📦`;
    const arrived = arrive(oci, refused(503, reason), request(MANIFEST, CLIENTS.oras, "HEAD"));
    expect(arrived.headers.get("warning")).toBe(
      `299 - "Quarantine 'left/pad' 100 percent percent0a grosser ?"`,
    );
    expect(warningShown(arrived)).not.toBe("");
    expect(craneReports(arrived)).toBe(warningShown(arrived));
  });

  test("is cut", () => {
    for (const [, reason] of REASONS) {
      const value = oci.speak(refused(503, reason), request(MANIFEST, CLIENTS.oras, "HEAD")).headers.warning;
      expect(value).toMatch(/^299 - "[ -!#$&-[\]-~]{1,1000}"$/);
    }
  });

  test("is sent to regctl on a 429, of which it shows nothing else, but on no other GET", () => {
    const warned = (status: number) =>
      "warning" in oci.speak(refused(status, MARK), request(MANIFEST, CLIENTS.regctl)).headers;
    expect([429, 401, 403, 404, 500, 503].map(warned)).toEqual([true, false, false, false, false, false]);
  });

  test("is sent to regctl on a HEAD, except on statuses that it retries", () => {
    const warned = (status: number) =>
      "warning" in oci.speak(refused(status, MARK), request(MANIFEST, CLIENTS.regctl, "HEAD")).headers;
    expect([403, 429, 503].map(warned)).toEqual([true, true, true]);
    expect([401, 404, 408, 500, 502, 504].some(warned)).toBe(false);
  });

  test("of the origin is left as it came", () => {
    const own = '299 - "From the registry."';
    const failure = said(503, MARK, "", "text/plain", { warning: own });
    expect(arrive(oci, failure, request(MANIFEST, CLIENTS.oras, "HEAD")).headers.get("warning")).toBe(own);
  });

  test("is left out if there is no reason", () => {
    expect(oci.speak(refused(503, null), request(MANIFEST, CLIENTS.oras, "HEAD")).headers).toEqual({});
  });

  test.each([
    ["a missing manifest", MANIFEST, "MANIFEST_UNKNOWN", false],
    ["a manifest that is withheld for a reason", MANIFEST, "DENIED", true],
    ["a tag of the referrers fallback", `/v2/lib/app/manifests/sha256-${"a".repeat(64)}`, "DENIED", false],
    ["a blob by its digest", BLOB, null, true],
    ["tags, whose body oras prints", TAGS, "DENIED", false],
  ])("is sent to oras, if at all, on the 404 of %s", (_name, path, code, isSent) => {
    const { headers } = oci.speak(refused(404, MARK, code), request(path, CLIENTS.oras));
    expect("warning" in headers).toBe(isSent);
  });
});

describe("a token service", () => {
  test("has the reason in the phrase, since containerd shows its status line only", () => {
    const spoken = oci.speak(refused(403, MARK), request(TOKEN, CLIENTS.containerd, "GET", "?service=x"));
    expect(spoken).toMatchObject({ status: 403, phrase: MARK });
    expect(spoken.body).toBe('{"errors":[{"code":"DENIED","message":"Quarantine"}]}');
  });
});

describe("a notice", () => {
  const facts = { status: 200, headers: new Headers() };
  const form = { kind: "headers", headers: { warning: `299 - "Moving 'soon'."` } };

  test.each([
    ["podman", MANIFEST, form],
    ["skopeo", TAGS, form],
    ["oras", MANIFEST, form],
    ["crane", MANIFEST, form],
    ["regctl", MANIFEST, form],
    ["podman", BLOB, null],
    ["podman", "/v2/", null],
    ["helm", MANIFEST, null],
    ["docker", MANIFEST, null],
    ["containerd", MANIFEST, null],
    ["toolhive", MANIFEST, null],
  ] as const)("for %s at %s", (name, path, expected) => {
    expect(oci.notice?.('Moving\n"soon".', request(path, CLIENTS[name]), facts)).toEqual(expected);
  });

  test("is not added to a registry's own, nor to a failure", () => {
    const own = { status: 200, headers: new Headers({ warning: '299 - "x"' }) };
    expect(oci.notice?.("Soon.", request(MANIFEST, CLIENTS.podman), own)).toBeNull();
    const failed = { status: 404, headers: new Headers() };
    expect(oci.notice?.("Soon.", request(MANIFEST, CLIENTS.podman), failed)).toBeNull();
  });
});

test.each([
  ["docker", "docker", "29.7.2"],
  ["docker classic", "docker", "28.2.2"],
  ["containerd", "containerd", "2.3.4"],
  ["buildkit", "buildkit", "0.24"],
  ["podman", "podman", "5.6.0"],
  ["skopeo", "skopeo", "1.20.0"],
  ["buildah", "buildah", "1.41.0"],
  ["cri-o", "cri-o", "1.33.0"],
  ["oras", "oras", "1.3.3"],
  ["helm", "helm", "4.2.4"],
  ["crane", "crane", "0.21.9"],
  ["regctl", "regctl", "0.11.7"],
  ["toolhive", "unknown", ""],
] as const)("identifies %s", (key, name, version) => {
  expect(oci.identify(request(MANIFEST, CLIENTS[key]))).toEqual({ name, version });
});

test("identifies containers/image by its header, whatever the program's User-Agent", () => {
  const headers = { "user-agent": "acme-mirror", "docker-distribution-api-version": "registry/2.0" };
  expect(oci.identify(request(MANIFEST, headers)).name).toBe("containers");
});

test.each([
  ["GET", "/v2/", "probe"],
  ["GET", "/", "probe"],
  ["GET", MANIFEST, "metadata"],
  ["HEAD", "/lib/app/manifests/1", "metadata"],
  ["PUT", MANIFEST, "publish"],
  ["DELETE", MANIFEST, "delete"],
  ["GET", BLOB, "download"],
  ["POST", "/v2/lib/app/blobs/uploads/", "publish"],
  ["GET", "/v2/lib/app/blobs/uploads/7", "publish"],
  ["GET", TAGS, "metadata"],
  ["GET", TOKEN, "login"],
  ["POST", TOKEN, "login"],
])("classifies %s %s as %s", (method, path, operation) => {
  expect(oci.operation(request(path, {}, method))).toBe(operation);
});

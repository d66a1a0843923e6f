import { expect, test } from "vitest";
import { alpine } from "../../src/clients/alpine.ts";
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

const APK = { "user-agent": "libfetch/2.0" };
const INDEX = "/v3.22/main/x86_64/APKINDEX.tar.gz";

const KNOWN: readonly number[] = [400, 401, 403, 404, 405, 406, 407, 408, 500, 501, 502, 503, 504];

/** src/io_url_libfetch.c and src/print.c: apk's own text for the statuses it knows. */
function apkPrints(a: Arrived): string {
  return KNOWN.includes(a.status) ? `HTTP ${a.status}` : "HTTP: unrecognized server error";
}

test.each(METHODS)("keeps every status for %s except 429, which apk can't name", (method) => {
  for (const [, reason] of REASONS) {
    for (const status of STATUSES) {
      const arrived = arrive(alpine, refused(status, reason), request(INDEX, APK, method));
      expect(arrived.status).toBe(status === 429 ? 503 : status);
      if (KNOWN.includes(status) || status === 429) expect(apkPrints(arrived)).toBe(`HTTP ${arrived.status}`);
    }
  }
});

test("keeps a 429 for every other client", () => {
  for (const headers of [{}, { "user-agent": "curl/8.7.1" }, { "user-agent": "Wget/1.25" }]) {
    expect(alpine.speak(refused(429, "Slow down."), request(INDEX, headers)).status).toBe(429);
  }
});

test("says the reason in phrase and body for clients that read them", () => {
  expect(alpine.speak(refused(403, 'Größe "x"'), request(INDEX, APK))).toEqual({
    status: 403,
    phrase: 'Grosse "x"',
    contentType: "text/plain; charset=utf-8",
    headers: {},
    body: 'Größe "x"\n',
  });
  expect(arrive(alpine, refused(404, null), request(INDEX, APK))).toMatchObject({
    phrase: "Not Found",
    body: "Not Found\n",
  });
});

test.each(OWN)("says Outspoken's own %s", (_name, failure, words) => {
  expect(arrive(alpine, failure, request(INDEX, APK))).toMatchObject({ phrase: words, body: `${words}\n` });
});

test("leaves an origin's own text byte for byte", () => {
  const spoken = alpine.speak(said(403, MARK, "Quarantine", "text/plain"), request(INDEX, APK));
  expect(spoken).toMatchObject({ contentType: "text/plain", body: new TextEncoder().encode("Quarantine") });
});

test.each([
  [APK, INDEX, "GET", "apk", "", "metadata"],
  [APK, "/v3.22/main/x86_64/left-pad-1.3.0-r0.apk", "GET", "apk", "", "download"],
  [{ "user-agent": "curl/8.7.1" }, "/x.apk", "PUT", "curl", "8.7.1", "publish"],
  [{ "user-agent": "Wget/1.25" }, INDEX, "GET", "wget", "1.25", "metadata"],
  [{}, "/x.apk", "DELETE", "unknown", "", "delete"],
])("identifies %o at %s (%s)", (headers, path, method, name, version, operation) => {
  const asked = request(path, headers, method);
  expect(alpine.identify(asked)).toEqual({ name, version });
  expect(alpine.operation(asked)).toBe(operation);
});

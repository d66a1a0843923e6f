import { describe, expect, test } from "vitest";
import type { ClientRequest, Spoken } from "../../src/clients/shared/client.ts";
import { swift } from "../../src/clients/swift.ts";
import { swiftPrints } from "../../src/console/terminals/languages.ts";
import { statusPhrase } from "../../src/failure/status-phrase.ts";
import { arriveSpoken } from "./arrival.ts";
import { answered, originAnswer, REF, request, timedOut, unreachable } from "./failing.ts";

const RELEASE = "/acme/core/1.0.0";
const STATUSES = [400, 401, 403, 404, 409, 410, 413, 422, 429, 500, 501, 502, 503, 504];
const REASONS: Record<string, string> = {
  plain: "Package protected.",
  quoted: `Rule "stable-only" (50%) refused {x} C:\\tmp\\ <b>`,
  "beyond ASCII": "Paket geschützt – für 開発 🚫",
  digits: "Upstream said 403, then 401",
  long: `Denied: ${"policy 🧪 ".repeat(250)}`.slice(0, 2_000).trim(),
};

function ask(method = "GET", path = RELEASE): ClientRequest {
  const headers = {
    "user-agent": "SwiftPackageManager/6.1.0",
    accept: "application/vnd.swift.registry.v1+json",
  };
  return request(path, headers, method);
}

/** The answer to a HEAD is shown as if its body arrived, to check that it is the same. */
function terminal(spoken: Spoken, method: string): string {
  return swiftPrints(arriveSpoken(spoken, ask(method === "HEAD" ? "PUT" : method)));
}

describe.each(Object.entries(REASONS))("a %s reason", (_name, reason) => {
  test.each(STATUSES)("is what SwiftPM shows, on every method (%i)", (status) => {
    for (const method of ["GET", "HEAD", "PUT", "POST"]) {
      const spoken = swift.speak(answered(status, { message: reason }), ask(method));
      const lost = status === 404 && method === "GET";
      const shown = lost
        ? "error: package version not found on registry"
        : `error: server error ${status}: ${reason}`;
      expect(terminal(spoken, method)).toBe(shown);
      expect(spoken.status).toBe(status);
      expect(spoken.phrase).toMatch(/^[\x20-\x7e]{1,350}$/);
    }
  });
});

describe("without a reason", () => {
  test.each(STATUSES)("the standard phrase is the detail (%i)", (status) => {
    const spoken = swift.speak(answered(status, {}), ask("PUT"));
    expect(terminal(spoken, "PUT")).toBe(`error: server error ${status}: ${statusPhrase(status)}`);
  });
});

describe("an origin's own answer", () => {
  function speakTo(body: string, headers: Record<string, string>, message: string | null = "No."): Spoken {
    return swift.speak(answered(409, { message }, originAnswer(409, body, headers)), ask("PUT"));
  }

  test.each([
    ["application/problem+json", "application/problem+json"],
    ["application/problem+json; charset=utf-8", "application/problem+json; charset=utf-8"],
    ["Application/Problem+JSON", "application/problem+json"],
    ["application/problem+json ; charset=utf-8", "application/problem+json"],
    ["application/json", "application/problem+json"],
  ])("keeps its bytes, and %s becomes a type that SwiftPM reads", (type, spokenType) => {
    const body = '{"status":409,\n "detail":"No."}\n';
    const spoken = speakTo(body, { "content-type": type });
    expect(spoken.body).toEqual(new TextEncoder().encode(body));
    expect(spoken.contentType).toBe(spokenType);
    expect(terminal(spoken, "PUT")).toBe("error: server error 409: No.");
  });

  test.each([
    ["an empty detail", '{"status":409,"detail":""}', null, "Conflict"],
    ["a title only", '{"status":409,"title":"No."}', "No.", "No."],
    ["a detail that is not a string", '{"detail":["No."]}', "No.", "No."],
    ["an ANSI sequence", '{"detail":"\\u001b[31mNo."}', "No.", "No."],
    ["plain text", "No.", "No.", "No."],
  ])("is replaced: %s", (_name, body, message, shown) => {
    const spoken = speakTo(body, { "content-type": "application/problem+json" }, message);
    expect(terminal(spoken, "PUT")).toBe(`error: server error 409: ${shown}`);
  });

  test("is overridden by our own message", () => {
    const origin = originAnswer(401, '{"detail":"No."}', { "content-type": "application/problem+json" });
    const failure = answered(401, { message: "No." }, origin, { sentOriginAuth: true });
    expect(terminal(swift.speak(failure, ask("PUT")), "PUT")).toContain("gateway's own credentials");
  });
});

describe("a failure without an answer from the origin", () => {
  test.each([
    ["a timeout", timedOut(), 504],
    ["an unreachable origin", unreachable(), 502],
  ])("%s is shown once with its reference", (_name, failure, status) => {
    const shown = terminal(swift.speak(failure, ask()), "GET");
    expect(shown).toMatch(new RegExp(`^error: server error ${status}: The registry .* Reference: ${REF}$`));
  });
});

describe("the request", () => {
  test("is identified", () => {
    expect(swift.identify(ask())).toEqual({ name: "swift", version: "6.1.0" });
  });

  test.each([
    ["GET", "/acme/core", "metadata"],
    ["GET", RELEASE, "metadata"],
    ["GET", `${RELEASE}/Package.swift`, "metadata"],
    ["GET", `${RELEASE}.zip`, "download"],
    ["GET", "/identifiers", "search"],
    ["GET", "/availability", "probe"],
    ["HEAD", RELEASE, "probe"],
    ["POST", "/login", "login"],
    ["PUT", RELEASE, "publish"],
    ["DELETE", RELEASE, "delete"],
  ])("%s %s is %s", (method, path, operation) => {
    expect(swift.operation(request(path, {}, method))).toBe(operation);
  });
});

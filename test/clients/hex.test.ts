import { describe, expect, test } from "vitest";
import { hex } from "../../src/clients/hex/hex.ts";
import { statusPhrase } from "../../src/failure/status-phrase.ts";
import { answered, REF, request, timedOut, unreachable } from "./failing.ts";
import {
  AGENTS,
  ask,
  bytesOf,
  CRASHING,
  ERLANG,
  PLACES,
  REASONS,
  SAFE,
  STATUSES,
  terminal,
  timesSaid,
} from "./hex-cases.ts";

describe.each(Object.entries(REASONS))("a %s reason", (_name, reason) => {
  test.each(STATUSES)("is shown once wherever Hex can show it (%i)", (status) => {
    for (const place of ["api", "registry", "tarball"] as const) {
      for (const version of [...SAFE, ...CRASHING]) {
        const spoken = hex.speak(answered(status, { message: reason }), ask(version, place));
        const byBody = place === "api" || (place === "registry" && ![401, 403, 404].includes(status));
        const expected = byBody || SAFE.includes(version) ? 1 : 0;
        expect(`${place} ${version} ${timesSaid(terminal(spoken, version, place), reason)}`).toBe(
          `${place} ${version} ${expected}`,
        );
        expect(spoken.status).toBe(status);
        expect(spoken.phrase).toMatch(/^[\x20-\x7e]{1,350}$/);
      }
    }
  });

  test("is complete in the body of the API and of the registry", () => {
    const failure = answered(500, { message: reason });
    expect(terminal(hex.speak(failure, ask("2.5.0", "api")), "2.5.0", "api")).toBe(reason);
    expect(terminal(hex.speak(failure, ask("2.5.0", "registry")), "2.5.0", "registry")).toBe(reason);
  });

  test("is not sent as a header to a program that is not known to survive it", () => {
    for (const userAgent of ["", "hex_core/0.7.1 (rebar3/3.20.0) (OTP/25)", "hex/next", "curl/8.5.0"]) {
      const asked = request(PLACES.tarball.path, { "user-agent": userAgent });
      expect(
        hex.speak(answered(403, { message: reason }), asked).headers["x-hex-message"] ?? null,
      ).toBeNull();
    }
  });
});

describe("the API's form", () => {
  test("is a map of binaries, byte for byte as Erlang writes it", () => {
    const spoken = hex.speak(answered(403, { message: "Nö" }), ask("2.5.0", "api"));
    expect(spoken.contentType).toBe("application/vnd.hex+erlang");
    const expected = [131, 116, 0, 0, 0, 2, 109, 0, 0, 0, 7, ...new TextEncoder().encode("message")];
    expected.push(109, 0, 0, 0, 3, 78, 0xc3, 0xb6, 109, 0, 0, 0, 6, ...new TextEncoder().encode("status"));
    expect([...bytesOf(spoken)]).toEqual([...expected, 98, 0, 0, 1, 147]);
  });

  test("is sent to any client that accepts it", () => {
    const asked = request("/acme", { "user-agent": "rebar3/3.20.0", accept: ERLANG });
    expect(hex.speak(answered(403, { message: "No" }), asked).contentType).toBe(ERLANG);
  });
});

describe("without a reason", () => {
  test.each(STATUSES)("the standard phrase is sent, and no header (%i)", (status) => {
    for (const place of ["api", "registry"] as const) {
      const spoken = hex.speak(answered(status, {}), ask("2.5.0", place));
      expect(spoken.headers["x-hex-message"] ?? null).toBeNull();
      expect(spoken.phrase).toBe(statusPhrase(status));
      const said = terminal(spoken, "2.5.0", place);
      expect(said).toBe(
        place === "registry" && [401, 403, 404].includes(status)
          ? "This could be because the package does not exist"
          : statusPhrase(status),
      );
    }
  });
});

describe("a failure without an answer from the origin", () => {
  test.each([
    ["a timeout", timedOut()],
    ["an unreachable origin", unreachable()],
  ])("%s is shown once with its reference", (_name, failure) => {
    for (const place of ["api", "registry", "tarball"] as const) {
      const shown = terminal(hex.speak(failure, ask("2.5.0", place)), "2.5.0", place);
      expect(shown.split(REF)).toHaveLength(2);
    }
  });
});

describe("a notice", () => {
  const ok = { status: 201, headers: new Headers() };
  test("is a warning on a publish", () => {
    expect(hex.notice?.('Move to "new" by May', ask("2.5.0", "api"), ok)).toEqual({
      kind: "headers",
      headers: { "x-hex-message": "\"Move to 'new' by May\"; level=warn" },
    });
  });
  test.each([
    ["a version that crashes", ask("2.4.2", "api"), ok],
    ["a download", ask("2.5.0", "tarball"), ok],
    [
      "an answer that has one already",
      ask("2.5.0", "api"),
      { status: 201, headers: new Headers({ "x-hex-message": '"a"' }) },
    ],
    ["a refusal", ask("2.5.0", "api"), { status: 422, headers: new Headers() }],
  ])("is left out for %s", (_name, asked, answer) => {
    expect(hex.notice?.("Move", asked, answer)).toBeNull();
  });
});

describe("the request", () => {
  test.each(Object.entries(AGENTS))("%s is identified", (version, userAgent) => {
    expect(hex.identify(request("/", { "user-agent": userAgent }))).toEqual({ name: "hex", version });
  });

  test.each([
    ["GET", "/packages/acme", "metadata"],
    ["GET", "/names", "metadata"],
    ["GET", "/tarballs/acme-1.0.0.tar", "download"],
    ["GET", "/docs/acme-1.0.0.tar.gz", "download"],
    ["POST", "/api/packages/acme/releases", "publish"],
    ["POST", "/api/publish", "publish"],
    ["POST", "/api/oauth/token", "login"],
    ["DELETE", "/api/packages/acme/releases/1.0.0", "delete"],
    ["GET", "/api/packages", "search"],
    ["GET", "/api/packages/acme", "api"],
    ["PUT", "/api/packages/acme/owners/a", "api"],
    ["HEAD", "/names", "probe"],
  ])("%s %s is %s", (method, path, operation) => {
    expect(hex.operation(request(path, {}, method))).toBe(operation);
  });

  test("waits less than Hex does", () => {
    expect(hex.timeoutMs.read).toBeLessThan(15_000);
  });
});

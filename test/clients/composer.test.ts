import { describe, expect, test } from "vitest";
import { composer } from "../../src/clients/composer.ts";
import type { Spoken } from "../../src/clients/shared/client.ts";
import type { Failure } from "../../src/failure/failure.ts";
import { statusPhrase } from "../../src/failure/status-phrase.ts";
import {
  type Agent,
  ask,
  bytesOf,
  channelA,
  DIST,
  PACKAGES,
  REASONS,
  RETRIED,
  STATUSES,
  terminal,
  timesSaid,
  WITH_B,
  WITHOUT_B,
} from "./composer-cases.ts";
import { answered, originAnswer, REF, request, timedOut, unreachable } from "./failing.ts";

describe.each(Object.entries(REASONS))("a %s reason", (_name, reason) => {
  test.each(STATUSES)("is shown once by every Composer (%i)", (status) => {
    for (const agent of [...WITH_B, ...WITHOUT_B]) {
      for (const path of [PACKAGES, DIST]) {
        const spoken = composer.speak(answered(status, { message: reason }), ask(agent, path));
        expect(`${agent} ${timesSaid(terminal(spoken, agent), reason)}`).toBe(`${agent} 1`);
        expect(spoken.status).toBe(status);
        expect(spoken.phrase).toMatch(/^[\x20-\x7e]{1,350}$/);
      }
    }
  });

  test.each([401, 403])("is complete in the warning of a %i", (status) => {
    const spoken = composer.speak(answered(status, { message: reason }), ask("2.10.2"));
    expect(channelA(spoken).join().trim()).toBe(`Warning from packages.example: ${reason}`);
    expect(spoken.contentType).toBe("application/json");
  });

  test.each(RETRIED)("is never a warning if Composer retries (%i)", (status) => {
    for (const agent of WITH_B) {
      const spoken = composer.speak(answered(status, { message: reason }), ask(agent));
      expect(channelA(spoken)).toEqual([]);
      expect(bytesOf(spoken).length).toBeLessThanOrEqual(200);
      const said: unknown = JSON.parse(new TextDecoder().decode(bytesOf(spoken)));
      expect(reason.startsWith(String(said).replace(/\.\.\.$/, ""))).toBe(true);
    }
  });

  test("fills B to the last character that fits", () => {
    const spoken = composer.speak(answered(502, { message: reason }), ask("2.10.2"));
    const whole = new TextEncoder().encode(JSON.stringify(reason)).length;
    expect(bytesOf(spoken).length).toBeGreaterThan(Math.min(whole, 180) - 1);
  });
});

describe("a reason at the edge of what B shows", () => {
  test.each([
    [198, 200],
    [199, 200],
  ])("of %i letters takes %i bytes", (letters, bytes) => {
    const spoken = composer.speak(answered(502, { message: "x".repeat(letters) }), ask("2.5.5"));
    expect(bytesOf(spoken)).toHaveLength(bytes);
  });
});

describe("a 404 of a package's metadata", () => {
  test("prints no warning: the package may be in another repository", () => {
    for (const path of ["/p2/acme/core.json", "/p2/acme/core~dev.json"]) {
      const spoken = composer.speak(answered(404, { message: "Package Not Found" }), ask("2.5.5", path));
      expect(channelA(spoken)).toEqual([]);
    }
  });
});

describe("an origin's own answer", () => {
  function speakTo(agent: Agent, status: number, body: unknown, type = "application/json"): Spoken {
    const origin = originAnswer(status, JSON.stringify(body), { "content-type": type });
    return composer.speak(answered(status, { message: "Package protected." }, origin), ask(agent));
  }
  const own: readonly (readonly [string, unknown])[] = [
    ["warning", { warning: "Package protected.", other: 1 }],
    ["info", { info: "Package protected." }],
    ["warnings", { warnings: [{ versions: "*", message: "Package protected." }] }],
  ];

  test.each(own)("keeps its %s byte for byte, in the exact type", (_name, body) => {
    for (const type of [
      "application/json",
      "application/json; charset=utf-8",
      "application/json;charset=UTF-8",
    ]) {
      const spoken = speakTo("2.10.2", 403, body, type);
      expect(new TextDecoder().decode(bytesOf(spoken))).toBe(JSON.stringify(body));
      expect(spoken).toMatchObject({ contentType: "application/json", phrase: "Forbidden" });
    }
  });

  test.each(RETRIED)("loses its warning if that would be printed 4 or 16 times (%i)", (status) => {
    const spoken = speakTo("2.10.2", status, { warning: "Package protected." });
    expect(terminal(spoken, "2.10.2").split("Package protected.")).toHaveLength(2);
  });

  test.each([
    ["another text", { warning: "Update Composer." }],
    ["a warning that is not a string", { warning: ["Package protected."] }],
    ["warnings without versions", { warnings: [{ message: "Package protected." }] }],
    ["a warning for some versions", { warning: "Package protected.", "warning-versions": "<2.0" }],
    ["a control character", { warning: "Package protected.\u001b[2J" }],
    ["problem+json", { detail: "Package protected." }],
    ["GitLab's message", { message: "403 Forbidden - Package protected." }],
  ])("is replaced: %s", (_name, body) => {
    const spoken = speakTo("2.10.2", 403, body);
    expect(channelA(spoken)).toEqual(["Warning from packages.example: Package protected."]);
  });

  test("is overridden by our own message", () => {
    const origin = originAnswer(401, '{"warning":"No"}', { "content-type": "application/json" });
    const failure = answered(401, { message: "No" }, origin, { sentOriginAuth: true });
    const shown = terminal(composer.speak(failure, ask("2.10.2")), "2.10.2");
    expect(shown).toContain("gateway's own credentials");
    expect(shown).not.toContain('"No"');
  });
});

describe("without a reason", () => {
  test.each(STATUSES)("the standard phrase is sent, and no warning (%i)", (status) => {
    for (const agent of [...WITH_B, ...WITHOUT_B]) {
      const spoken = composer.speak(answered(status, {}), ask(agent));
      expect(channelA(spoken)).toEqual([]);
      expect(spoken).toMatchObject({
        phrase: statusPhrase(status),
        body: JSON.stringify(statusPhrase(status)),
      });
    }
  });
});

describe("a failure without an answer from the origin", () => {
  const failures: readonly (readonly [string, Failure, number])[] = [
    ["a timeout", timedOut(), 504],
    ["an unreachable origin", unreachable(), 502],
  ];
  test.each(failures)("%s is shown once with its reference", (_name, failure, status) => {
    for (const agent of [...WITH_B, ...WITHOUT_B]) {
      const shown = terminal(composer.speak(failure, ask(agent)), agent);
      expect(shown).toContain(String(status));
      expect(shown.split(REF)).toHaveLength(2);
    }
  });
});

describe("a program that is not Composer", () => {
  test.each(STATUSES)("reads JSON and the phrase (%i)", (status) => {
    const spoken = composer.speak(answered(status, { message: "Package protected." }), request(PACKAGES));
    expect(spoken).toMatchObject({ phrase: "Package protected.", contentType: "application/json" });
    expect(JSON.parse(String(spoken.body))).toEqual({ status: "error", message: "Package protected." });
  });
});

describe("Retry-After", () => {
  test.each([
    [2.5, "3"],
    [86_400, "86400"],
    [null, null],
  ])("%s seconds are sent as %s", (seconds, value) => {
    const spoken = composer.speak(answered(429, { retryAfterSeconds: seconds }), ask("2.10.2"));
    expect(spoken.headers["retry-after"]).toBe(value);
  });
});

describe("a notice", () => {
  const ok = { status: 200, headers: new Headers({ "content-type": "application/json" }) };
  test("is a member of packages.json, its tags escaped", () => {
    expect(composer.notice?.("Use <info>new</info>\nby May", ask("2.10.2"), ok)).toEqual({
      kind: "json_member",
      name: "info",
      value: "Use \\<info>new\\</info> by May",
    });
  });
  test.each([
    ["each package", ask("2.10.2", "/p2/acme/core.json"), ok],
    ["an archive", ask("2.10.2", DIST), ok],
    ["another program", request(PACKAGES), ok],
    ["an unchanged file", ask("2.10.2"), { status: 304, headers: new Headers() }],
  ])("is left out for %s", (_name, asked, answer) => {
    expect(composer.notice?.("Use new", asked, answer)).toBeNull();
  });
});

describe("the request", () => {
  test("is identified", () => {
    expect(composer.identify(ask("2.10.2"))).toEqual({ name: "composer", version: "2.10.2" });
    expect(composer.identify(request("/"))).toEqual({ name: "unknown", version: "" });
  });

  test.each([
    ["GET", PACKAGES, "metadata"],
    ["GET", "/p2/acme/core~dev.json", "metadata"],
    ["GET", DIST, "download"],
    ["GET", "/search.json", "search"],
    ["GET", "/packages/list.json", "search"],
    ["POST", "/downloads/", "api"],
    ["POST", "/api/security-advisories/", "api"],
    ["PUT", "/api/packages/composer", "publish"],
    ["DELETE", "/packages/acme/core", "delete"],
    ["HEAD", DIST, "probe"],
  ])("%s %s is %s", (method, path, operation) => {
    expect(composer.operation(request(path, {}, method))).toBe(operation);
  });
});

import { describe, expect, test } from "vitest";
import { rubygems } from "../../src/clients/rubygems.ts";
import { commandManagerPrints } from "../../src/console/terminals/rubygems.ts";
import type { Failure } from "../../src/failure/failure.ts";
import { statusPhrase } from "../../src/failure/status-phrase.ts";
import { toAscii } from "../../src/text/text.ts";
import { answered, originAnswer, REF, request, timedOut, unreachable } from "./failing.ts";
import {
  ask,
  bodyText,
  bundlerError,
  fetchError,
  gemcutter,
  INDEX,
  REASONS,
  read,
  STATUSES,
} from "./rubygems-cases.ts";

describe.each(Object.entries(REASONS))("a %s reason", (_name, reason) => {
  const start = toAscii(reason).slice(0, 60).trim();

  test.each(STATUSES)("is shown once by gem for an index or a gem file (%i)", (status) => {
    for (const agent of ["gem3", "gem41", "bundler"] as const) {
      for (const path of [INDEX, "/gems/acme-1.0.gem", "/quick/Marshal.4.8/acme-1.0.gemspec.rz"]) {
        const spoken = rubygems.speak(answered(status, { message: reason }), ask(agent, path));
        const printed = fetchError(spoken, agent);
        expect(read(printed).split(start)).toHaveLength(2);
        expect(read(commandManagerPrints(printed)).split(start)).toHaveLength(2);
        expect(spoken.phrase).toMatch(/^[\x20-\x7e]{1,350}$/);
        expect(spoken.headers["x-error-message"]).toMatch(/^[\x20-\x7e]{1,1000}$/);
        expect(spoken.status).toBe(status);
      }
    }
  });

  test.each(STATUSES.filter((status) => status !== 401 && status !== 403))(
    "is not taken for another error by Bundler (%i)",
    (status) => {
      for (const agent of ["gem3", "gem41"] as const) {
        const spoken = rubygems.speak(answered(status, { message: reason }), ask(agent));
        expect(bundlerError(fetchError(spoken, agent))).toMatch(/^HTTPError /);
        expect(bodyText(spoken)).not.toMatch(/401|403|certificate verify failed/);
      }
    },
  );

  test.each(STATUSES)("is the body for a push, an owner and a yank, with a line end (%i)", (status) => {
    for (const [method, path] of WRITES) {
      const spoken = rubygems.speak(answered(status, { message: reason }), ask("gem3", path, method));
      expect(gemcutter(spoken)).toBe(`${reason}\n`);
      expect(spoken.contentType).toBe("text/plain; charset=utf-8");
    }
  });
});

const WRITES = [
  ["POST", "/api/v1/gems"],
  ["DELETE", "/api/v1/gems/yank"],
  ["POST", "/api/v1/gems/acme/owners"],
  ["GET", "/api/v1/gems/acme/owners.yaml"],
  ["POST", "/api/v1/api_key"],
] as const;

describe("a dialogue about credentials", () => {
  const otp = "You have enabled multifactor authentication but no OTP code provided. Please retry.\n";
  const scope = "The API key doesn't have access to push.";

  test.each([
    [401, otp, "text/plain; charset=utf-8"],
    [401, otp, "text/html"],
    [403, scope, "text/plain; charset=utf-8"],
    [403, `${scope}<script>`, "image/svg+xml"],
  ])("of a %i passes unchanged, as plain text", (status, body, type) => {
    const origin = originAnswer(status, body, { "content-type": type });
    const failure = answered(status, { message: "other words" }, origin);
    const spoken = rubygems.speak(failure, ask("gem3", "/api/v1/gems", "POST"));
    expect(bodyText(spoken)).toBe(body);
    expect(spoken.contentType).toBe("text/plain; charset=utf-8");
    expect(gemcutter(spoken)).toMatch(/dialogue\]$/);
  });

  test.each([`${scope}\u0001`, `${scope}\u001b[2J`, `${scope} Yours is glpat-AbCdEfGhIjKlMnOpQr12.`])(
    "is started by the cleaned text if the origin's was not clean: %j",
    (body) => {
      const failure = answered(403, { message: scope }, originAnswer(403, body));
      const spoken = rubygems.speak(failure, ask("gem3", "/api/v1/gems", "POST"));
      expect(bodyText(spoken)).toBe(`${scope}\n`);
      expect(gemcutter(spoken)).toMatch(/dialogue\]$/);
    },
  );

  test.each([
    [401, otp.trim()],
    [403, "The API key doesn't have access to push."],
  ])("of a %i is not started by the same words in JSON", (status, message) => {
    const origin = originAnswer(status, JSON.stringify({ error: message }), {
      "content-type": "application/json",
    });
    const spoken = rubygems.speak(answered(status, { message }, origin), ask("gem3", "/api/v1/gems", "POST"));
    expect(gemcutter(spoken)).toBe(`${statusPhrase(status)}: ${message}\n`);
  });
});

describe("an origin's own answer", () => {
  test("its text stays byte for byte on a write", () => {
    const text = "Repushing of gem versions is not allowed.\nSee also (403) `gem yank`.";
    const origin = originAnswer(409, text, { "content-type": "text/plain; charset=utf-8" });
    const failure = answered(409, { message: text.replace("\n", " ") }, origin);
    expect(bodyText(rubygems.speak(failure, ask("gem3", "/api/v1/gems", "POST")))).toBe(text);
  });

  test.each(["application/json", "text/html"])("its %s becomes text on a write", (type) => {
    const origin = originAnswer(403, '{"message":"403 Forbidden - No"}', { "content-type": type });
    const spoken = rubygems.speak(
      answered(403, { message: "No" }, origin),
      ask("gem3", "/api/v1/gems", "POST"),
    );
    expect(spoken).toMatchObject({ contentType: "text/plain; charset=utf-8", body: "No\n" });
  });

  function withHeader(header: string, message: string | null = "Package protected."): Failure {
    return answered(409, { message }, originAnswer(409, "", { "x-error-message": header }));
  }

  test("its X-Error-Message stays as it came", () => {
    const failure = withHeader("Conflict - Package protected.");
    const spoken = rubygems.speak(failure, ask("gem41"));
    expect("x-error-message" in spoken.headers).toBe(false);
    expect(fetchError(spoken, "gem41", "Conflict - Package protected.")).toContain("protected. 409");
  });

  test.each([
    "403 Forbidden - Package protected.",
    "Package protected. (why)",
    "Package protected. certificate verify failed",
    "Update your client.",
  ])("its X-Error-Message %j, which would mislead, is replaced", (header) => {
    const spoken = rubygems.speak(withHeader(header), ask("gem41"));
    expect(spoken.headers["x-error-message"]).toBe("Package protected.");
  });

  test("its text on a read stays unless it would mislead", () => {
    for (const [text, said] of [
      ["Package\nprotected.", "Package\nprotected."],
      ["Error 403:\nprotected.", "Error 4O3: protected."],
    ] as const) {
      const origin = originAnswer(500, text, { "content-type": "text/plain" });
      const failure = answered(500, { message: text.replace("\n", " ") }, origin);
      expect(bodyText(rubygems.speak(failure, ask("bundler")))).toBe(said);
    }
  });

  test("its misleading X-Error-Message is removed if there is no reason", () => {
    const spoken = rubygems.speak(withHeader("403 Forbidden", null), ask("gem41"));
    expect(spoken.headers["x-error-message"]).toBeNull();
  });

  test("its X-Error-Message is overridden by our own message", () => {
    const origin = originAnswer(401, "", { "x-error-message": "Package protected." });
    const failure = answered(401, { message: "Package protected." }, origin, { sentOriginAuth: true });
    const spoken = rubygems.speak(failure, ask("gem41"));
    expect(fetchError(spoken, "gem41")).toContain("gateway's own credentials");
  });
});

describe("without a reason", () => {
  test.each(STATUSES)("the standard phrase is sent (%i)", (status) => {
    const reading = rubygems.speak(answered(status, {}), ask("gem3"));
    expect(reading).toMatchObject({ phrase: statusPhrase(status), body: statusPhrase(status) });
    expect(reading.headers["x-error-message"]).toBeNull();
    const writing = rubygems.speak(answered(status, {}), ask("gem3", "/api/v1/gems", "POST"));
    expect(gemcutter(writing)).toBe(`${statusPhrase(status)}\n`);
  });
});

describe("a failure without an answer from the origin", () => {
  test.each([
    ["a timeout", timedOut(), 504],
    ["an unreachable origin", unreachable(), 502],
  ])("%s is shown once with its reference", (_name, failure, status) => {
    for (const agent of ["gem3", "gem41"] as const) {
      const printed = bundlerError(fetchError(rubygems.speak(failure, ask(agent)), agent));
      expect(printed).toContain(String(status));
      expect(printed.split(REF)).toHaveLength(2);
    }
    expect(gemcutter(rubygems.speak(failure, ask("gem3", "/api/v1/gems", "POST")))).toContain(REF);
  });
});

describe("the request", () => {
  test.each([
    ["gem3", { name: "gem", version: "3.3.15" }],
    ["gem41", { name: "gem", version: "4.1.0.dev" }],
    ["bundler", { name: "bundler", version: "2.3.15" }],
  ] as const)("%s is identified", (agent, client) => {
    expect(rubygems.identify(ask(agent))).toEqual(client);
  });

  test.each([
    ["GET", "/versions", "metadata"],
    ["GET", "/info/acme", "metadata"],
    ["GET", "/quick/Marshal.4.8/acme-1.0.gemspec.rz", "metadata"],
    ["GET", "/api/v1/dependencies", "metadata"],
    ["GET", "/gems/acme-1.0.gem", "download"],
    ["HEAD", "/versions", "probe"],
    ["POST", "/api/v1/gems", "publish"],
    ["DELETE", "/api/v1/gems/yank", "delete"],
    ["GET", "/api/v1/search.json", "search"],
    ["POST", "/api/v1/api_key", "login"],
    ["DELETE", "/api/v1/gems/acme/owners", "api"],
    ["GET", "/api/v1/gems/acme.json", "api"],
  ])("%s %s is %s", (method, path, operation) => {
    expect(rubygems.operation(request(path, {}, method))).toBe(operation);
  });

  test("waits less than Bundler does", () => {
    expect(rubygems.timeoutMs.read).toBeLessThan(10_000);
  });
});

/** NuGet's header `X-NuGet-Warning`: when it has the reason or a notice, and what becomes of the origin's own. */
import { describe, expect, test } from "vitest";
import { nuget } from "../../src/clients/nuget.ts";
import { netMessage } from "../../src/console/terminals/nuget.ts";
import { statusPhrase } from "../../src/failure/status-phrase.ts";
import { answered, originAnswer, request } from "./failing.ts";
import { ask } from "./nuget-cases.ts";

describe("which channel", () => {
  test.each([
    ["PUT", 409, { "x-nuget-apikey": "k" }, true],
    ["PUT", 409, {}, true],
    ["PUT", 404, {}, true],
    ["PUT", 403, { "x-nuget-apikey": "k" }, true],
    ["PUT", 403, {}, false],
    ["PUT", 401, { "x-nuget-apikey": "k" }, false],
    ["PUT", 408, {}, false],
    ["PUT", 429, {}, false],
    ["PUT", 502, {}, false],
    ["DELETE", 422, {}, true],
    ["GET", 409, {}, false],
    ["GET", 404, {}, false],
  ])("%s %i %j by the header: %s", (method, status, headers, byHeader) => {
    const spoken = nuget.speak(
      answered(status, { message: "No such feed." }),
      ask("xplat", method, { ...headers }),
    );
    expect(spoken.headers["x-nuget-warning"]).toBe(byHeader ? "No such feed." : null);
    expect(spoken.phrase).toBe(byHeader ? statusPhrase(status) : "No such feed.");
  });
});

describe("an origin that already sends the header", () => {
  const own = "403 Forbidden - Package protected.";
  function failing(status: number, warning = own) {
    const origin = originAnswer(status, "", { "x-nuget-warning": warning });
    return answered(status, { message: "Package protected." }, origin);
  }

  test("keeps it on a push, and the phrase does not repeat it", () => {
    const spoken = nuget.speak(failing(403), ask("xplat", "PUT", { "x-nuget-apikey": "k" }));
    expect("x-nuget-warning" in spoken.headers).toBe(false);
    expect(netMessage(spoken)).toBe("Response status code does not indicate success: 403 (Forbidden).");
  });

  test.each([401, 403, 404, 502])(
    "loses it on restore (%i), where it would fail a build or flood its log",
    (status) => {
      const spoken = nuget.speak(failing(status), ask("restore", "GET"));
      expect(spoken.headers["x-nuget-warning"]).toBeNull();
      expect(spoken.phrase).toBe("Package protected.");
    },
  );

  test("has it replaced if Chocolatey would fail on it", () => {
    const braces = failing(409, "{x} Package protected.");
    const spoken = nuget.speak(braces, ask("choco", "PUT"));
    expect(spoken.headers["x-nuget-warning"]).toBe("Package protected.");
  });

  test.each(["Update your client.", "Package protected. é", `Package protected. ${"x".repeat(1_000)}`])(
    "has it replaced if it says something else, or too much",
    (header) => {
      const spoken = nuget.speak(failing(409, header), ask("xplat", "PUT"));
      expect(spoken.headers["x-nuget-warning"]).toBe("Package protected.");
    },
  );

  test("has it replaced if the message is our own", () => {
    const origin = originAnswer(401, "", { "x-nuget-warning": own });
    const failure = answered(401, { message: "Package protected." }, origin, { sentOriginAuth: true });
    const spoken = nuget.speak(failure, ask("xplat", "PUT", { "x-nuget-apikey": "k" }));
    expect(spoken).toMatchObject({ status: 502, headers: { "x-nuget-warning": null } });
    expect(spoken.phrase).toContain("gateway's own credentials");
  });
});

describe("a notice", () => {
  const ok = { status: 201, headers: new Headers() };
  test("is a warning on a push", () => {
    expect(nuget.notice?.("Move to {new} by May", ask("xplat", "PUT"), ok)).toEqual({
      kind: "headers",
      headers: { "x-nuget-warning": "Move to {new} by May" },
    });
    expect(nuget.notice?.("Move to {new} by May", ask("choco", "PUT"), ok)).toEqual({
      kind: "headers",
      headers: { "x-nuget-warning": "Move to (new) by May" },
    });
  });
  test.each([
    ["restore", ask("restore", "GET"), ok],
    ["a program that does not print it", ask("psresource", "PUT"), ok],
    ["an unknown program", request("/", {}, "PUT"), ok],
    [
      "an answer that has one already",
      ask("xplat", "PUT"),
      { status: 201, headers: new Headers({ "x-nuget-warning": "a" }) },
    ],
    ["a refusal", ask("xplat", "PUT"), { status: 409, headers: new Headers() }],
  ])("is left out for %s", (_name, asked, answer) => {
    expect(nuget.notice?.("Move", asked, answer)).toBeNull();
  });
});

/** NuGet: what each client shows of a failure, the body, and the client and operation of a request. */
import { describe, expect, test } from "vitest";
import { nuget } from "../../src/clients/nuget.ts";
import { chocoPrints, netMessage } from "../../src/console/terminals/nuget.ts";
import { statusPhrase } from "../../src/failure/status-phrase.ts";
import { answered, originAnswer, REF, request, timedOut, unreachable } from "./failing.ts";
import {
  AGENTS,
  ask,
  bodyText,
  INDEX,
  NUPKG,
  paket,
  push,
  REASONS,
  restore,
  STATUSES,
  timesSaid,
} from "./nuget-cases.ts";

describe.each(Object.entries(REASONS))("a %s reason", (_name, reason) => {
  test.each(STATUSES)("is shown once on restore (%i)", (status) => {
    for (const agent of ["restore", "msbuild", "exe", "vs", "library", "psresource"] as const) {
      const spoken = nuget.speak(answered(status, { message: reason }), ask(agent, "GET"));
      expect(timesSaid(restore(spoken), reason)).toBe(1);
      expect(spoken.headers["x-nuget-warning"]).toBeNull();
      expect(spoken.status).toBe(status);
      expect(spoken.phrase).toMatch(/^[\x20-\x7e]{1,350}$/);
    }
  });

  test.each(STATUSES)("is shown once on push (%i)", (status) => {
    for (const apiKey of [true, false]) {
      for (const method of ["PUT", "POST", "DELETE"]) {
        for (const agent of ["xplat", "exe", "vs", "library"] as const) {
          const headers = apiKey ? { "x-nuget-apikey": "k" } : undefined;
          const spoken = nuget.speak(answered(status, { message: reason }), ask(agent, method, headers));
          expect(timesSaid(push(spoken, apiKey), reason)).toBe(1);
        }
      }
    }
  });

  test.each(STATUSES)("survives Chocolatey's formatter and triggers no wrong hint (%i)", (status) => {
    const asked = ask("choco", "PUT", { "x-nuget-apikey": "k" });
    const spoken = nuget.speak(answered(status, { message: reason }), asked);
    const warning = spoken.headers["x-nuget-warning"];
    if (typeof warning === "string") expect(chocoPrints(warning)).toMatch(/^WARN \[NuGet\] [\x20-\x7e]+$/);
    const hinted = /406|409/.test(netMessage(spoken));
    expect(hinted).toBe(status === 406 || status === 409);
  });

  test.each(STATUSES)("does not suggest another status to PSResourceGet (%i)", (status) => {
    for (const agent of ["psresource", "library"] as const) {
      const spoken = nuget.speak(answered(status, { message: reason }), ask(agent, "PUT"));
      expect(spoken.phrase).not.toMatch(/400|401|403|409/);
      expect(spoken.headers["x-nuget-warning"]).toBeNull();
      expect(timesSaid(netMessage(spoken), reason)).toBe(1);
    }
  });

  test("is the entire body for Paket", () => {
    const spoken = nuget.speak(answered(403, { message: reason }), ask("paket", "GET"));
    expect(paket(spoken)).toBe(`Request to 'URL' failed with: 403 Forbidden - ${reason}`);
  });
});

describe("the body", () => {
  test("stays the origin's plain text byte for byte", () => {
    const origin = originAnswer(409, "exists\nalready\n", { "content-type": "text/plain; charset=utf-8" });
    const spoken = nuget.speak(answered(409, { message: "exists already" }, origin), ask("paket", "PUT"));
    expect(bodyText(spoken)).toBe("exists\nalready\n");
  });

  test.each(["application/json", "text/html", "application/problem+json"])(
    "is text instead of %s",
    (type) => {
      const origin = originAnswer(409, '{"message":"exists already"}', { "content-type": type });
      const spoken = nuget.speak(answered(409, { message: "exists already" }, origin), ask("paket", "PUT"));
      expect(spoken).toMatchObject({ contentType: "text/plain; charset=utf-8", body: "exists already" });
    },
  );

  test.each(STATUSES)(
    "is the standard phrase without a reason (%i), and the header is left out",
    (status) => {
      for (const method of ["GET", "PUT"]) {
        const spoken = nuget.speak(answered(status, {}), ask("xplat", method, { "x-nuget-apikey": "k" }));
        expect(spoken).toMatchObject({ phrase: statusPhrase(status), body: statusPhrase(status) });
        expect(spoken.headers["x-nuget-warning"]).toBeNull();
      }
    },
  );
});

describe("a failure without an answer from the origin", () => {
  test.each([
    ["a timeout", timedOut(), 504],
    ["an unreachable origin", unreachable(), 502],
  ])("%s is shown once with its reference", (_name, failure, status) => {
    for (const terminal of [
      restore(nuget.speak(failure, request(INDEX, { "user-agent": AGENTS.restore }))),
      push(nuget.speak(failure, ask("xplat", "PUT")), false),
      paket(nuget.speak(failure, ask("paket", "GET"))),
    ]) {
      expect(terminal).toContain(String(status));
      expect(terminal.split(REF)).toHaveLength(2);
    }
  });
});

describe("Retry-After", () => {
  test.each([
    [7, "7"],
    [3_600, "120"],
    [null, null],
  ])("%s seconds are sent as %s, so that three attempts fit into a push", (seconds, value) => {
    const spoken = nuget.speak(answered(429, { retryAfterSeconds: seconds }), ask("xplat", "PUT"));
    expect(spoken.headers["retry-after"]).toBe(value);
  });
});

describe("the request", () => {
  test.each([
    ["restore", { name: "dotnet", version: "6.13.0" }],
    ["xplat", { name: "dotnet", version: "6.13.0" }],
    ["msbuild", { name: "msbuild", version: "6.8.0" }],
    ["exe", { name: "nuget", version: "6.8.0" }],
    ["vs", { name: "visual-studio", version: "6.13.0" }],
    ["library", { name: "nuget-client", version: "6.10.0" }],
    ["choco", { name: "choco", version: "2.7.3" }],
    ["psresource", { name: "psresourceget", version: "1.3.0" }],
    ["paket", { name: "paket", version: "10.3.1" }],
  ] as const)("%s is identified by its User-Agent", (agent, client) => {
    expect(nuget.identify(ask(agent, "GET"))).toEqual(client);
  });

  test("is identified by its version header if the User-Agent was changed", () => {
    const asked = request("/", { "user-agent": "acme", "x-nuget-client-version": "6.9.1" });
    expect(nuget.identify(asked)).toEqual({ name: "nuget-client", version: "6.9.1" });
  });

  test.each([
    ["GET", INDEX, "metadata"],
    ["GET", "/v3/flat/acme.core/index.json", "metadata"],
    ["GET", NUPKG, "download"],
    ["GET", "/api/v2/package/Acme.Core/1.0.0", "download"],
    ["GET", "/v3/query", "search"],
    ["GET", "/api/v2/Search()", "search"],
    ["GET", "/api/v2/FindPackagesById()", "metadata"],
    ["HEAD", INDEX, "probe"],
    ["PUT", "/api/v2/package", "publish"],
    ["DELETE", "/api/v2/package/Acme.Core/1.0.0", "delete"],
  ])("%s %s is %s", (method, path, operation) => {
    expect(nuget.operation(request(path, {}, method))).toBe(operation);
  });
});

import { describe, expect, test } from "vitest";
import { ask } from "./client.ts";
import { IS_OBSERVED } from "./gateway.ts";
import { serveGateway, serveOrigin } from "./serve.ts";
import { expectSpoken } from "./spoken-answer.ts";

const origin = serveOrigin();
const gateway = serveGateway(() => {
  const at = (base: string): string => `${origin.url}/${base}`;
  const format = "generic";
  return [
    { path: "/npm/*", format, origin: at("any"), id: "any" },
    { path: "/npm/*", format, origin: at("one"), id: "one", host: "npm.example" },
    { path: "/npm/*", format, origin: at("two"), id: "two", host: "NPM.two.example" },
    { path: "/npm/*", format, origin: at("port"), id: "port", host: "npm.example:8443" },
    { path: "/npm/private/*", format, origin: at("private"), id: "private" },
    { path: "/npm/private/exact", format, origin: at("exact"), id: "exact" },
    { path: "/only/*", format, origin: at("only"), id: "only", host: "only.example" },
    { path: "/self/*", format, id: "self" },
  ];
});

async function pathFor(target: string, host: string): Promise<string | null> {
  const before = origin.exchanges.length;
  await ask(gateway.port(), target, { host });
  return origin.exchanges.slice(before)[0]?.target ?? null;
}

describe("host", () => {
  test.each([
    ["npm.example", "/one/x"],
    ["NPM.EXAMPLE", "/one/x"],
    ["npm.example:80", "/one/x"],
    ["npm.two.example", "/two/x"],
    ["npm.example:8443", "/port/x"],
    ["other.example", "/any/x"],
    ["npm.example.evil.example", "/any/x"],
    ["evil-npm.example", "/any/x"],
  ])("%s", async (host, path) => {
    expect(await pathFor("/npm/x", host)).toBe(path);
  });

  test("a route with a host serves no other host", async () => {
    expect(await pathFor("/only/x", "only.example")).toBe("/only/x");
    expect(await pathFor("/only/x", "packages.example")).toBeNull();
  });
});

describe("the most specific path wins, whatever the order", () => {
  test.each([
    ["/npm/a", "/any/a"],
    ["/npm/private", "/private"],
    ["/npm/private/", "/private/"],
    ["/npm/private/a", "/private/a"],
    ["/npm/privateer", "/any/privateer"],
    ["/npm/private/exact", "/exact"],
    ["/npm/private/exactly", "/private/exactly"],
    ["/npm/private/exact/more", "/private/exact/more"],
  ])("%s", async (target, path) => {
    expect(await pathFor(target, "packages.example")).toBe(path);
  });
});

test.each(["/", "/nothing", "/npmx", "/favicon.ico"])(
  "%s belongs to no route: one plain line",
  async (target) => {
    for (const method of ["GET", "HEAD", "PUT"]) {
      const answer = await ask(gateway.port(), target, { method });
      expect([answer.status, answer.header("cache-control"), answer.complete]).toEqual([
        404,
        "no-store, no-transform",
        true,
      ]);
      if (method !== "HEAD") expect(answer.text).toMatch(/^[\x20-\x7e]+\n$/);
    }
  },
);

describe("a route without an origin", () => {
  test("forwards to the request's own URL", async () => {
    expect(await pathFor("/self/a?b=c", origin.host)).toBe("/self/a?b=c");
  });

  test.skipIf(IS_OBSERVED)("speaks a refusal from there", async () => {
    origin.on("/self/refused", (exchange) => exchange.answer("403 Forbidden", {}, "no"));
    const answer = await ask(gateway.port(), "/self/refused", { host: origin.host });
    await expectSpoken(gateway, answer, {
      status: 403,
      category: "forbidden",
      logged: { origin_host: origin.host },
    });
  });
});

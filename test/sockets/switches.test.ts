/** Switches in a KV namespace that can't always be read. */
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { ask } from "./client.ts";
import type { Script } from "./exchange.ts";
import { serveGateway, serveOrigin } from "./serve.ts";

/** A value is read again after 30 s (src/config/switches.ts). */
const STALE_MS = 30_500;

const origin = serveOrigin();
/** The server behind the namespace, which gets `GET /<key>`. */
const namespace = serveOrigin();
const gateway = serveGateway(
  () => {
    const base = { format: "npm", origin: origin.url };
    return [
      { ...base, path: "/off/*", id: "off" },
      { ...base, path: "/cold/*", id: "cold" },
      { ...base, path: "/cold-off/*", id: "cold-off", enabled: false },
    ];
  },
  { switches: namespace },
);

origin.on("*", (exchange) => exchange.answer("403 Forbidden", {}, "as it came"));

const fails: Script = (exchange) => exchange.answer("500 Internal Server Error", {}, "storage");

async function isOn(path: string): Promise<boolean> {
  return (await ask(gateway.port(), path)).header("x-outspoken") !== null;
}

describe.concurrent("a namespace that can't be read", () => {
  test("leaves a route off that was switched off", { timeout: 2 * STALE_MS }, async () => {
    namespace.on("/off", (exchange) => exchange.answer("200 OK", {}, "off"));
    expect(await isOn("/off/x")).toBe(false);
    namespace.on("/off", fails);
    await wait(STALE_MS);
    expect(await isOn("/off/x"), "while it is being read").toBe(false);
    await gateway.log.line({ event: "switch_unreadable", route: "off" });
    expect(await isOn("/off/x"), "after it could not be read").toBe(false);
    expect(namespace.to("/off")).toHaveLength(2);
  });

  test.each([
    ["/cold", true],
    ["/cold-off", false],
  ])("leaves the configured value if nothing was read before: %s", async (path, expected) => {
    namespace.on(path, fails);
    expect(await isOn(`${path}/x`)).toBe(expected);
  });
});

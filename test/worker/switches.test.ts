/** The switches in a KV namespace of miniflare, which refuses what KV itself refuses. */
import type { Miniflare } from "miniflare";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfiguration } from "../../src/config/read-configuration.ts";
import { switchedPercent, switchStore } from "../../src/config/switches.ts";
import { startWorkers } from "../sockets/miniflare.ts";

let miniflare: Miniflare;

beforeAll(async () => {
  const script = "export default { fetch: () => new Response() }";
  miniflare = await startWorkers([{ name: "switched", code: { script }, namespaces: ["SWITCHES"] }]);
});

afterAll(() => miniflare.dispose());

async function percentOf(id: string, value: string | null): Promise<number> {
  const namespace = await miniflare.getKVNamespace("SWITCHES");
  if (value !== null) await namespace.put(id, value);
  const store = switchStore(namespace);
  if (store === null) throw new Error("a namespace is not taken for one");
  const configuration = readConfiguration({
    ROUTES: [{ path: "/npm/*", format: "npm", id, enabled: "40%" }],
  });
  if (!configuration.ok || configuration.routes[0] === undefined) throw new Error("no route");
  return switchedPercent(configuration.routes[0], store, { waitUntil: () => {} });
}

describe("a switch in a real namespace", () => {
  it.each([
    ["switched-on", "on", 100],
    ["switched-off", "off", 0],
    ["shared", "25%", 25],
    ["never.switched", null, 40],
    ["mistyped", "onn", 40],
  ])("%s: %s", async (id, value, percent) => {
    expect(await percentOf(id, value)).toBe(percent);
  });
});

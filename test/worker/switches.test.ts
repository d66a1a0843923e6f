/** The switches in a KV namespace of miniflare, which rejects what KV itself rejects. */
import type { Miniflare } from "miniflare";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfiguration } from "../../src/config/read-configuration.ts";
import type { Setting } from "../../src/config/setting.ts";
import { switchedSetting, switchStore } from "../../src/config/switches.ts";
import { startWorkers } from "../sockets/miniflare.ts";

let miniflare: Miniflare;

beforeAll(async () => {
  const script = "export default { fetch: () => new Response() }";
  miniflare = await startWorkers([{ name: "switched", code: { script }, namespaces: ["SWITCHES"] }]);
});

afterAll(() => miniflare.dispose());

async function settingOf(id: string, value: string | null): Promise<Setting> {
  const namespace = await miniflare.getKVNamespace("SWITCHES");
  if (value !== null) await namespace.put(id, value);
  const store = switchStore(namespace);
  if (store === null) throw new Error("a KV namespace was not recognized");
  const configuration = readConfiguration({
    ROUTES: [{ path: "/npm/*", format: "npm", id, enabled: "40%" }],
  });
  if (!configuration.ok || configuration.routes[0] === undefined) throw new Error("no route");
  return switchedSetting(configuration.routes[0], store, { waitUntil: () => {} });
}

describe("a switch in a real namespace", () => {
  it.each([
    ["switched-on", "on", { kind: "share", percent: 100 }],
    ["switched-off", "off", { kind: "share", percent: 0 }],
    ["shared", "25%", { kind: "share", percent: 25 }],
    ["observed", "observe", { kind: "observe" }],
    [
      "closed",
      '{"maintenance":{"text":"Back at 14:00 UTC","until":"2026-12-01T14:00:00Z"}}',
      { kind: "maintenance", text: "Back at 14:00 UTC", untilMs: Date.parse("2026-12-01T14:00:00Z") },
    ],
    ["never.switched", null, { kind: "share", percent: 40 }],
    ["mistyped", "onn", { kind: "share", percent: 40 }],
  ])("%s: %s", async (id, value, setting) => {
    expect(await settingOf(id, value)).toEqual(setting);
  });
});

import { describe, expect, it } from "vitest";
import {
  recordArgs,
  type SwitchArguments,
  type SwitchCommand,
  saysNoSwitch,
  shownValue,
  switchCommand,
} from "../../src/cli/switch-command.ts";
import type { Configuration } from "../../src/config/configuration.ts";
import { readConfiguration } from "../../src/config/read-configuration.ts";
import { changeOf } from "../../src/console/switch-change.ts";

const configuration = readConfiguration({
  ROUTES: [
    { path: "/npm/*", format: "npm", origin: "https://registry.example", enabled: "25%" },
    { path: "/gems/*", format: "rubygems", origin: "https://registry.example" },
  ],
});

const NOW = Date.parse("2026-12-01T13:30:00.250Z");

const GIVEN: SwitchArguments = {
  route: "npm",
  value: undefined,
  text: undefined,
  for: undefined,
  until: undefined,
  local: false,
  env: undefined,
  config: "wrangler.toml",
};

function command(
  given: Partial<SwitchArguments>,
  namespaces: readonly string[] = ["SWITCHES"],
): SwitchCommand {
  return switchCommand({ ...GIVEN, ...given }, configuration, namespaces, NOW);
}

function saysOf(result: SwitchCommand): string {
  return result.kind === "show" ? "" : result.says;
}

const ON_CLOUDFLARE = [
  "--binding",
  "SWITCHES",
  "--remote",
  "--config",
  "wrangler.toml",
  "--preview",
  "false",
];

describe("a switch is set with wrangler", () => {
  it.each([
    ["on", "on"],
    ["off", "off"],
    ["25%", "25%"],
    ["100%", "on"],
    ["0%", "off"],
    ["observe", "observe"],
  ])("%s is written as %s", (value, written) => {
    expect(command({ value })).toEqual({
      kind: "change",
      args: ["kv", "key", "put", "npm", written, ...ON_CLOUDFLARE],
      says: `npm: ${written}. In force everywhere within about 90 seconds.`,
      route: "npm",
      to: written,
    });
  });

  it("configured removes the switch", () => {
    expect(command({ value: "configured" })).toEqual({
      kind: "change",
      args: ["kv", "key", "delete", "npm", ...ON_CLOUDFLARE],
      says: "npm: as configured (25%). In force everywhere within about 90 seconds.",
      route: "npm",
      to: "as configured (25%)",
    });
  });

  it("without a value it is shown", () => {
    expect(command({ route: "gems" })).toEqual({
      kind: "show",
      args: ["kv", "key", "get", "gems", "--text", ...ON_CLOUDFLARE],
      configured: "on",
    });
  });

  it("is set on this machine, in another environment, from another file", () => {
    const result = command({ value: "off", local: true, env: "staging", config: "other.toml" });
    expect(result.kind === "change" && result.args.slice(5)).toEqual([
      "--binding",
      "SWITCHES",
      "--local",
      "--config",
      "other.toml",
      "--env",
      "staging",
      "--preview",
      "false",
    ]);
    expect(saysOf(result)).toBe("npm: off, in the KV of `wrangler dev` on this machine.");
  });
});

describe("a change is recorded as the page records it", () => {
  const recorded = (given: Partial<SwitchArguments>, who = "ada") => {
    const result = command(given);
    if (result.kind !== "change") throw new Error(saysOf(result));
    return recordArgs(result, { ...GIVEN, ...given }, { who, atMs: NOW, salt: "bcdfghjkmn" });
  };

  it("under a new key, which can't be a route's, for 400 days", () => {
    const change = { at: NOW, route: "npm", from: null, to: "off", who: "ada", by: "command" };
    expect(recorded({ value: "off" })).toEqual([
      "kv",
      "key",
      "put",
      `change:${9_999_999_999_999 - NOW}-bcdfghjkmn`,
      "change",
      ...ON_CLOUDFLARE,
      "--metadata",
      JSON.stringify(change),
      "--ttl",
      "34560000",
    ]);
  });

  it("within the 1,024 bytes of KV's metadata, however long the texts are", () => {
    const text = '"\\"'.repeat(150).slice(0, 450);
    const args = recorded({ value: "maintenance", text }, '"\\'.repeat(200));
    const metadata = args[args.indexOf("--metadata") + 1] ?? "";
    expect(new TextEncoder().encode(metadata).length).toBeLessThanOrEqual(1_024);
    expect(changeOf(JSON.parse(metadata))).toMatchObject({ route: "npm", by: "command" });
  });
});

const CLOSED = { value: "maintenance", text: "Back at 14:00 UTC" };

describe("a maintenance is written with its text and its end", () => {
  it.each([
    ["without an end", {}, {}, "maintenance: Back at 14:00 UTC"],
    [
      "for a while",
      { for: "30m" },
      { until: "2026-12-01T14:00:01Z" },
      "maintenance until 2026-12-01 14:00 UTC: Back at 14:00 UTC",
    ],
    [
      "until a time",
      { until: "2026-12-01T15:00:00+01:00" },
      { until: "2026-12-01T14:00:00Z" },
      "maintenance until 2026-12-01 14:00 UTC: Back at 14:00 UTC",
    ],
  ])("%s", (_, end, until, words) => {
    const value = JSON.stringify({ maintenance: { text: "Back at 14:00 UTC", ...until } });
    expect(command({ ...CLOSED, ...end })).toEqual({
      kind: "change",
      args: ["kv", "key", "put", "npm", value, ...ON_CLOUDFLARE],
      says: `npm: ${words}. In force everywhere within about 90 seconds.`,
      route: "npm",
      to: words,
    });
  });

  it.each([
    ["off\n", "off"],
    ['{"maintenance":{"text":"Back soon."}}\n', "maintenance: Back soon."],
    [
      '{"maintenance":{"text":"Back soon.","until":"2026-12-01T13:00:00Z"}}',
      "maintenance until 2026-12-01 13:00 UTC: Back soon. (over: as configured, 25%)",
    ],
    ['{"maintenance":{}}', '{"maintenance":{}}'],
  ])("%j is shown as %s", (stored, shown) => {
    expect(shownValue(stored, "25%", NOW)).toBe(shown);
  });
});

describe("an invalid switch is refused with a message", () => {
  it.each<[string, Partial<SwitchArguments>, (readonly string[])?]>([
    ["Usage: npm run switch", { route: undefined }],
    ["Routes: gems, npm", { route: undefined }],
    ['There is no route "npn". Routes: gems, npm', { route: "npn", value: "off" }],
    [
      'A switch wants on, off, observe, a share such as 25%, maintenance, or configured; got "of"',
      { value: "of" },
    ],
    ["A maintenance wants a text for its users", { value: "maintenance" }],
    ["The text wants one line of text", { value: "maintenance", text: " " }],
    ["The text wants one line of text of at most 500", { value: "maintenance", text: "x".repeat(501) }],
    [
      '--for wants a time such as 30m, 2h or 1d, up to 30d; got "half an hour"',
      { ...CLOSED, for: "half an hour" },
    ],
    ['got "0m"', { ...CLOSED, for: "0m" }],
    ['got "31d"', { ...CLOSED, for: "31d" }],
    ["--until wants a time with its zone", { ...CLOSED, until: "14:00" }],
    ["--until 2026-12-01T13:30:00Z has passed", { ...CLOSED, until: "2026-12-01T13:30:00Z" }],
    ["--for and --until say the same", { ...CLOSED, for: "1h", until: "2026-12-01T14:00:00Z" }],
    ["--for and --until go with maintenance", { value: "off", for: "30m" }],
    ['"Back soon" is one argument too many', { value: "off", text: "Back soon" }],
    ['got "101%"', { value: "101%" }],
    [
      'wrangler.toml binds no KV namespace SWITCHES; write [[kv_namespaces]] with binding = "SWITCHES" there, and deploy',
      { value: "off" },
      ["OTHER"],
    ],
    [
      "binds no KV namespace SWITCHES for the environment staging; write [[env.staging.kv_namespaces]] with",
      { value: "off", env: "staging" },
      [],
    ],
  ])("%s", (says, given, namespaces) => {
    const result = command(given, namespaces);
    expect(result.kind).toBe("refused");
    expect(saysOf(result)).toContain(says);
  });

  it("refuses any switch if the configuration is bad", () => {
    const bad: Configuration = { ok: false, problem: "ROUTES: is missing" };
    expect(switchCommand({ ...GIVEN, value: "off" }, bad, ["SWITCHES"], NOW)).toEqual({
      kind: "refused",
      says: "Outspoken is not configured: ROUTES: is missing",
    });
  });
});

describe("wrangler's output means that there is no switch", () => {
  it.each([
    ["Value not found\n", true],
    [
      "Failed to fetch https://api.example/accounts/a/storage/kv/namespaces/b/values/npm - 404: Not Found",
      true,
    ],
    [
      "Failed to fetch https://api.example/accounts/a/storage/kv/namespaces/b/values/npm - 403: Forbidden",
      false,
    ],
    ["off\n", false],
  ])("%j: %j", (output, isMissing) => {
    expect(saysNoSwitch(output)).toBe(isMissing);
  });
});

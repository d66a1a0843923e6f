import { describe, expect, it } from "vitest";
import {
  type SwitchArguments,
  type SwitchCommand,
  saysNoSwitch,
  switchCommand,
} from "../../src/cli/switch-command.ts";
import type { Configuration } from "../../src/config/configuration.ts";
import { readConfiguration } from "../../src/config/read-configuration.ts";

const configuration = readConfiguration({
  ROUTES: [
    { path: "/npm/*", format: "npm", origin: "https://registry.example", enabled: "25%" },
    { path: "/gems/*", format: "rubygems", origin: "https://registry.example" },
  ],
});

function command(
  asked: Partial<SwitchArguments>,
  namespaces: readonly string[] = ["SWITCHES"],
): SwitchCommand {
  const defaults = { route: "npm", value: undefined, local: false, env: undefined, config: "wrangler.toml" };
  return switchCommand({ ...defaults, ...asked }, configuration, namespaces);
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

describe("a switch is thrown with wrangler", () => {
  it.each([
    ["on", "on"],
    ["off", "off"],
    ["25%", "25%"],
    ["100%", "on"],
    ["0%", "off"],
  ])("%s is written as %s", (value, written) => {
    expect(command({ value })).toEqual({
      kind: "change",
      args: ["kv", "key", "put", "npm", written, ...ON_CLOUDFLARE],
      says: `npm: ${written}. It holds everywhere within about 90 seconds.`,
    });
  });

  it("configured takes the switch away", () => {
    expect(command({ value: "configured" })).toEqual({
      kind: "change",
      args: ["kv", "key", "delete", "npm", ...ON_CLOUDFLARE],
      says: "npm: as configured (25%). It holds everywhere within about 90 seconds.",
    });
  });

  it("no value shows it", () => {
    expect(command({ route: "gems" })).toEqual({
      kind: "show",
      args: ["kv", "key", "get", "gems", "--text", ...ON_CLOUDFLARE],
      configured: "on",
    });
  });

  it("on this machine, in another environment, from another file", () => {
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

describe("a switch that makes no sense is refused in words", () => {
  it.each<[string, Partial<SwitchArguments>, (readonly string[])?]>([
    ["Usage: npm run switch", { route: undefined }],
    ["Routes: gems, npm", { route: undefined }],
    ['There is no route "npn". Routes: gems, npm', { route: "npn", value: "off" }],
    ['A switch wants on, off, a share such as 25%, or configured; got "of"', { value: "of" }],
    ['got "101%"', { value: "101%" }],
    ["wrangler.toml binds no KV namespace SWITCHES; make one", { value: "off" }, ["OTHER"]],
    [
      "binds no KV namespace SWITCHES for the environment staging; make one",
      { value: "off", env: "staging" },
      [],
    ],
  ])("%s", (says, asked, namespaces) => {
    const result = command(asked, namespaces);
    expect(result.kind).toBe("refused");
    expect(saysOf(result)).toContain(says);
  });

  it("as is any switch of a bad configuration", () => {
    const bad: Configuration = { ok: false, problem: "ROUTES: is missing" };
    const asked = { route: "npm", value: "off", local: false, env: undefined, config: "wrangler.toml" };
    expect(switchCommand(asked, bad, ["SWITCHES"])).toEqual({
      kind: "refused",
      says: "Outspoken is not configured: ROUTES: is missing",
    });
  });
});

describe("what wrangler says of a switch that is not there", () => {
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

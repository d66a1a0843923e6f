import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mistake } from "../../src/cli/command-line.ts";
import { Folder, PATIENCE_MS, run } from "./run.ts";

const folder = new Folder();

beforeAll(() => {
  folder.write({
    "broken.toml": 'name = "x"\nmain = = 3\n',
    "secrets.toml": `name = "x"
main = "worker.ts"
compatibility_date = "2026-08-06"
[env.staging.vars]
ROUTES = [{ path = "/pypi/*", format = "pypi", origin = "https://registry.example", last_resort = true, origin_auth = "TOKEN" }]
`,
  });
});

afterAll(() => folder.remove());

describe("a mistake is reported in one line without a stack trace", () => {
  it.each<[string, string[], number, string]>([
    ["check.ts", ["--env", "nosuch"], 1, 'No environment found in configuration with name "nosuch"'],
    ["check.ts", ["--config", "nosuch.toml"], 1, "Could not read file: nosuch.toml"],
    ["check.ts", ["--nope"], 1, "Unknown option '--nope'. --help lists the options."],
    ["check.ts", ["more"], 1, "Unexpected argument 'more'."],
    ["switch.ts", ["--nope"], 1, "Unknown option '--nope'."],
    ["switch.ts", ["npm", "off", "--env", "nosuch"], 1, '"nosuch"'],
    ["deploy.ts", ["--config"], 1, "argument missing"],
    ["deploy.ts", ["--env", "nosuch", "--dry-run"], 1, '"nosuch"'],
    ["doctor/doctor.ts", ["--nope"], 2, "Unknown option '--nope'."],
    [
      "../../test/fuzz.ts",
      ["--runs", "1e3"],
      1,
      '--runs wants an integer, not "1e3". --help lists the options.',
    ],
    [
      "../../test/fuzz.ts",
      ["--seed", "x.y"],
      1,
      '--seed wants an integer, not "x.y". --help lists the options.',
    ],
  ])("%s %j", { timeout: PATIENCE_MS }, async (script, args, status, says) => {
    const result = await run(script, args);
    expect(result.output).toContain(says);
    expect(result.output).toMatch(/^[^\n]+\n$/);
    expect(result.status).toBe(status);
  });

  it("a file that can't be parsed is named with the line", { timeout: PATIENCE_MS }, async () => {
    const { status, output } = await run("check.ts", ["--config", folder.file("broken.toml")]);
    expect(output).toMatch(/broken\.toml:2:\d+: Invalid TOML document[^\n]*\n$/);
    expect(status).toBe(1);
  });
});

it.each(["check.ts", "switch.ts", "deploy.ts", "doctor/doctor.ts"])(
  "%s --help prints the usage",
  { timeout: PATIENCE_MS },
  async (script) => {
    const { status, output } = await run(script, ["--help"]);
    expect(output).toMatch(/^Usage: npm run (?:check|switch|deploy|doctor) -- /);
    expect(status).toBe(0);
  },
);

it("the check lists the secrets of an environment, with commands that name it", {
  timeout: PATIENCE_MS,
}, async () => {
  const { status, output } = await run("check.ts", [
    "--config",
    folder.file("secrets.toml"),
    "--env",
    "staging",
  ]);
  expect(output).toContain("`npx wrangler secret put TOKEN --env staging`");
  expect(output).not.toContain("WHY_SECRET");
  expect(status).toBe(0);
});

it.each([new TypeError("x is not a function"), "a text", null])(
  "%s is not an operator's mistake",
  (error) => {
    expect(mistake(error)).toBeNull();
  },
);

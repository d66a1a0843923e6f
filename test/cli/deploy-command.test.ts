import { describe, expect, it } from "vitest";
import { deployCommand } from "../../src/cli/deploy-command.ts";

describe("a deploy checks what it deploys", () => {
  it.each<[string[], string, string | undefined]>([
    [[], "wrangler.toml", undefined],
    [["--env", "staging"], "wrangler.toml", "staging"],
    [["-e", "staging", "-c", "other.toml"], "other.toml", "staging"],
    [["--env="], "wrangler.toml", undefined],
  ])("%j", (args, file, environment) => {
    const { deploy, ...checked } = deployCommand(args);
    expect(checked).toMatchObject({ file, environment });
    expect(deploy).toEqual(["deploy", "--config", file, `--env=${environment ?? ""}`]);
  });
});

describe("a deploy lists the secrets of the Worker that it deploys", () => {
  const LIST = ["secret", "list", "--format", "json"];

  it.each<[string[], string[] | null]>([
    [[], [...LIST, "--config", "wrangler.toml", "--env="]],
    [
      ["-e", "staging", "-c", "other.toml"],
      [...LIST, "--config", "other.toml", "--env=staging"],
    ],
    [
      ["--name", "x", "--minify"],
      [...LIST, "--config", "wrangler.toml", "--env=", "--name", "x"],
    ],
    [["--dry-run"], null],
  ])("%j", (args, listSecrets) => {
    expect(deployCommand(args).listSecrets).toEqual(listSecrets);
  });
});

describe("unknown options are passed on to wrangler", () => {
  it.each<[string[], string[]]>([
    [["--dry-run"], ["--dry-run"]],
    [
      ["--name", "x", "--env=staging"],
      ["--name", "x"],
    ],
    [
      ["--env", "staging", "--var", "A:b", "--dry-run"],
      ["--var", "A:b", "--dry-run"],
    ],
    [["src/worker.ts", "--config=other.toml"], ["src/worker.ts"]],
  ])("%j", (args, others) => {
    expect(deployCommand(args).deploy.slice(4)).toEqual(others);
  });

  it("a known option without its value is refused", () => {
    expect(() => deployCommand(["--config"])).toThrow("argument missing");
  });
});

import { describe, expect, it } from "vitest";
import { deployCommand } from "../../src/cli/deploy-command.ts";

describe("a deploy checks what it deploys", () => {
  it.each<[string[], string[], string[]]>([
    [[], ["--config", "wrangler.toml"], ["deploy", "--config", "wrangler.toml", "--env="]],
    [
      ["--env", "staging"],
      ["--config", "wrangler.toml", "--env", "staging"],
      ["deploy", "--config", "wrangler.toml", "--env=staging"],
    ],
    [
      ["-e", "staging", "-c", "other.toml"],
      ["--config", "other.toml", "--env", "staging"],
      ["deploy", "--config", "other.toml", "--env=staging"],
    ],
    [["--env="], ["--config", "wrangler.toml"], ["deploy", "--config", "wrangler.toml", "--env="]],
  ])("%j", (args, check, wrangler) => {
    expect(deployCommand(args)).toEqual({ check, wrangler });
  });
});

describe("options that it doesn't know go on to wrangler", () => {
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
    expect(deployCommand(args).wrangler.slice(4)).toEqual(others);
  });

  it("an option of its own without its value is refused", () => {
    expect(() => deployCommand(["--config"])).toThrow("argument missing");
  });
});

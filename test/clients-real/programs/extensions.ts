/** The publishers' tools of VS Code's extension galleries. */
import { EXTENSION } from "../origin/vscode.ts";
import { PAGE_SCENARIOS, type ScenarioName } from "../scenarios.ts";
import { stored, version } from "../store.ts";
import type { Command, Program, Run } from "./program.ts";

const FILES = { "demo.vsix": EXTENSION };

/** For Open VSX. */
function ovsx(number: string): Program {
  const path = stored("node", `ovsx-${number}`, "node_modules", ".bin", "ovsx");
  const command =
    (...argv: readonly string[]) =>
    (run: Run): Command => ({
      argv: [path, ...argv],
      env: { OVSX_REGISTRY_URL: run.base, OVSX_PAT: "secret" },
      files: FILES,
    });
  return {
    name: "ovsx",
    family: "ovsx",
    format: "vscode",
    path,
    versionCommand: [path, "--version"],
    operations: [
      { name: "install", command: command("get", "acme.demo") },
      { name: "download", command: command("get", "acme.demo") },
      { name: "publish", command: command("publish", "demo.vsix") },
    ],
  };
}

/** For Microsoft's Marketplace, or one with its API. */
function vsce(number: string): Program {
  const path = stored("node", `vsce-${number}`, "node_modules", ".bin", "vsce");
  const command =
    (...argv: readonly string[]) =>
    (run: Run): Command => ({
      argv: [path, ...argv],
      env: { VSCE_MARKETPLACE_URL: run.base },
      files: FILES,
    });
  const all: readonly ScenarioName[] = [
    "refused",
    "unauthorized",
    "missing",
    "limited",
    "broken",
    "down",
    "silent",
  ];
  return {
    name: "vsce",
    family: "vsce",
    format: "vscode",
    path,
    versionCommand: [path, "--version"],
    operations: [
      { name: "call", scenarios: [...all, ...PAGE_SCENARIOS], command: command("show", "acme.demo") },
      { name: "publish", command: command("publish", "--packagePath", "demo.vsix", "-p", "secret") },
    ],
  };
}

export const extensionPrograms: readonly Program[] = [
  ovsx(version("OVSX_VERSION")),
  vsce(version("VSCE_VERSION")),
];

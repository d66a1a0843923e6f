/** The version that a program reports. */
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import type { Program } from "./programs/program.ts";

const VERSION = /\d+(?:\.\d+)+(?:-[\w.-]+)?/;

/** Empty if it reports none. nginx prints it on standard error. */
export function versionOf({ versionCommand: [file = "", ...args] }: Pick<Program, "versionCommand">): string {
  const { status, stdout, stderr } = spawnSync(file, args, {
    cwd: tmpdir(),
    encoding: "utf8",
    timeout: 60_000,
  });
  if (status !== 0) return "";
  return (VERSION.exec(stdout) ?? VERSION.exec(stderr))?.[0] ?? "";
}

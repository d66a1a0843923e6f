/** Signatures with a key made for this run. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onPath } from "../store.ts";

export const GPG = onPath("gpg");

let home: string | null = null;

/** GnuPG with a key made for this run. */
export function gpg(args: readonly string[], input = ""): Buffer {
  home ??= keyHome();
  return execFileSync(GPG, ["--homedir", home, ...QUIETLY, ...args], { input, stdio: "pipe" });
}

const QUIETLY = ["--batch", "--quiet", "--pinentry-mode", "loopback", "--passphrase", ""] as const;

/** Removed when the suite ends, with the agent that GnuPG starts for it. */
function keyHome(): string {
  const folder = mkdtempSync(join(tmpdir(), "gpg-"));
  process.once("exit", () => {
    execFileSync("gpgconf", ["--homedir", folder, "--kill", "all"], { stdio: "pipe" });
    rmSync(folder, { recursive: true, force: true });
  });
  const key = ["--quick-gen-key", "demo@packages.example", "rsa2048", "default", "never"];
  execFileSync(GPG, ["--homedir", folder, ...QUIETLY, ...key], { stdio: "pipe" });
  return folder;
}

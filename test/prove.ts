/**
 * `npm run prove`: what takes long and hardly ever fails, one after the other. CI runs the first four (.ci/run); soak needs an
 * otherwise idle machine, and mutants take longest: run all of them before a release.
 */
import { spawn } from "node:child_process";
import { runCommand } from "../src/cli/command-line.ts";

interface Proof {
  readonly name: string;
  /** A script of package.json, with its arguments. */
  readonly script: readonly string[];
}

const PROOFS: readonly Proof[] = [
  { name: "conformance", script: ["conformance"] },
  // Always the same inputs: what CI finds is then due to the change. `npm run fuzz` draws new ones.
  { name: "fuzz", script: ["fuzz", "--", "--runs", "10000", "--seed", "1"] },
  { name: "hostile", script: ["bench:hostile", "--", "--seed", "1"] },
  { name: "storm", script: ["storm"] },
  { name: "soak", script: ["soak"] },
  { name: "mutate", script: ["mutate", "--", "--sample", "100"] },
];
const NAMES = PROOFS.map(({ name }) => name).join(", ");

await runCommand({
  usage: `Usage: npm run prove -- [name...]
Runs what takes long: ${NAMES}. Exits with 1 if one fails.`,
  reads: { allowPositionals: true },
  run: async ({ positionals }) => {
    const unknown = positionals.filter((wanted) => !PROOFS.some(({ name }) => name === wanted));
    if (unknown.length > 0) {
      process.stderr.write(`There is no ${unknown.join(", ")}; the names are ${NAMES}.\n`);
      process.exitCode = 2;
      return;
    }
    const chosen = PROOFS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
    const failed: string[] = [];
    for (const { name, script } of chosen) if ((await run(script)) !== 0) failed.push(name);
    for (const name of failed) process.stdout.write(`FAILED ${name}\n`);
    process.stdout.write(`${chosen.length - failed.length} passed, ${failed.length} failed\n`);
    process.exitCode = failed.length === 0 ? 0 : 1;
  },
});

function run(script: readonly string[]): Promise<number> {
  const child = spawn("npm", ["run", "--silent", ...script], { stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

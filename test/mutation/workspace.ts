/** A copy of the project with mutants in it, and the bundles for its tests over sockets. */
import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { modulesIn } from "../sockets/bundle-modules.ts";

const PROJECT = join(import.meta.dirname, "../..");

export interface Workspace {
  readonly root: string;
  /** Bundles the Worker in its current state. */
  bundle(): void;
  /** A copy of the bundle in which one mutant is active, or with null none, and reached mutants are printed. */
  activate(slot: string, mutant: string | null): string;
  remove(): void;
}

/** Copies the project's work tree, with uncommitted files and without ignored ones. */
export function createWorkspace(): Workspace {
  const root = mkdtempSync(join(tmpdir(), "outspoken-mutants-"));
  const bundled = join(root, "bundled");
  for (const file of filesOfProject()) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    copyFileSync(join(PROJECT, file), join(root, file));
  }
  symlinkSync(join(PROJECT, "node_modules"), join(root, "node_modules"));
  hearWorkers(root);
  return {
    root,
    bundle: () => bundle(root, bundled),
    activate: (slot, mutant) => activate(bundled, join(root, `bundle-${slot}`), mutant),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function filesOfProject(): string[] {
  const list = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
  const files = execFileSync("git", list, { cwd: PROJECT, encoding: "utf8" }).split("\0");
  const deleted = execFileSync("git", ["ls-files", "--deleted", "-z"], { cwd: PROJECT, encoding: "utf8" });
  const gone = new Set(deleted.split("\0"));
  return files.filter((file) => file !== "" && !gone.has(file));
}

function bundle(root: string, folder: string): void {
  const wrangler = join(root, "node_modules/wrangler/bin/wrangler.js");
  execFileSync(
    process.execPath,
    [wrangler, "deploy", "--dry-run", "--outdir", folder, "-c", "wrangler.toml"],
    {
      cwd: root,
      stdio: "pipe",
      env: { ...process.env, WRANGLER_SEND_METRICS: "false" },
    },
  );
}

/** Adds what a Worker has reached to what its test has. */
function hearWorkers(root: string): void {
  const path = join(root, "test/sockets/miniflare.ts");
  const text = readFileSync(path, "utf8");
  const print = "({ message }) => print(message)";
  if (!text.includes(print)) throw new Error(`test/sockets/miniflare.ts no longer has ${print}`);
  writeFileSync(path, `${text.replace(print, "({ message }) => recordReached(message, print)")}${RECORDER}`);
}

const RECORDER = `
function recordReached(message: string, print: (text: string) => void): void {
  const id = /^\\{"reached":"(\\d+)"\\}/.exec(message)?.[1];
  if (id === undefined) print(message);
  else if (globalThis.__stryker__?.mutantCoverage) globalThis.__stryker__.mutantCoverage.static[id] = 1;
}
`;

/** Every module sets it, since any of them may be evaluated first. */
function activate(bundled: string, folder: string, mutant: string | null): string {
  const head = mutant === null ? RECORDING : `globalThis.__stryker__??={activeMutant:"${mutant}"};\n`;
  rmSync(folder, { recursive: true, force: true });
  cpSync(bundled, folder, { recursive: true, filter: (path) => !path.endsWith(".map") });
  for (const { name, type } of modulesIn(folder))
    if (type === "ESModule") {
      const path = join(folder, name);
      writeFileSync(path, head + readFileSync(path, "utf8"));
    }
  if (readdirSync(folder).length === 0) throw new Error("the bundle is empty");
  return folder;
}

/** Makes a Worker print each mutant that it reaches for the first time. */
const RECORDING = `globalThis.__stryker__??={mutantCoverage:{static:new Proxy({},{set(seen,id){
if(!(id in seen)){seen[id]=1;console.log('{"reached":"'+id+'"}')}return true}})}};\n`;

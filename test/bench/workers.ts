/**
 * A Worker in its own workerd process: one configuration, one socket, nothing in between and nothing else in it.
 * It is miniflare's binary, the same as in the tests.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, cpSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Readable } from "node:stream";
import { modulesIn } from "../sockets/bundle-modules.ts";
import { COMPATIBILITY } from "../sockets/compatibility.ts";
import type { Variables, WorkerCode } from "../sockets/miniflare.ts";

const require = createRequire(import.meta.url);
const WORKERD_PACKAGE = createRequire(require.resolve("miniflare")).resolve("workerd/package.json");
export const WORKERD = join(WORKERD_PACKAGE, "../bin/workerd");
export const WORKERD_VERSION: string = JSON.parse(readFileSync(WORKERD_PACKAGE, "utf8")).version;

export interface WorkerSetup {
  /** This Worker's own folder to work in; created here. */
  readonly folder: string;
  readonly code: WorkerCode;
  readonly variables?: Variables;
  /** What a call of `FAILURES.writeDataPoint(point)` does; nothing if absent, as with local wrangler. */
  readonly onDataPoint?: string;
  readonly v8Flags?: readonly string[];
}

export interface RunningWorker {
  /** Without a slash at its end. */
  readonly url: string;
  readonly pid: number;
  /** What the Worker printed, in this file. */
  readonly log: string;
  readonly close: () => Promise<void>;
}

export async function startWorker(setup: WorkerSetup): Promise<RunningWorker> {
  const { folder } = setup;
  mkdirSync(folder, { recursive: true });
  const configuration = join(folder, "worker.capnp");
  writeFileSync(configuration, configurationOf(setup));
  const log = join(folder, "log.txt");
  const output = openSync(log, "w");
  // A file, not a pipe, which would have to be read in time.
  const child = spawn(WORKERD, ["serve", "--experimental", "--control-fd=3", configuration], {
    stdio: ["ignore", output, output, "pipe"],
  });
  closeSync(output);
  const port = await portOf(child, log);
  const { pid } = child;
  if (pid === undefined) throw new Error("workerd did not start");
  return { url: `http://127.0.0.1:${port}`, pid, log, close: () => end(child) };
}

/** workerd reports on its control pipe where it listens. */
async function portOf(child: ChildProcess, log: string): Promise<number> {
  const control = child.stdio[3];
  if (!(control instanceof Readable)) throw new Error("workerd has no control pipe");
  const [reported] = await Promise.race([once(control, "data"), once(child, "exit").then(() => [""])]);
  const port = /"port":(\d+)/.exec(String(reported))?.[1];
  if (port === undefined) throw new Error(`workerd did not start: ${readFileSync(log, "utf8")}`);
  return Number(port);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGKILL");
  await once(child, "exit");
}

function configurationOf(setup: WorkerSetup): string {
  const variables = Object.entries(setup.variables ?? {}).map(
    ([name, value]) => `(name = ${quoted(name)}, json = ${quoted(JSON.stringify(value))})`,
  );
  const point = setup.onDataPoint ?? "";
  writeFileSync(
    join(setup.folder, "dataset.js"),
    `export default () => ({ writeDataPoint(point) { ${point} } });`,
  );
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "measured", worker = .measured),
    (name = "internet", network = (allow = ["public", "private"], tlsOptions = (trustBrowserCas = true))),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "measured")],
  v8Flags = [${(setup.v8Flags ?? []).map(quoted).join(", ")}],
  extensions = [(modules = [(name = "bench:dataset", internal = true, esModule = embed "dataset.js")])],
);
const measured :Workerd.Worker = (
  compatibilityDate = ${quoted(COMPATIBILITY.compatibilityDate)},
  compatibilityFlags = [${COMPATIBILITY.compatibilityFlags.map(quoted).join(", ")}],
  modules = [${modulesOf(setup).join(", ")}],
  bindings = [${[...variables, `(name = "FAILURES", wrapped = (moduleName = "bench:dataset"))`].join(", ")}],
);
`;
}

function modulesOf({ folder, code }: WorkerSetup): string[] {
  if ("script" in code) {
    writeFileSync(join(folder, "worker.js"), code.script);
    return [`(name = "worker.js", esModule = embed "worker.js")`];
  }
  cpSync(code.bundle, folder, { recursive: true });
  return modulesIn(code.bundle).map(
    ({ name, type }) =>
      `(name = ${quoted(name)}, ${type === "ESModule" ? "esModule" : "text"} = embed ${quoted(name)})`,
  );
}

/** A text in Cap'n Proto's notation, which is JSON's for printable ASCII. */
function quoted(value: string): string {
  return JSON.stringify(value);
}

/**
 * The size of the bundle, and what it costs to start an isolate of it.
 *
 * The size is that of all code except the console's, which an isolate loads when the operator's page is opened.
 * Start-up is the CPU time of fresh workerd processes: of one with Outspoken, less that of one with an empty Worker,
 * started alternately. Taken twice: when it listens (the bundle is compiled and evaluated by then), and after its first
 * answer (the configuration is parsed then, and functions are compiled at their first call).
 */
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { bundleSize, CODE_MAX_KIB } from "./bundle-size.ts";
import { MEASURED_CORE, pin, ranUs } from "./processes.ts";
import { routes } from "./throughput-targets.ts";
import { startWorker, type WorkerSetup } from "./workers.ts";

const START_MAX_MS = 10;

export interface Line {
  readonly name: string;
  readonly value: string;
  /** Empty if there is none. */
  readonly bar: string;
  readonly passes: boolean;
}

/** In: the bundle's folder, a folder to work in, how often to start. Out: lines of a table. */
export async function measureFootprint(bundle: string, folder: string, starts: number): Promise<Line[]> {
  const { codeKiB, laterKiB, assetsKiB } = bundleSize(bundle);
  const { listeningMs, answeredMs, throughoutMs } = await measureStart(bundle, folder, starts);
  return [
    line(
      "code that every isolate evaluates, gzip",
      `${codeKiB.toFixed(1)} KiB`,
      `<= ${CODE_MAX_KIB} KiB`,
      codeKiB <= CODE_MAX_KIB,
    ),
    line("console and markup, loaded on demand", `${laterKiB.toFixed(1)} KiB`),
    line("assets of its page", `${assetsKiB.toFixed(1)} KiB`),
    line(
      "compile and evaluate",
      `${listeningMs.toFixed(1)} ms`,
      `< ${START_MAX_MS} ms`,
      listeningMs < START_MAX_MS,
    ),
    line("first answer", `${answeredMs.toFixed(1)} ms`),
    line("both", `${throughoutMs.toFixed(1)} ms`),
  ];
}

function line(name: string, value: string, bar = "", passes = true): Line {
  return { name, value, bar, passes };
}

export function footprintTable(lines: readonly Line[]): string {
  const rows = lines.map(
    ({ name, value, bar, passes }) =>
      `| ${name} | ${value} | ${bar} ${bar === "" ? "" : passes ? "pass" : "FAIL"} |`,
  );
  return ["| size and start | | bar |", "|---|---|---|", ...rows].join("\n");
}

interface Start {
  readonly listeningMs: number;
  readonly answeredMs: number;
  readonly throughoutMs: number;
}

const EMPTY_WORKER = `export default { fetch() { return new Response("", { status: 404 }); } };`;

async function measureStart(bundle: string, folder: string, starts: number): Promise<Start> {
  const outspoken = { code: { bundle }, variables: { ROUTES: routes("http://127.0.0.1:1") } };
  const empty = { code: { script: EMPTY_WORKER } };
  const differences: Start[] = [];
  for (let count = 0; count < starts; count += 1) {
    const without = await startOnce(empty, folder);
    const own = await startOnce(outspoken, folder);
    differences.push({
      listeningMs: own.listeningMs - without.listeningMs,
      answeredMs: own.answeredMs - without.answeredMs,
      throughoutMs: own.throughoutMs - without.throughoutMs,
    });
  }
  const median = (field: keyof Start): number =>
    differences.map((start) => start[field]).toSorted((a, b) => a - b)[differences.length >> 1] ?? Number.NaN;
  return {
    listeningMs: median("listeningMs"),
    answeredMs: median("answeredMs"),
    throughoutMs: median("throughoutMs"),
  };
}

async function startOnce(setup: Omit<WorkerSetup, "folder">, folder: string): Promise<Start> {
  const worker = await startWorker({ ...setup, folder: mkdtempSync(join(folder, "start-")) });
  const listeningMs = ranUs(worker.pid) / 1_000;
  pin(worker.pid, MEASURED_CORE);
  const response = await fetch(`${worker.url}/nothing`);
  await response.arrayBuffer();
  const throughoutMs = ranUs(worker.pid) / 1_000;
  await worker.close();
  if (response.status !== 404) throw new Error(`the first answer was ${response.status}`);
  return { listeningMs, answeredMs: throughoutMs - listeningMs, throughoutMs };
}

/**
 * The size of the bundle, and what it costs to start an isolate of it.
 *
 * The size is that of all code except the console's, which an isolate loads when the operator's page is opened.
 * Start-up is the CPU time of fresh workerd processes, started in turn: of one with Outspoken, of one with an empty Worker, and of
 * one with an empty Worker that has the same modules and imports none of them. Taken twice: when it listens (what is imported has
 * been compiled and evaluated by then), and after its first answer (the configuration is parsed then, and functions are compiled
 * at their first call).
 */
import { cpSync, mkdtempSync, writeFileSync } from "node:fs";
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
  const { loadingMs, evaluatingMs, answeredMs, throughoutMs } = await measureStart(bundle, folder, starts);
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
      `${evaluatingMs.toFixed(1)} ms`,
      `< ${START_MAX_MS} ms`,
      evaluatingMs < START_MAX_MS,
    ),
    line("before that: load all modules", `${loadingMs.toFixed(1)} ms`),
    line("first answer", `${answeredMs.toFixed(1)} ms`),
    line("all three", `${throughoutMs.toFixed(1)} ms`),
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

/** The CPU time of one process. */
interface Start {
  readonly listeningMs: number;
  readonly answeredMs: number;
  readonly throughoutMs: number;
}

/** What Outspoken takes beyond an empty Worker. */
interface StartUp {
  readonly loadingMs: number;
  readonly evaluatingMs: number;
  readonly answeredMs: number;
  readonly throughoutMs: number;
}

const EMPTY_WORKER = `export default { fetch() { return new Response("", { status: 404 }); } };`;

async function measureStart(bundle: string, folder: string, starts: number): Promise<StartUp> {
  const variables = { ROUTES: routes("http://127.0.0.1:1") };
  const rounds: StartUp[] = [];
  const unimported = join(folder, "unimported");
  cpSync(bundle, unimported, { recursive: true });
  writeFileSync(join(unimported, "worker.js"), EMPTY_WORKER);
  for (let count = 0; count < starts; count += 1) {
    const empty = await startOnce({ code: { script: EMPTY_WORKER } }, folder);
    const loaded = await startOnce({ code: { bundle: unimported }, variables }, folder);
    const own = await startOnce({ code: { bundle }, variables }, folder);
    rounds.push({
      loadingMs: loaded.listeningMs - empty.listeningMs,
      evaluatingMs: own.listeningMs - loaded.listeningMs,
      answeredMs: own.answeredMs - empty.answeredMs,
      throughoutMs: own.throughoutMs - empty.throughoutMs,
    });
  }
  const median = (field: keyof StartUp): number =>
    rounds.map((round) => round[field]).toSorted((a, b) => a - b)[rounds.length >> 1] ?? Number.NaN;
  return {
    loadingMs: median("loadingMs"),
    evaluatingMs: median("evaluatingMs"),
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

/**
 * How fast Outspoken is compared with a Worker that only forwards, one written by hand for npm, and nginx: same workerd,
 * same origin, one run.
 * Exits with 1 if a bar is missed. `npm run bench -- --help` lists the options.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeClosedOutput, readArguments } from "../../src/cli/command-line.ts";
import { bundle } from "../sockets/build.ts";
import { footprintTable, measureFootprint } from "./footprint.ts";
import { hasNginx } from "./nginx.ts";
import { CAN_PIN, MEASURED_CORE, OTHER_CORES, pin, setNiceness } from "./processes.ts";
import { CASES, type Case } from "./throughput-cases.ts";
import { Load } from "./throughput-load.ts";
import { measure, type Plan } from "./throughput-measure.ts";
import { startOrigin } from "./throughput-origin.ts";
import { columnsFor, headerLines, rowLine, verdict } from "./throughput-table.ts";
import {
  type Stage,
  startBare,
  startHandMade,
  startLeast,
  startNginx,
  startOutspoken,
  startReplacing,
  type Target,
} from "./throughput-targets.ts";
import { WORKERD_VERSION } from "./workers.ts";

/** Size and start-up, in addition to the cases of load. */
const FOOTPRINT = "footprint";

/** What `--quick` measures: about a minute. */
const QUICK = { case: "small,refused", rounds: "6", nginx: false };

const USAGE = `Usage: npm run bench -- [options]
  --quick                  small answers and refusals in ${QUICK.rounds} rounds, without nginx: about a minute
  --case small,refused     only these: ${[...new Set(CASES.map(({ name }) => name))].join(", ")}, ${FOOTPRINT}
  --format npm             only this format: npm or maven
  --rounds 8               rounds of each target and case
  --round-ms 600           how long a round takes
  --bundle <folder>        an existing bundle (wrangler deploy --dry-run --outdir <folder>)
  --other <folder>         also measure this bundle
  --least                  also measure a Worker that has the duties of a gateway and nothing else
  --miniflare              Workers in miniflare, with its own Worker on the way out
  --ahead                  run with priority over the machine's other programs (needs root), if they disturb too much
  --no-nginx               without nginx as a proxy (it is still used as the origin)

Each measured process has its own core, origin and load share the others. A ratio is one of sums over all quiet
rounds, with its standard error; a bar that is missed by less than that is left open. CPU is what the scheduler counts
for all threads of the process. If a target did not have its core to itself, CPU per request is judged instead of
requests per second, and a p99 that misses is left open.`;

const AHEAD_NICENESS = -15;
const STARTS = 11;

const OPTIONS = readArguments({
  usage: USAGE,
  reads: {
    allowNegative: true,
    options: {
      quick: { type: "boolean", default: false },
      case: { type: "string" },
      format: { type: "string" },
      rounds: { type: "string" },
      "round-ms": { type: "string", default: "600" },
      bundle: { type: "string" },
      other: { type: "string" },
      least: { type: "boolean", default: false },
      miniflare: { type: "boolean", default: false },
      ahead: { type: "boolean", default: false },
      nginx: { type: "boolean" },
    },
  },
  integers: ["rounds", "round-ms"],
}).values;

const values = { rounds: "8", nginx: true, ...(OPTIONS.quick ? QUICK : {}), ...OPTIONS };

interface Targets {
  readonly forwarding: readonly Target[];
  readonly replacing: readonly Target[];
}

/** What is closed at the end, whatever happens before. */
const closings: (() => unknown)[] = [];

async function startTargets(stage: Stage, bundleFolder: string): Promise<Targets> {
  const started = async (target: Promise<Target>): Promise<Target> => {
    const { close, pid } = await target;
    closings.push(close);
    pin(pid, MEASURED_CORE);
    return target;
  };
  const bare = await started(startBare(stage));
  const replacing = await started(startReplacing(stage));
  const handMade = await started(startHandMade(stage));
  const outspoken = await started(startOutspoken("outspoken", stage, bundleFolder));
  const other =
    values.other === undefined ? [] : [await started(startOutspoken("other", stage, values.other))];
  const least = values.least ? [await started(startLeast(stage))] : [];
  const nginx = values.nginx && hasNginx() ? [await started(startNginx(stage))] : [];
  return {
    forwarding: [bare, handMade, outspoken, ...other, ...least, ...nginx],
    replacing: [replacing, handMade, outspoken, ...other],
  };
}

/** All targets have to give the same answer, or there is nothing to compare. */
async function check(benchCase: Case, targets: readonly Target[]): Promise<void> {
  const lengths: number[] = [];
  for (const { name, url } of targets) {
    const response = await fetch(url + benchCase.path);
    const body = await response.text();
    if (response.status !== benchCase.status)
      throw new Error(`${name} answers ${benchCase.name} with ${response.status}: ${body.slice(0, 200)}`);
    if (benchCase.status === 200) lengths.push(body.replaceAll(url, "").length);
  }
  if (new Set(lengths).size > 1)
    throw new Error(`${benchCase.name}: bodies of ${lengths.join(", ")} characters`);
}

/** Returns how many bars were missed. */
async function measureCases(
  cases: readonly Case[],
  targets: Targets,
  load: Load,
  plan: Plan,
): Promise<number> {
  const columns = columnsFor(targets.forwarding.map(({ name }) => name));
  let missed = 0;
  process.stdout.write(`${headerLines(columns)}\n`);
  for (const benchCase of cases) {
    const candidates = benchCase.bare === "forwarding" ? targets.forwarding : targets.replacing;
    const measured = candidates.filter(({ only = benchCase.format }) => only === benchCase.format);
    await check(benchCase, measured);
    const rounds = await measure(load, benchCase, measured, plan);
    process.stdout.write(`${rowLine(columns, benchCase, rounds)}\n`);
    missed += verdict(benchCase, rounds).missed;
  }
  return missed;
}

function isWanted(name: string, wanted: string | undefined): boolean {
  return wanted === undefined || wanted.split(",").includes(name);
}

async function measureLoad(cases: readonly Case[], bundleFolder: string, folder: string): Promise<number> {
  const origin = await startOrigin(folder);
  closings.push(origin.close);
  const load = new Load();
  closings.push(() => load.close());
  const runtime = values.miniflare ? "miniflare" : "workerd";
  const targets = await startTargets({ origin: origin.url, folder, runtime }, bundleFolder);
  for (const pid of [process.pid, load.pid, origin.pid]) pin(pid, OTHER_CORES);
  const places = CAN_PIN
    ? `each measured process on core ${MEASURED_CORE}, origin and load on ${OTHER_CORES}`
    : "the processes are not pinned to cores (taskset is missing)";
  const proxy = hasNginx() ? "" : " nginx is not installed and has no column.";
  process.stdout.write(
    `${runtime} (workerd ${WORKERD_VERSION}); origin: ${origin.program}; ${places}.${proxy}\n\n`,
  );
  const plan = { rounds: Number(values.rounds), roundMs: Number(values["round-ms"]) };
  return measureCases(cases, targets, load, plan);
}

async function main(folder: string): Promise<number> {
  if (values.ahead) setNiceness(AHEAD_NICENESS);
  const bundleFolder = values.bundle ?? join(folder, "bundle");
  if (values.bundle === undefined) bundle(bundleFolder);
  const cases = CASES.filter(
    ({ name, format }) => isWanted(name, values.case) && isWanted(format, values.format),
  );
  let missed = 0;
  if (isWanted(FOOTPRINT, values.case)) {
    const lines = await measureFootprint(bundleFolder, folder, STARTS);
    process.stdout.write(`${footprintTable(lines)}\n\n`);
    missed += lines.filter(({ passes }) => !passes).length;
  }
  if (cases.length > 0) missed += await measureLoad(cases, bundleFolder, folder);
  return missed;
}

const folder = mkdtempSync(join(tmpdir(), "outspoken-bench-"));

async function closeAll(): Promise<void> {
  for (const close of closings.toReversed()) await close();
  if (values.ahead) setNiceness(0);
  rmSync(folder, { recursive: true, force: true });
}

beforeClosedOutput(closeAll);

try {
  const missed = await main(folder);
  process.stdout.write(missed === 0 ? "\nEvery bar is met.\n" : `\n${missed} bars are missed.\n`);
  process.exitCode = missed === 0 ? 0 : 1;
} finally {
  await closeAll();
}

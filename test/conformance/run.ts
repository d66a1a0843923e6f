/** Third-party suites, `npm run conformance`. */
import { existsSync } from "node:fs";
import { basename } from "node:path";
import { beforeClosedOutput, readArguments } from "../../src/cli/command-line.ts";
import { bundleWorker } from "../clients-real/gateway.ts";
import { PYTHON } from "./lint/httplint.ts";
import { type Linted, lintMatrix, lintWire } from "./lint/lint.ts";
import { REASONS, reasonFor } from "./lint/reasons.ts";
import { lintResources, NGINX } from "./lint/redbot.ts";
import { type Compared, Comparison } from "./oci/compare.ts";
import { type Access, REGISTRY } from "./oci/registry.ts";
import { SUITE } from "./oci/suite.ts";
import { WAYS } from "./oci/ways.ts";
import { writeLintTable, writeOciTable } from "./readme.ts";

const SUITES = ["oci", "lint"] as const;

const { positionals: names } = readArguments({
  usage: `Usage: npm run conformance -- [name...]
Runs third-party suites, through the gateway and without it: oci, lint; all of them without a name. Rewrites their tables in
test/conformance/README.md.`,
  reads: { allowPositionals: true, options: {} },
});

/** A check and its problems; none if it passed. */
interface Checked {
  readonly name: string;
  readonly problems: readonly string[];
}

/** Most differences have the same cause. */
const SHOWN_PROBLEMS = 20;

process.exitCode = await main();

async function main(): Promise<number> {
  const unknown = names.filter((name) => !SUITES.some((suite) => suite === name));
  if (unknown.length > 0) {
    say(`No suite is called ${unknown.join(", ")}: there are ${SUITES.join(", ")}`);
    return 1;
  }
  const worker = bundleWorker();
  beforeClosedOutput(() => worker.remove());
  const checked: Checked[] = [];
  try {
    if (isToRun("oci", [SUITE, REGISTRY])) checked.push(...(await runOci(worker.script)));
    if (isToRun("lint", [PYTHON, NGINX])) checked.push(...(await runLint(worker.script)));
  } finally {
    worker.remove();
  }
  const failed = checked.filter(({ problems }) => problems.length > 0).length;
  say(`${checked.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function isToRun(suite: (typeof SUITES)[number], needs: readonly string[]): boolean {
  if (names.length > 0 && !names.includes(suite)) return false;
  const missing = needs.find((path) => !existsSync(path));
  if (missing !== undefined) say(`not run: ${suite} (${basename(missing)} not installed)`);
  return missing === undefined;
}

async function runOci(script: string): Promise<Checked[]> {
  const comparison = await Comparison.start(script);
  const checked: Checked[] = [];
  const all: Compared[] = [];
  try {
    for (const access of new Set<Access>(WAYS.map(({ registry }) => registry.access))) {
      const problems = await comparison.again(access);
      checked.push(report(`oci: the registry itself, again (${access})`, problems));
    }
    for (const way of WAYS) {
      const compared = await comparison.compare(way);
      all.push(compared);
      checked.push(report(`oci: ${way.name}, ${compared.gateway.length} tests`, compared.differences));
    }
  } finally {
    comparison.stop();
  }
  writeOciTable(all);
  return checked;
}

async function runLint(script: string): Promise<Checked[]> {
  const linted: Linted[] = [...lintMatrix(), ...(await lintWire(script)), ...(await lintResources(script))];
  const complaints = linted.flatMap((one) => one.complaints);
  const checked = linted.map(({ name, complaints: ofOne }) => {
    const unexcused = ofOne.filter((complaint) => reasonFor(complaint) === null);
    return report(
      `lint: ${name}`,
      unexcused.map(({ answer, id, summary }) => `${answer}: ${id} (${summary})`),
    );
  });
  const unneeded = REASONS.filter(
    (reason) => !complaints.some((complaint) => reasonFor(complaint) === reason),
  );
  checked.push(
    report(
      "lint: every reason is needed",
      unneeded.map(({ note }) => `no answer has ${note} any more`),
    ),
  );
  writeLintTable(complaints);
  return checked;
}

function report(name: string, problems: readonly string[]): Checked {
  say(`${name}: ${problems.length === 0 ? "passed" : `FAILED, ${problems.length} times`}`);
  for (const problem of problems.slice(0, SHOWN_PROBLEMS)) say(`  ${problem}`);
  return { name, problems };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

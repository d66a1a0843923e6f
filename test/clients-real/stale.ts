/**
 * What clients with their own copy do when their registry dies: directly, through a gateway, and through one
 * with `stale_if_error`. Each runs three times in one home: its registry dies after the first.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startGateway } from "./gateway.ts";
import { DIE, type Mortal, startMortal } from "./mortal.ts";
import { REGISTRIES } from "./origin/index.ts";
import type { Command, Program, Run } from "./programs/program.ts";
import { runCommand } from "./sandbox.ts";

const LIMIT_SECONDS = 120;

/** A registry and the URL by which it is reached. */
interface Way {
  readonly url: string;
  readonly mortal: Mortal;
}

export interface Ways {
  readonly direct: Way;
  readonly gateway: Way;
  readonly stale: Way;
  stop(): Promise<void>;
}

/** In: the bundled Worker, and the origin that has the content. */
export async function startWays(script: string, behind: string): Promise<Ways> {
  const mortals = await Promise.all([startMortal(behind), startMortal(behind), startMortal(behind)]);
  const [direct, first, second] = mortals;
  const routesTo = ({ url }: Mortal) =>
    REGISTRIES.map(({ prefix, format }) => ({ prefix, format, origin: url + prefix }));
  const settings = { retries: 0, rewrite_urls: false };
  const gateway = await startGateway(script, routesTo(first), settings);
  const stale = await startGateway(script, routesTo(second), { ...settings, stale_if_error: "always" });
  return {
    direct: { url: direct.url, mortal: direct },
    gateway: { url: gateway.url, mortal: first },
    stale: { url: stale.url, mortal: second },
    stop: async () => {
      await gateway.stop();
      await stale.stop();
      for (const mortal of mortals) await mortal.stop();
    },
  };
}

/** `-`: it did not succeed in the first place. */
export type Ends = "works" | "works once" | "fails" | "waits" | "-";

export interface Outlived {
  readonly program: Program;
  readonly direct: Ends;
  readonly gateway: Ends;
  readonly stale: Ends;
  /** How it requested what it has a copy of. */
  readonly asks: "with a condition" | "without a condition" | "nothing";
  readonly terminals: readonly string[];
}

export async function runOutlived(ways: Ways, program: Program): Promise<Outlived | null> {
  const operation = program.operations.find(({ name }) => name === "install");
  if (operation === undefined) return null;
  const prefix = REGISTRIES.find(({ format }) => format === program.format)?.prefix ?? "";
  const run = async ({ url, mortal }: Way) => {
    mortal.revive();
    const patient = { ...program, limitSeconds: LIMIT_SECONDS };
    const { exit, terminal } = await runCommand(patient, url + prefix, (run) =>
      threeTimes(operation.command(run), run, mortal.url + DIE),
    );
    return { ends: endsOf(exit, terminal), asked: [...mortal.askedDead], terminal };
  };
  const direct = await run(ways.direct);
  const gateway = await run(ways.gateway);
  const stale = await run(ways.stale);
  return {
    program,
    direct: direct.ends,
    gateway: gateway.ends,
    stale: stale.ends,
    asks: asksOf(gateway.asked),
    terminals: [direct.terminal, gateway.terminal, stale.terminal],
  };
}

function asksOf(conditional: readonly boolean[]): Outlived["asks"] {
  if (conditional.length === 0) return "nothing";
  return conditional.includes(true) ? "with a condition" : "without a condition";
}

/** With these `programs/` keep clients from having copies. */
const NO_COPIES: ReadonlySet<string> = new Set(["PIP_NO_CACHE_DIR", "UV_NO_CACHE"]);
const NO_COPIES_SWITCH = "-NoCache";
const MARK = "three runs ended with";

/** Its folder is reset each time; its home is kept. */
function threeTimes({ argv, env = {}, files = {}, pty }: Command, run: Run, dieUrl: string): Command {
  const words = argv.filter((word) => word !== NO_COPIES_SWITCH);
  const kept = Object.entries(env).filter(([name]) => !NO_COPIES.has(name));
  const quoted = words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
  const once = `(${quoted}); ends="$ends $?"`;
  const forget = "find . -mindepth 1 -delete; cp -a ../fresh/. .";
  const script = `cp -a . ../fresh; ${once}; ${forget}; curl -sS ${dieUrl}; ${once}; ${forget}; ${once}; echo "${MARK}$ends"`;
  return {
    argv: ["sh", "-c", script],
    // pip keeps copies only of what comes over TLS, or from a trusted host.
    env: { ...Object.fromEntries(kept), APT_CONFIG: `${run.home}/apt.conf`, PIP_TRUSTED_HOST: "127.0.0.1" },
    // Otherwise apt only warns of a list that could not be fetched.
    files: { ...files, [`${run.home}/apt.conf`]: 'APT::Update::Error-Mode "any";\n' },
    ...(pty ? { pty } : {}),
  };
}

function endsOf(exit: number | null, terminal: string): Ends {
  const codes = new RegExp(`${MARK} (\\d+) (\\d+) (\\d+)`).exec(terminal)?.slice(1).map(Number);
  if (exit === null || codes === undefined) return "waits";
  const [first, second, third] = codes;
  if (first !== 0) return "-";
  if (second !== 0) return "fails";
  return third === 0 ? "works" : "works once";
}

const README = join(import.meta.dirname, "README.md");
const MARKED = /(<!-- stale:begin -->\n)[\s\S]*?(<!-- stale:end -->)/;

export function writeStaleTable(all: readonly Outlived[], versions: ReadonlyMap<string, string>): void {
  const readme = readFileSync(README, "utf8");
  if (!MARKED.test(readme)) throw new Error(`${README} has no lines stale:begin and stale:end`);
  const rows = all
    .filter(({ gateway, stale }) => gateway !== "-" && stale !== "-")
    .toSorted((a, b) => (a.program.name.toLowerCase() < b.program.name.toLowerCase() ? -1 : 1))
    .map(({ program, asks, direct, gateway, stale }) => {
      const name = `${program.name.replace(/ [\d.]+(?:-\w+-\d+)?$/, "")} ${versions.get(program.name) ?? ""}`;
      return `| ${name} | ${asks} | ${direct} | ${gateway} | ${stale} |`;
    });
  const table = [
    "| client | requests it again | at the dead registry | through the gateway | with `stale_if_error` |",
    "|---|---|---|---|---|",
    ...new Set(rows),
    "",
  ].join("\n");
  writeFileSync(README, readme.replace(MARKED, `$1${table.replaceAll("$", "$$$$")}$2`));
}

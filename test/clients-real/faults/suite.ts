/**
 * Every fault, once directly against the origin and once through the gateway: both have to end as the fault says, so that a
 * wrong scenario is not mistaken for a working gateway.
 */
import { existsSync } from "node:fs";
import { basename } from "node:path";
import { type Gateway, type RouteOf, startGateway } from "../gateway.ts";
import type { Absent } from "../programs/program.ts";
import { type Outcome, runCommand } from "../sandbox.ts";
import { plain } from "../terminal.ts";
import { type Counted, type Ends, type Fault, wait } from "./fault.ts";
import { FAULTS } from "./index.ts";
import { type Origins, placeAt, startOrigins } from "./place.ts";

export interface Faulted {
  readonly fault: Fault;
  readonly gateway: Outcome;
  readonly direct: Outcome;
  readonly problems: readonly string[];
}

/** The faults that were asked for and whose clients are installed. */
export function faultsFor(
  isAsked: (known: readonly string[]) => boolean,
  absent: Absent[],
): readonly Fault[] {
  return FAULTS.filter(({ name, client, format, needs }) => {
    if (!isAsked([client, format, "faults"])) return false;
    const missing = needs.find((path) => !existsSync(path));
    if (missing !== undefined) absent.push({ name, because: `${basename(missing)} not installed` });
    return missing === undefined;
  });
}

export async function runFaults(
  faults: readonly Fault[],
  script: string,
  done: (faulted: Faulted, again: Faulted | null) => void,
): Promise<Faulted[]> {
  if (faults.length === 0) return [];
  const direct = await startOrigins();
  const behind = await startOrigins();
  const gateway = await startGateway(script, routesOfAll(faults, behind));
  const all: Faulted[] = [];
  try {
    for (const fault of faults) {
      const first = await runFault(fault, gateway, direct, behind);
      const again = first.problems.length === 0 ? null : await runFault(fault, gateway, direct, behind);
      all.push(again ?? first);
      done(first, again);
    }
  } finally {
    await gateway.stop();
    await direct.stop();
    await behind.stop();
  }
  return all;
}

/** Clients of OCI registries request `/v2/` before anything else, whatever is below it. */
function routesOfAll(faults: readonly Fault[], origins: Origins): readonly RouteOf[] {
  const routes = faults.flatMap((fault) => routesOf(fault, origins));
  const isNamed = routes.some(({ prefix }) => prefix === "/v2");
  return isNamed || !routes.some(({ format }) => format === "oci")
    ? routes
    : [...routes, { prefix: "/v2", format: "oci", origin: `${origins.origin.url}/v2` }];
}

function routesOf({ prefix, format, route }: Fault, { origin, other }: Origins): RouteOf[] {
  const settings = route?.(other.url + prefix) ?? {};
  return [
    { prefix, format, origin: origin.url + prefix, settings },
    { prefix: `${prefix}-other`, format, origin: other.url + prefix },
  ];
}

async function runFault(fault: Fault, gateway: Gateway, direct: Origins, behind: Origins): Promise<Faulted> {
  const [here, there] = await Promise.all([
    runAt(fault, direct, direct.origin.url, null),
    runAt(fault, behind, gateway.url, gateway),
  ]);
  const problems = [...here.problems.map((problem) => `without the gateway: ${problem}`), ...there.problems];
  return { fault, gateway: there.outcome, direct: here.outcome, problems };
}

async function runAt(
  fault: Fault,
  origins: Origins,
  url: string,
  gateway: Gateway | null,
): Promise<{ readonly outcome: Outcome; readonly problems: readonly string[] }> {
  const place = placeAt(origins, fault.prefix);
  fault.serve(place);
  await count(gateway);
  const outcome = await runCommand({}, url + fault.prefix, (run) => fault.command(run));
  const counted = await count(gateway);
  const ends = gateway === null ? (fault.endsWithout ?? fault.ends) : fault.ends;
  const problems = fault.problems?.(place, outcome, counted) ?? [];
  return { outcome, problems: [...problemsOf(fault, ends, outcome), ...problems] };
}

/** The time until the last line of the log has come through workerd's output. */
const LOGGED_MS = 300;

/** What the gateway has counted since the last call. */
async function count(gateway: Gateway | null): Promise<Counted | null> {
  if (gateway === null) return null;
  await wait(LOGGED_MS);
  return { failures: gateway.takeFailures().length, fallbacks: gateway.takeFallbacks().length };
}

function problemsOf({ digest }: Fault, ends: Ends, outcome: Outcome): string[] {
  const { exit, terminal, seconds } = outcome;
  if (exit === null) return [`did not end within ${Math.round(seconds)} s: ${lastLines(outcome)}`];
  const problems: string[] = [];
  if (ends === "well" && exit !== 0) problems.push(`failed with ${exit}: ${lastLines(outcome)}`);
  if (ends === "badly" && exit === 0) problems.push("ended with success");
  if (exit === 0 && digest !== undefined && !terminal.includes(digest)) problems.push("got other bytes");
  return problems;
}

function lastLines({ terminal }: Outcome): string {
  return plain(terminal).trim().split("\n").slice(-3).join(" / ").slice(0, 500);
}

/**
 * Outspoken as it is deployed, bundled and run in workerd on real sockets; in front of an origin
 * that is up and of one that is down, with and without the last resort and help.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { bundle } from "../sockets/build.ts";
import { type Json, originOf, startWorkers, type Variables, type WorkerSetup } from "../sockets/miniflare.ts";
import { startFront } from "./front.ts";
import { HELP } from "./help.ts";

export interface RouteOf {
  /** `/npm` */
  readonly prefix: string;
  readonly format: string;
  /** `http://127.0.0.1:port/npm` */
  readonly origin: string;
  /** Fields other than these. */
  readonly settings?: RouteSettings;
}

/** Fields of a route, as operators write them. */
export type RouteSettings = Readonly<Record<string, Json>>;

export interface Gateway {
  /** `http://127.0.0.1:port` of the gateway whose origin is up. */
  readonly url: string;
  /** The same with `last_resort = true` on every route. */
  readonly lastResortUrl: string;
  /** The first two with `HELP`. */
  readonly helpUrl: string;
  readonly helpLastResortUrl: string;
  /** The two whose origin refuses connections. */
  readonly deadUrl: string;
  readonly deadLastResortUrl: string;
  /** The one whose routes are closed for maintenance. */
  readonly closedUrl: string;
  /** What all of them have logged as failures since the last call. */
  takeFailures(): readonly string[];
  /** The same for answers that a route's second origin gave. */
  takeFallbacks(): readonly string[];
  stop(): Promise<void>;
}

/** Half an hour: longer than any client waits, and plausible for a maintenance. */
export const CLOSED_FOR_MS = 1_800_000;
export const CLOSED_TEXT = "The registry moves to new disks and is back at noon";

/** Nothing listens on port 1. */
const DEAD_ORIGIN = "http://127.0.0.1:1";

/** Bundles the Worker once for all gateways of a run; the caller removes the folder. */
export function bundleWorker(): { readonly script: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), "outspoken-bundle-"));
  return { script: bundle(folder), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export async function startGateway(
  script: string,
  routes: readonly RouteOf[],
  settings: RouteSettings = {},
): Promise<Gateway> {
  const worker = (name: string, more: RouteSettings, variables: Variables = {}): WorkerSetup => ({
    name,
    code: { bundle: dirname(script) },
    variables: {
      WHY_SECRET: "only for this run",
      ROUTES: routes.map((route) => routeVariable(route, { ...settings, ...more })),
      ...variables,
    },
  });
  const failures: string[] = [];
  const fallbacks: string[] = [];
  const print = (text: string): void => {
    failures.push(...linesOf(text, "failure"));
    fallbacks.push(...linesOf(text, "fallback"));
  };
  const miniflare = await startWorkers(
    [
      worker("live", {}),
      worker("last-resort", { last_resort: true }),
      worker("help", {}, { HELP }),
      worker("help-last-resort", { last_resort: true }, { HELP }),
      worker("dead", { origin: DEAD_ORIGIN }),
      worker("dead-last-resort", { origin: DEAD_ORIGIN, last_resort: true }),
      { ...worker("closed", {}), namespaces: ["SWITCHES"] },
    ],
    print,
  );
  await close(await miniflare.getKVNamespace("SWITCHES", "closed"), routes);
  const frontOf = async (name: string) => startFront(await originOf(miniflare, name));
  const live = await frontOf("live");
  const lastResort = await frontOf("last-resort");
  const help = await frontOf("help");
  const helpLastResort = await frontOf("help-last-resort");
  const dead = await frontOf("dead");
  const deadLastResort = await frontOf("dead-last-resort");
  const closed = await frontOf("closed");
  return {
    url: live.url,
    lastResortUrl: lastResort.url,
    helpUrl: help.url,
    helpLastResortUrl: helpLastResort.url,
    deadUrl: dead.url,
    deadLastResortUrl: deadLastResort.url,
    closedUrl: closed.url,
    takeFailures: () => failures.splice(0),
    takeFallbacks: () => fallbacks.splice(0),
    stop: () => {
      for (const front of [live, lastResort, help, helpLastResort, dead, deadLastResort, closed])
        front.stop();
      return miniflare.dispose();
    },
  };
}

export type OneGateway = Pick<Gateway, "url" | "takeFailures" | "stop">;

/** One Worker with exactly these variables. */
export async function startOneGateway(script: string, variables: Variables): Promise<OneGateway> {
  const failures: string[] = [];
  const worker: WorkerSetup = { name: "live", code: { bundle: dirname(script) }, variables };
  const miniflare = await startWorkers([worker], (text) => failures.push(...linesOf(text, "failure")));
  const front = await startFront(await originOf(miniflare, "live"));
  return {
    url: front.url,
    takeFailures: () => failures.splice(0),
    stop: () => {
      front.stop();
      return miniflare.dispose();
    },
  };
}

/** The lines of this kind in a Worker's log. */
function linesOf(text: string, event: "failure" | "fallback"): readonly string[] {
  return text.split("\n").filter((line) => line.includes(`"event":"${event}"`));
}

interface Switches {
  put(key: string, value: string): Promise<void>;
}

async function close(switches: Switches, routes: readonly RouteOf[]): Promise<void> {
  const until = new Date(Date.now() + CLOSED_FOR_MS).toISOString();
  const value = JSON.stringify({ maintenance: { text: CLOSED_TEXT, until } });
  for (const route of routes) await switches.put(idOf(route), value);
}

function idOf({ prefix }: RouteOf): string {
  return prefix.slice(1).replaceAll("/", "-");
}

function routeVariable(route: RouteOf, settings: RouteSettings) {
  const { prefix, format, origin } = route;
  return { path: `${prefix}/*`, id: idOf(route), format, origin, ...route.settings, ...settings };
}

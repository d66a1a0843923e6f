/**
 * Outspoken as it is deployed, bundled and run in workerd on real sockets; in front of an origin
 * that is there and of one that is not, with and without the last resort and help.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { bundle } from "../sockets/build.ts";
import { originOf, startWorkers, type Variables, type WorkerSetup } from "../sockets/miniflare.ts";
import { startFront } from "./front.ts";
import { HELP } from "./help.ts";

export interface RouteOf {
  /** `/npm` */
  readonly prefix: string;
  readonly format: string;
  /** `http://127.0.0.1:port/npm` */
  readonly origin: string;
}

/** Fields of a route, as operators write them. */
export type RouteSettings = Readonly<Record<string, string | number | boolean>>;

export interface Gateway {
  /** `http://127.0.0.1:port` of the gateway whose origin is there. */
  readonly url: string;
  /** The same with `last_resort = true` on every route. */
  readonly lastResortUrl: string;
  /** The first two with `HELP`. */
  readonly helpUrl: string;
  readonly helpLastResortUrl: string;
  /** The two whose origin refuses connections. */
  readonly deadUrl: string;
  readonly deadLastResortUrl: string;
  stop(): Promise<void>;
}

/** Nobody listens on port 1 of this machine. */
const NOBODY = "http://127.0.0.1:1";

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
  const miniflare = await startWorkers([
    worker("live", {}),
    worker("last-resort", { last_resort: true }),
    worker("help", {}, { HELP }),
    worker("help-last-resort", { last_resort: true }, { HELP }),
    worker("dead", { origin: NOBODY }),
    worker("dead-last-resort", { origin: NOBODY, last_resort: true }),
  ]);
  const frontOf = async (name: string) => startFront(await originOf(miniflare, name));
  const live = await frontOf("live");
  const lastResort = await frontOf("last-resort");
  const help = await frontOf("help");
  const helpLastResort = await frontOf("help-last-resort");
  const dead = await frontOf("dead");
  const deadLastResort = await frontOf("dead-last-resort");
  return {
    url: live.url,
    lastResortUrl: lastResort.url,
    helpUrl: help.url,
    helpLastResortUrl: helpLastResort.url,
    deadUrl: dead.url,
    deadLastResortUrl: deadLastResort.url,
    stop: () => {
      for (const front of [live, lastResort, help, helpLastResort, dead, deadLastResort]) front.stop();
      return miniflare.dispose();
    },
  };
}

function routeVariable({ prefix, format, origin }: RouteOf, settings: RouteSettings) {
  return { path: `${prefix}/*`, format, origin, ...settings };
}

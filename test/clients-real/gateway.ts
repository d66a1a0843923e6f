/**
 * Outspoken as it is deployed, bundled and run in workerd on real sockets; in front of an origin
 * that is there and of one that is not, with and without the last resort.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { Log, LogLevel, Miniflare } from "miniflare";
import { bundle } from "../sockets/build.ts";
import { miniflareModules } from "../sockets/bundle-modules.ts";
import { startFront } from "./front.ts";

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
  const worker = (name: string, more: RouteSettings) => ({
    name,
    ...miniflareModules(dirname(script)),
    ...compatibility(),
    bindings: {
      WHY_SECRET: "only for this run",
      ROUTES: routes.map((route) => routeVariable(route, { ...settings, ...more })),
    },
    unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
  });
  const miniflare = new Miniflare({
    log: new Log(LogLevel.NONE),
    handleRuntimeStdio: (stdout: Readable, stderr: Readable) => {
      stdout.resume();
      stderr.resume();
    },
    workers: [
      worker("live", {}),
      worker("last-resort", { last_resort: true }),
      worker("dead", { origin: NOBODY }),
      worker("dead-last-resort", { origin: NOBODY, last_resort: true }),
    ],
  });
  await miniflare.ready;
  const frontOf = async (name: string) => startFront((await miniflare.unsafeGetDirectURL(name)).origin);
  const live = await frontOf("live");
  const lastResort = await frontOf("last-resort");
  const dead = await frontOf("dead");
  const deadLastResort = await frontOf("dead-last-resort");
  return {
    url: live.url,
    lastResortUrl: lastResort.url,
    deadUrl: dead.url,
    deadLastResortUrl: deadLastResort.url,
    stop: () => {
      for (const front of [live, lastResort, dead, deadLastResort]) front.stop();
      return miniflare.dispose();
    },
  };
}

/** As deployed: the date and the flags of wrangler.toml. */
function compatibility(): { compatibilityDate: string; compatibilityFlags: string[] } {
  const toml = readFileSync(join(import.meta.dirname, "../../wrangler.toml"), "utf8");
  const flags = /^compatibility_flags\s*=\s*\[([^\]]*)\]/m.exec(toml)?.[1] ?? "";
  return {
    compatibilityDate: /^compatibility_date\s*=\s*"([^"]*)"/m.exec(toml)?.[1] ?? "",
    compatibilityFlags: [...flags.matchAll(/"([^"]+)"/g)].map(([, flag]) => flag ?? ""),
  };
}

function routeVariable({ prefix, format, origin }: RouteOf, settings: RouteSettings) {
  return { path: `${prefix}/*`, format, origin, ...settings };
}

/** The bundled Worker in real workerd: sockets in, sockets out, and what it logged. */
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { Miniflare, type WorkerOptions } from "miniflare";
import { inject } from "vitest";
import { miniflareModules } from "./bundle-modules.ts";

/** The variables and secrets of one Worker. */
export type Variables = Readonly<Record<string, Json>>;
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** A route as operators write it. */
export type RouteTable = { [field: string]: Json };

export interface Setup {
  readonly variables: Variables;
  /** Bound Workers: the script of each, by the name of its binding. */
  readonly services?: Readonly<Record<string, string>>;
  /** Certificate authorities that the Worker trusts, in PEM. */
  readonly authorities?: readonly string[];
  /** `FAILURES` is bound to a dataset that prints every data point it is given. */
  readonly dataset?: boolean;
}

/** One line of the log, parsed. */
export type LogLine = Readonly<Record<string, Json>>;

export class Log {
  readonly #lines: LogLine[] = [];
  readonly #watchers = new Set<() => void>();
  /** What workerd printed that was no JSON. */
  readonly other: string[] = [];

  read(stdout: Readable, stderr: Readable): void {
    for (const input of [stdout, stderr]) {
      createInterface({ input }).on("line", (text) => {
        if (text.startsWith("{")) this.#lines.push(JSON.parse(text));
        else this.other.push(text);
        for (const watcher of this.#watchers) watcher();
      });
    }
  }

  /** The lines in which every one of `fields` is as given. */
  matching(fields: LogLine): LogLine[] {
    return this.#lines.filter((line) =>
      Object.entries(fields).every(([name, value]) => line[name] === value),
    );
  }

  /** The first such line, waited for. */
  async line(fields: LogLine): Promise<LogLine> {
    for (;;) {
      const [line] = this.matching(fields);
      if (line !== undefined) return line;
      await new Promise<void>((resolve) => {
        const watcher = (): void => {
          this.#watchers.delete(watcher);
          resolve();
        };
        this.#watchers.add(watcher);
      });
    }
  }
}

export class Gateway {
  readonly #miniflare: Miniflare;
  readonly #ports: ReadonlyMap<string, number>;
  readonly log: Log;
  /** Through miniflare's entry worker, which does as Cloudflare's edge does: `request.cf`, one Accept-Encoding for all. */
  readonly entryPort: number;

  constructor(miniflare: Miniflare, ports: ReadonlyMap<string, number>, entryPort: number, log: Log) {
    this.#miniflare = miniflare;
    this.#ports = ports;
    this.entryPort = entryPort;
    this.log = log;
  }

  /** Straight to the Worker of that name, or to the first: nothing stands between, and `request.cf` is undefined. */
  port(name = FIRST): number {
    const port = this.#ports.get(name);
    if (port === undefined) throw new Error(`no worker ${name}`);
    return port;
  }

  async close(): Promise<void> {
    await this.#miniflare.dispose();
  }
}

const FIRST = "gateway";

/** As in wrangler.toml: the newest date that this workerd takes. */
const COMPATIBILITY = {
  compatibilityDate: "2026-08-06",
  compatibilityFlags: ["enable_request_signal", "no_nodejs_compat", "no_nodejs_compat_v2"],
};

/** Miniflare's own dataset is silent; this one prints each point, which is in the log then beside the Worker's lines. */
const DATASET = `export default () => ({
  writeDataPoint({ indexes, blobs, doubles }) {
    const [index] = indexes;
    const [category] = blobs;
    const ref = blobs[9];
    console.log(JSON.stringify({ event: "data_point", index, category, ref, blobs, doubles }));
  },
});`;

/** One gateway with these routes. */
export function startGateway(routes: RouteTable[], setup: Partial<Setup> = {}): Promise<Gateway> {
  return startGateways({ [FIRST]: { ...setup, variables: { ...setup.variables, ROUTES: routes } } });
}

/** Several gateways in one workerd, by name, each with its own variables and port. */
export async function startGateways(setups: Readonly<Record<string, Setup>>): Promise<Gateway> {
  const log = new Log();
  const miniflare = new Miniflare({
    workers: Object.entries(setups).flatMap(([name, setup]) => workersOf(name, setup)),
    handleRuntimeStdio: (stdout: Readable, stderr: Readable) => log.read(stdout, stderr),
    cf: false,
  });
  const entry = await miniflare.ready;
  const ports = new Map<string, number>();
  for (const name of Object.keys(setups)) {
    ports.set(name, Number((await miniflare.unsafeGetDirectURL(name)).port));
  }
  return new Gateway(miniflare, ports, Number(entry.port), log);
}

/** The same network as without it, whose authorities are these only. */
function networkTrusting(authorities: readonly string[]): NonNullable<WorkerOptions["outboundService"]> {
  const tlsOptions = { trustBrowserCas: false, trustedCertificates: [...authorities] };
  return { network: { allow: ["public", "private"], tlsOptions } };
}

function workersOf(name: string, setup: Setup): WorkerOptions[] {
  const bundle = inject("workerBundle");
  const services = Object.entries(setup.services ?? {}).map(([binding, script]) => ({
    binding,
    worker: { name: `${name}-${binding}`, modules: true as const, script, ...COMPATIBILITY },
  }));
  const dataset = { name: `${name}-dataset`, modules: true as const, script: DATASET };
  return [
    {
      name,
      ...miniflareModules(dirname(bundle)),
      ...COMPATIBILITY,
      bindings: { ...setup.variables },
      serviceBindings: Object.fromEntries(services.map(({ binding, worker }) => [binding, worker.name])),
      ...(setup.authorities ? { outboundService: networkTrusting(setup.authorities) } : {}),
      wrappedBindings: setup.dataset ? { FAILURES: { scriptName: dataset.name } } : {},
      unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
    },
    ...(setup.dataset ? [dataset] : []),
    ...services.map(({ worker }) => worker),
  ];
}

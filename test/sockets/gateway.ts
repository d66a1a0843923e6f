/** The bundled Worker in real workerd: sockets in, sockets out, and what it logs. */
import { dirname } from "node:path";
import type { Miniflare } from "miniflare";
import { inject } from "vitest";
import {
  type Json,
  originOf,
  startWorkers,
  storeSecret,
  type Variables,
  type WorkerSetup,
} from "./miniflare.ts";

export type { Json, Variables } from "./miniflare.ts";

/** A route as operators write it. */
export type RouteTable = { [field: string]: Json };

export interface Setup {
  readonly variables: Variables;
  /** The scripts of bound Workers, by the names of their bindings. */
  readonly services?: Readonly<Record<string, string>>;
  /** Bindings that present a client certificate. */
  readonly certificates?: WorkerSetup["certificates"];
  readonly storedSecrets?: WorkerSetup["storedSecrets"];
  /** Certificate authorities that the Worker trusts, in PEM. */
  readonly authorities?: readonly string[];
  /** The server on 127.0.0.1 behind the namespace `SWITCHES`. */
  readonly switches?: { readonly port: number };
  /** Whether `FAILURES` is bound to a dataset that prints every data point it gets. */
  readonly dataset?: boolean;
}

/** One line of the log, parsed. */
export type LogLine = Readonly<Record<string, Json>>;

export class Log {
  readonly #lines: LogLine[] = [];
  readonly #watchers = new Set<() => void>();

  /** Lines that are not JSON come from workerd itself and are ignored. */
  read(text: string): void {
    if (!text.startsWith("{")) return;
    this.#lines.push(JSON.parse(text));
    for (const watcher of this.#watchers) watcher();
  }

  /** The lines that have all of `fields`. */
  matching(fields: LogLine): LogLine[] {
    return this.#lines.filter((line) =>
      Object.entries(fields).every(([name, value]) => line[name] === value),
    );
  }

  /** Waits for the first such line. */
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

/** What runs behind a gateway once it has started. */
interface Running {
  readonly miniflare: Miniflare;
  readonly ports: ReadonlyMap<string, number>;
  readonly entryPort: number;
}

export class Gateway {
  readonly log = new Log();
  #running: Running | null = null;

  /** Starts a Worker for each of `setups`, by name, in one workerd. */
  async start(setups: Readonly<Record<string, Setup>>): Promise<void> {
    const workers = Object.entries(setups).flatMap(([name, setup]) => workersOf(name, setup));
    const miniflare = await startWorkers(workers, (text) => this.log.read(text));
    const ports = new Map<string, number>();
    for (const name of Object.keys(setups)) {
      ports.set(name, Number(new URL(await originOf(miniflare, name)).port));
    }
    this.#running = { miniflare, ports, entryPort: Number((await miniflare.ready).port) };
  }

  /** Straight to the Worker of that name, or to the first, with nothing in between: `request.cf` is undefined. */
  port(name = FIRST): number {
    const port = this.#started().ports.get(name);
    if (port === undefined) throw new Error(`no worker ${name}`);
    return port;
  }

  /** Through miniflare's entry worker, which acts like Cloudflare's edge: sets `request.cf` and one Accept-Encoding for all. */
  get entryPort(): number {
    return this.#started().entryPort;
  }

  /** Puts a value into the Secrets Store behind a binding. */
  async storeSecret(binding: string, value: string): Promise<void> {
    await storeSecret(this.#started().miniflare, FIRST, binding, value);
  }

  async close(): Promise<void> {
    await this.#running?.miniflare.dispose();
  }

  #started(): Running {
    if (this.#running === null) throw new Error("the gateway has not started yet");
    return this.#running;
  }
}

const FIRST = "gateway";

/** The only gateway, with these routes. */
export function gatewayOf(routes: RouteTable[], setup: Partial<Setup> = {}): Readonly<Record<string, Setup>> {
  return { [FIRST]: { ...setup, variables: { ...setup.variables, ROUTES: routes } } };
}

/** One gateway with these routes. */
export function startGateway(routes: RouteTable[], setup: Partial<Setup> = {}): Promise<Gateway> {
  return startGateways(gatewayOf(routes, setup));
}

/** Several gateways in one workerd, by name, each with its own variables and port. */
export async function startGateways(setups: Readonly<Record<string, Setup>>): Promise<Gateway> {
  const gateway = new Gateway();
  await gateway.start(setups);
  return gateway;
}

/** Whether routes are observed in this run, and only pass answers on (vitest.config.ts). */
export const IS_OBSERVED = inject("observed");

/** Observes every route that sets no mode itself. */
function observed(variables: Variables): Variables {
  const { ROUTES } = variables;
  if (!Array.isArray(ROUTES)) return variables;
  return { ...variables, ROUTES: ROUTES.map((route) => Object.assign({ enabled: "observe" }, route)) };
}

function workersOf(name: string, setup: Setup): WorkerSetup[] {
  const services = Object.entries(setup.services ?? {}).map(([binding, script]) => ({
    binding,
    worker: { name: `${name}-${binding}`, code: { script } },
  }));
  const gateway: WorkerSetup = {
    name,
    code: { bundle: dirname(inject("workerBundle")) },
    variables: IS_OBSERVED ? observed(setup.variables) : setup.variables,
    services: Object.fromEntries(services.map(({ binding, worker }) => [binding, worker.name])),
    ...(setup.certificates ? { certificates: setup.certificates } : {}),
    ...(setup.storedSecrets ? { storedSecrets: setup.storedSecrets } : {}),
    ...(setup.authorities ? { internet: { authorities: setup.authorities } } : {}),
    ...(setup.switches ? { remoteNamespaces: { SWITCHES: `127.0.0.1:${setup.switches.port}` } } : {}),
    ...(setup.dataset ? { dataset: "printing" } : {}),
  };
  return [gateway, ...services.map(({ worker }) => worker)];
}

/** A lane: an origin and its gateways. Programs run one after another in a lane, lanes in parallel. */
import { type Gateway, startGateway } from "./gateway.ts";
import { REGISTRIES } from "./origin/index.ts";
import { type Origin, startOrigin } from "./origin/origin.ts";
import type { Program } from "./programs/program.ts";
import { SILENT_TIMEOUT_MS } from "./scenarios.ts";

export interface Lane {
  readonly origin: Origin;
  readonly gateway: Gateway;
  /** The prefix of the registry that the program talks to. */
  prefixOf(program: Program): string;
  stop(): Promise<void>;
}

/** In: the bundled Worker and the formats it knows. */
export async function startLane(script: string, formats: ReadonlySet<string>): Promise<Lane> {
  const origin = await startOrigin();
  const routes = REGISTRIES.filter(({ format }) => formats.has(format)).map(({ prefix, format }) => ({
    prefix,
    format,
    origin: origin.url + prefix,
  }));
  const gateway = await startGateway(script, routes, { timeout_ms: SILENT_TIMEOUT_MS, rewrite_urls: false });
  return {
    origin,
    gateway,
    prefixOf: (program) => REGISTRIES.find(({ format }) => format === program.format)?.prefix ?? "",
    stop: async () => {
      await gateway.stop();
      await origin.stop();
    },
  };
}

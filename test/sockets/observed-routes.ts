/** A route in each mode, and what is counted for each request. */
import { type Answer, type Ask, ask } from "./client.ts";
import { type CountedPoint, readPoint } from "./counted-point.ts";
import type { Gateway, RouteTable } from "./gateway.ts";
import { DEAD_ORIGIN, type Origin } from "./origin.ts";
import { serveGateway, serveOrigin } from "./serve.ts";

const MODES = { on: true, off: false, observed: "observe" } as const;
export type ModeName = keyof typeof MODES;

export interface Exchanged {
  readonly answer: Answer;
  /** Waits for its data point. */
  counted(): Promise<CountedPoint>;
}

export class ObservedRoutes {
  readonly origin: Origin;
  readonly gateway: Gateway;
  #last = 0;

  private constructor(origin: Origin, gateway: Gateway) {
    this.origin = origin;
    this.gateway = gateway;
  }

  /**
   * The routes `/on/*`, `/off/*` and `/observed/*`, and the same below `/dead`, `/ai` and `/ours`, run while the tests of
   * the calling file do.
   */
  static serve(): ObservedRoutes {
    const origin = serveOrigin();
    const variables = { TOKEN: "Bearer very-secret-token" };
    const gateway = serveGateway(() => routesTo(origin.url), { dataset: true, variables });
    return new ObservedRoutes(origin, gateway);
  }

  /** A client version that no other request has, by which its data point is found. */
  newVersion(): string {
    this.#last += 1;
    return `11.0.${this.#last}`;
  }

  async through(mode: ModeName, path: string, options: Ask, group = ""): Promise<Exchanged> {
    const version = this.newVersion();
    const target = `${group === "" ? "" : `/${group}`}/${mode}${path}`;
    const headers = { ...npm(version), ...options.headers };
    const answer = await ask(this.gateway.port(), target, { ...options, headers });
    const index = group === "" ? mode : `${group}-${mode}`;
    const event = { event: "data_point", index, client_version: version };
    return { answer, counted: async () => readPoint(await this.gateway.log.line(event)) };
  }

  /** All data points of a route. */
  pointsOf(route: string): CountedPoint[] {
    return this.gateway.log.matching({ event: "data_point", index: route }).map(readPoint);
  }
}

function routesTo(origin: string): RouteTable[] {
  return Object.entries(MODES).flatMap(([name, enabled]): RouteTable[] => {
    const base = { format: "npm", origin, timeout_ms: 1_500, enabled };
    return [
      { ...base, path: `/${name}/*`, id: name },
      { ...base, path: `/dead/${name}/*`, id: `dead-${name}`, origin: DEAD_ORIGIN },
      { ...base, path: `/ai/${name}/*`, id: `ai-${name}`, format: "openai" },
      { ...base, path: `/ours/${name}/*`, id: `ours-${name}`, origin_auth: "TOKEN" },
    ];
  });
}

export function npm(version: string): Readonly<Record<string, string>> {
  return { "User-Agent": `npm/${version} node/v24.21.0 linux x64 workspaces/false` };
}

/** The fields that must be the same whether the failure was spoken or only heard. */
export function meaningOf(point: CountedPoint): CountedPoint {
  const { category, cause, origin_code, reason, origin_status, operation, method } = point;
  return { category, cause, origin_code, reason, origin_status, operation, method };
}

export const JSON_TYPE = { "Content-Type": "application/json" };
/** A refusal as GitLab sends it. */
export const GITLAB = '{"message":"403 Forbidden - Package protected by group acme."}';

/** One scripted origin with the gateway in front: every call can go through it, or directly to the origin. */
import type { Exchange, Script } from "../sockets/exchange.ts";
import { type Gateway, startGateway } from "../sockets/gateway.ts";
import { DEAD_ORIGIN, Origin } from "../sockets/origin.ts";
import type { Vendor } from "./outcome.ts";

export type Way = "direct" | "through";

/** The timeout for the origin's headers on routes to a silent origin. */
export const IMPATIENCE_MS = 1_500;

export class Stage {
  readonly #origin: Origin;
  readonly gateway: Gateway;
  readonly #scripts = new Map<string, Script>();

  private constructor(origin: Origin, gateway: Gateway) {
    this.#origin = origin;
    this.gateway = gateway;
    origin.on("*", (exchange) => this.#scriptFor(exchange)(exchange));
  }

  static async open(): Promise<Stage> {
    const origin = await Origin.start();
    const routes = ["openai", "anthropic"].flatMap((format) => [
      { path: `/${format}/*`, format, origin: origin.url },
      { path: `/impatient-${format}/*`, format, origin: origin.url, timeout_ms: IMPATIENCE_MS },
      { path: `/dead-${format}/*`, format, origin: DEAD_ORIGIN },
      { path: `/dead-again-${format}/*`, format, origin: DEAD_ORIGIN, id: `dead-again-${format}` },
      { path: `/dependency-${format}/*`, format, origin: origin.url, upstream_errors: "bad_gateway" },
    ]);
    return new Stage(origin, await startGateway(routes));
  }

  /** What the origin does with calls under this name. */
  on(name: string, script: Script): void {
    this.#scripts.set(name, script);
  }

  /** The base URL of the API of this name. `route`: if it is not the vendor's own. */
  url(way: Way, vendor: Vendor, name: string, route: string = vendor): string {
    return way === "direct"
      ? `${this.#origin.url}/direct/${name}`
      : `${this.#through(route)}/through/${name}`;
  }

  /** How many requests the origin saw. */
  requests(way: Way, name: string): number {
    return this.#origin.exchanges.filter(({ target }) => target.startsWith(`/${way}/${name}/`)).length;
  }

  async close(): Promise<void> {
    await this.gateway.close();
    await this.#origin.close();
  }

  #through(route: string): string {
    return `http://127.0.0.1:${this.gateway.port()}/${route}`;
  }

  #scriptFor({ target }: Exchange): Script {
    const name = target.split("/")[2] ?? "";
    const script = this.#scripts.get(name);
    if (script === undefined) throw new Error(`no script ${name}`);
    return script;
  }
}

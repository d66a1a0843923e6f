/** Every way through the gateway compared with the same registry directly. */
import { withInstance } from "../../clients-real/servers/suite.ts";
import type { Json } from "../../sockets/miniflare.ts";
import { withGateway } from "../gateway.ts";
import { type Access, type RegistrySettings, serving } from "./registry.ts";
import { runSuite, type Tested, textOf } from "./suite.ts";
import { startTokenService, TOKEN_PATH, type TokenService } from "./token-service.ts";
import { TOKENS_ROUTE, type Way } from "./ways.ts";

export interface Compared {
  readonly way: Way;
  /** Against the registry itself. */
  readonly direct: readonly Tested[];
  readonly gateway: readonly Tested[];
  /** What differed: `-` without the gateway, `+` with it. */
  readonly differences: readonly string[];
}

export class Comparison {
  readonly #script: string;
  readonly #tokens: TokenService;
  readonly #direct = new Map<Access, readonly Tested[]>();

  private constructor(script: string, tokens: TokenService) {
    this.#script = script;
    this.#tokens = tokens;
  }

  /** In: the main file of the bundled Worker. */
  static async start(script: string): Promise<Comparison> {
    return new Comparison(script, await startTokenService());
  }

  stop(): void {
    this.#tokens.stop();
  }

  /** A second run against the registry itself: what differs between the two is not the gateway's doing. */
  async again(access: Access): Promise<readonly string[]> {
    return differences(await this.#directly(access), await this.#run({ access }));
  }

  async compare(way: Way): Promise<Compared> {
    const direct = await this.#directly(way.registry.access);
    this.#tokens.takeAsked();
    const gateway = await this.#through(way);
    const problems = [...differences(direct, gateway), ...this.#tokenProblems(way)];
    return { way, direct, gateway, differences: problems };
  }

  async #directly(access: Access): Promise<readonly Tested[]> {
    const known = this.#direct.get(access);
    if (known !== undefined) return known;
    const tested = await this.#run({ access });
    this.#direct.set(access, tested);
    return tested;
  }

  #run(settings: RegistrySettings): Promise<readonly Tested[]> {
    const server = { serving: serving(settings, this.#tokens, this.#tokens.url + TOKEN_PATH) };
    return withInstance(server, (url) => runSuite(url, settings.access));
  }

  #through({ registry, route, variables, tokensRouted = false }: Way): Promise<readonly Tested[]> {
    const server = { serving: serving(registry, this.#tokens, this.#tokens.url + TOKEN_PATH) };
    const tokens = {
      path: `${TOKEN_PATH}/*`,
      id: TOKENS_ROUTE,
      format: "generic",
      origin: this.#tokens.url + TOKEN_PATH,
    };
    return withInstance(server, (url) => {
      const images = {
        path: "/v2/*",
        id: "oci",
        format: "oci",
        origin: `${url}${registry.base ?? ""}/v2`,
        ...route,
      };
      const routes: Json[] = tokensRouted ? [images, tokens] : [images];
      return withGateway(this.#script, { ...variables, ROUTES: routes }, (gateway) =>
        runSuite(gateway, registry.access),
      );
    });
  }

  /** Tokens have to be fetched by the route that the way gives. */
  #tokenProblems({ registry, tokensRouted = false }: Way): string[] {
    if (registry.access !== "token") return [];
    const asked = this.#tokens.takeAsked();
    if (asked.length === 0) return ["the token service got no request"];
    return asked.some((isRouted) => isRouted !== tokensRouted)
      ? [`the token service was ${tokensRouted ? "not " : ""}reached through the gateway`]
      : [];
  }
}

/** The differences of two sorted lists of tests, in which a test may occur several times. */
function differences(direct: readonly Tested[], gateway: readonly Tested[]): string[] {
  const left = direct.map(textOf);
  const added: string[] = [];
  for (const text of gateway.map(textOf)) {
    const index = left.indexOf(text);
    if (index === -1) added.push(`+ ${text}`);
    else left.splice(index, 1);
  }
  return [...left.map((text) => `- ${text}`), ...added];
}

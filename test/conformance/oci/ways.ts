/** The ways by which the suite reaches the registry through the gateway. */
import type { RouteSettings } from "../../clients-real/gateway.ts";
import type { Variables } from "../../sockets/miniflare.ts";
import type { RegistrySettings } from "./registry.ts";

export interface Way {
  /** As the table of the README has it. */
  readonly name: string;
  readonly registry: RegistrySettings;
  /** Fields of its route other than path, format and origin. */
  readonly route: RouteSettings;
  /** The token service has its own route, and clients are to reach it there. */
  readonly tokensRouted?: boolean;
  /** Variables other than `ROUTES`. */
  readonly variables?: Variables;
}

export const TOKENS_ROUTE = "tokens";

const OPEN: RegistrySettings = { access: "everybody" };

export const WAYS: readonly Way[] = [
  { name: "the same paths", registry: OPEN, route: {} },
  {
    name: "another path, by a registry that names no host",
    registry: { access: "everybody", base: "/images", names: "no host" },
    route: {},
  },
  {
    // With `http.host` it would forget its prefix in `Location`.
    name: "another path, by a registry that names the requested host",
    registry: { access: "everybody", base: "/images" },
    route: {},
  },
  {
    name: "`rewrite_urls`, at a registry that names its own host",
    registry: { access: "everybody", names: "own host" },
    route: { rewrite_urls: true },
  },
  { name: "`rewrite_urls = false`", registry: OPEN, route: { rewrite_urls: false } },
  { name: "a password", registry: { access: "password" }, route: {} },
  { name: "tokens of a service elsewhere", registry: { access: "token" }, route: {} },
  {
    name: "tokens of a service that the route `trusts`",
    registry: { access: "token" },
    route: { trusts: [TOKENS_ROUTE] },
    tokensRouted: true,
  },
  { name: '`enabled = "observe"`', registry: OPEN, route: { enabled: "observe" } },
  { name: "`enabled = false`", registry: OPEN, route: { enabled: false } },
  {
    name: "`last_resort`, `stale_if_error`, `notice` and `HELP`",
    registry: OPEN,
    route: { last_resort: true, stale_if_error: "always", notice: "The registry moves on Monday" },
    variables: {
      HELP: {
        not_found: "Ask for it: https://help.example/{package}",
        forbidden: "Ask: https://help.example/",
      },
    },
  },
];

/** Where a request goes, by a configuration. */
import type { Variables } from "../../src/config/configuration.ts";
import { matchRoute, splitUrl } from "../../src/config/match.ts";
import { originUrl } from "../../src/request/origin-url.ts";
import type { Taken } from "./preset-paths-derived.ts";
import { routesOf } from "./read.ts";

export const GATEWAY = "packages.example";

/** Where a request to the gateway goes; `url` may omit the gateway's host. */
export function taken(variables: Variables, url: string): Taken | null {
  const absolute = url.startsWith("/") ? `https://${GATEWAY}${url}` : url;
  const target = splitUrl(absolute);
  const route = matchRoute(routesOf(variables), target);
  if (route === null) return null;
  const origin = originUrl(route, target, absolute);
  return [route.id, route.format, origin.kind === "url" ? origin.url : "refused"];
}

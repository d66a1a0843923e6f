/** Where a search is made: what distinguishes URLs of the gateway from others. */
import { configurationOf } from "../../config/deployed-configuration.ts";
import { splitUrl } from "../../config/match.ts";
import type { Route } from "../../config/route.ts";
import type { ConsoleContext } from "../context.ts";

export function placeOf(c: ConsoleContext): { readonly routes: readonly Route[]; readonly host: string } {
  const configuration = configurationOf(c.env);
  return { routes: configuration.ok ? configuration.routes : [], host: splitUrl(c.req.raw.url).host };
}

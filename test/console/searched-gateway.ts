/** The gateway of the searches: a route for each format, its host, and the time. */
import { FORMAT_NAMES } from "../../src/clients/index.ts";
import { readConfiguration } from "../../src/config/read-configuration.ts";
import type { Route } from "../../src/config/route.ts";

export const NOW = 1_795_000_000;
export const HOST = "packages.example";

function routes(): readonly Route[] {
  const configuration = readConfiguration({
    ROUTES: FORMAT_NAMES.map((format) => ({
      path: `/${format}/*`,
      format,
      origin: "https://registry.example",
    })),
  });
  if (!configuration.ok) throw new Error(configuration.problem);
  return configuration.routes;
}

export const ROUTES = routes();

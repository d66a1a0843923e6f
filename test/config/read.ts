/** One route with no more than it needs, and what a configuration is read as: its routes, or its first problem. */
import type { Variables } from "../../src/config/configuration.ts";
import { readConfiguration } from "../../src/config/read-configuration.ts";
import type { Route } from "../../src/config/route.ts";

export const ORIGIN = "https://registry.example/npm";
export const ROUTE = { path: "/npm/*", format: "npm", origin: ORIGIN };

export function routesOf(variables: Variables): readonly Route[] {
  const configuration = readConfiguration(variables);
  if (!configuration.ok) throw new Error(configuration.problem);
  return configuration.routes;
}

export function problemOf(variables: Variables): string {
  const configuration = readConfiguration(variables);
  return configuration.ok ? "no problem" : configuration.problem;
}

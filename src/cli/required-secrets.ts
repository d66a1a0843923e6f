/**
 * Which secrets the routes of a configuration need. Pure.
 */
import { requiredSecrets } from "../config/required-secrets.ts";
import type { Route } from "../config/route.ts";

/** The ids of the routes that need each secret, by its name. */
export function routesBySecret(routes: readonly Route[]): ReadonlyMap<string, ReadonlySet<string>> {
  const needed = new Map<string, Set<string>>();
  for (const route of routes) {
    for (const { name } of requiredSecrets(route)) {
      needed.set(name, (needed.get(name) ?? new Set()).add(route.id));
    }
  }
  return needed;
}

/** The command that sets it in the given environment. */
export function secretCommand(name: string, environment: string | undefined): string {
  return `npx wrangler secret put ${name}${environment ? ` --env ${environment}` : ""}`;
}

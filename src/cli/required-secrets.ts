/**
 * Which secrets a configuration requires, whether or not the rest of it is valid. Pure.
 */
import { clientFormat, FORMAT_NAMES } from "../clients/index.ts";
import { WHY_SECRET } from "../env.ts";
import { parseJson } from "../text/json.ts";

/** In: `ROUTES`, as tables or as JSON text. Out: each name once; none if it can't be read. */
export function requiredSecrets(routes: unknown): string[] {
  const tables = typeof routes === "string" ? parseJson(routes) : routes;
  if (!Array.isArray(tables)) return [];
  return [...new Set(tables.flatMap(requiredBy))];
}

/** The command that sets it in the given environment. */
export function secretCommand(name: string, environment: string | undefined): string {
  return `npx wrangler secret put ${name}${environment ? ` --env ${environment}` : ""}`;
}

function requiredBy(route: unknown): string[] {
  if (typeof route !== "object" || route === null) return [];
  const auth = "origin_auth" in route ? route.origin_auth : undefined;
  return [
    ...(typeof auth === "string" && /^\w+$/.test(auth) ? [auth] : []),
    ...(signsPaths(route) ? [WHY_SECRET] : []),
  ];
}

/** Only a format that puts texts into paths has some to sign. */
function signsPaths(route: object): boolean {
  if (!("last_resort" in route && route.last_resort === true && "format" in route)) return false;
  const format = FORMAT_NAMES.find((name) => name === route.format);
  return format !== undefined && clientFormat(format).putsTextInPath === true;
}

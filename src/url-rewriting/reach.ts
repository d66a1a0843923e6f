/**
 * Which routes a client may reach with a path of the gateway: before the request it resolves dots, and some clients read
 * a backslash as a slash (WHATWG URL 4.4). Pure.
 */
import { matchRoute } from "../config/match.ts";
import type { Route } from "../config/route.ts";

const RESOLVED_OTHERWISE = /\\|\/(?:\.|%2e)/i;

/** In: a path with or without a query. Out: the route for each way to read it; null for one that no route serves. */
export function routesReached(routes: readonly Route[], host: string, path: string): (Route | null)[] {
  const [plain = ""] = path.split(/[?#]/, 1);
  const readings = isReadOneWay(plain) ? [plain] : [plain, resolved(plain)];
  return readings.map((reading) => matchRoute(routes, { host, path: reading || "/", query: "" }));
}

/** Whether every client requests this path unchanged. */
export function isReadOneWay(path: string): boolean {
  return !RESOLVED_OTHERWISE.test(path);
}

function resolved(path: string): string {
  const url = `http://gateway${path}`;
  return URL.canParse(url) ? new URL(url).pathname : path;
}

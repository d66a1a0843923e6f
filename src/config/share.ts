/**
 * For which clients a route is switched on. Pure.
 */
import { fnv1a } from "../text/hash.ts";
import type { Route } from "./route.ts";

/** Whether the route is on for this client: the same client always falls on the same side of a share. */
export function isSwitchedOn(route: Route, percent: number, request: Request): boolean {
  if (percent === 100) return true;
  if (percent === 0) return false;
  return bucketOf(`${route.id} ${request.headers.get("cf-connecting-ip") ?? ""}`) < percent;
}

/** 0 to 99 for a client of a route, evenly spread: mixed once more so that addresses that differ in one digit part ways. */
export function bucketOf(key: string): number {
  const hash = fnv1a(key);
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return ((mixed ^ (mixed >>> 16)) >>> 0) % 100;
}

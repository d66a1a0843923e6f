/**
 * For which clients a route is switched on. Pure.
 */
import type { Route } from "./route.ts";

/** Whether the route is on for this client: the same client always falls on the same side of a share. */
export function isSwitchedOn(route: Route, percent: number, request: Request): boolean {
  if (percent === 100) return true;
  if (percent === 0) return false;
  return bucketOf(`${route.id} ${request.headers.get("cf-connecting-ip") ?? ""}`) < percent;
}

/** 0 to 99 for a client of a route, evenly spread: FNV-1a, 32 bits, with a final mix so that addresses that differ in one digit part ways. */
export function bucketOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return ((hash ^ (hash >>> 16)) >>> 0) % 100;
}

/**
 * How a route treats one request, given its switch or its configuration. Pure but for the clock.
 */
import { fnv1a } from "../text/hash.ts";
import type { Route } from "./route.ts";
import type { Maintenance, Setting } from "./setting.ts";

/**
 * `on`: failures are spoken. `off`: bytes pass untouched, and only an origin that can't be reached gets an answer of ours, in
 * plain text. `observe`: the same bytes as with `off`, but every failure is heard, judged, logged and counted.
 */
export type Mode = "on" | "off" | "observe";

/** The mode of this request, or the maintenance that answers it. A maintenance that is over counts as no switch. */
export function modeOf(route: Route, setting: Setting, request: Request): Mode | Maintenance {
  switch (setting.kind) {
    case "share":
      return isInShare(route, setting.percent, request) ? "on" : "off";
    case "observe":
      return "observe";
    case "maintenance":
      return isOver(setting, Date.now()) ? modeOf(route, route.enabled, request) : setting;
  }
}

/** Whether its end has come. */
export function isOver({ untilMs }: Maintenance, nowMs: number): boolean {
  return untilMs !== null && untilMs <= nowMs;
}

/** The same client always falls on the same side of a share. */
function isInShare(route: Route, percent: number, request: Request): boolean {
  if (percent === 100) return true;
  if (percent === 0) return false;
  return bucketOf(`${route.id} ${request.headers.get("cf-connecting-ip") ?? ""}`) < percent;
}

/** 0 to 99 for a client of a route, evenly spread: mixed once more to separate addresses that differ in one digit. */
export function bucketOf(key: string): number {
  const hash = fnv1a(key);
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return ((mixed ^ (mixed >>> 16)) >>> 0) % 100;
}

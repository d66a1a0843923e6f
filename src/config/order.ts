/**
 * The order in which routes are tried; the first that matches wins. Pure.
 */
import type { Route } from "./route.ts";

/**
 * The operator's own routes before those of a preset, so that they win whenever they match. Only a catch-all of the
 * operator's own (any host, any path) comes last: it serves what the preset does not.
 */
export function inOrder(own: readonly Route[], preset: readonly Route[]): readonly Route[] {
  const sorted = own.toSorted(bySpecificity);
  return [
    ...sorted.filter((route) => !isCatchAll(route)),
    ...preset.toSorted(bySpecificity),
    ...sorted.filter(isCatchAll),
  ];
}

function isCatchAll(route: Route): boolean {
  return route.host === null && route.prefix === "" && route.subtree && route.pattern === undefined;
}

/**
 * Routes for one host (with a port before without) before routes for any, more literal text before less, with a shape
 * before without, exact before a subtree; otherwise in the order in which they were written.
 */
function bySpecificity(a: Route, b: Route): number {
  return (
    hostSpecificity(b) - hostSpecificity(a) ||
    literalLength(b) - literalLength(a) ||
    Number(hasShape(b)) - Number(hasShape(a)) ||
    Number(a.subtree) - Number(b.subtree)
  );
}

function hostSpecificity({ host }: Route): number {
  if (host === null) return 0;
  return host.includes(":") ? 2 : 1;
}

function literalLength({ prefix, pattern }: Route): number {
  return pattern === undefined ? prefix.length : pattern.literals.join("").length;
}

function hasShape({ pattern }: Route): boolean {
  return pattern !== undefined && pattern.shape !== null;
}

/** What is legal in `ROUTES`, but seldom meant; for `npm run check`. Pure. */
import { patternText } from "./path-pattern.ts";
import type { Route } from "./route.ts";

/** In: the routes, of which a preset's are left out. Out: one plain line for each hint. */
export function hintsOf(routes: readonly Route[]): string[] {
  return routes.filter(isOnePath).map((route) => {
    const path = patternText(route);
    const subtree = path === "/" ? "/*" : `${path}/*`;
    return `Hint: the route ${route.id} takes the path ${path} alone; what lies below it would be ${subtree}.`;
  });
}

/** In `ROUTES` a pattern with a `*` in its middle ends in `/*`, so that only a preset's has both. */
function isOnePath({ subtree, pattern }: Route): boolean {
  return !subtree && pattern === undefined;
}

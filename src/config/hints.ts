/** What is legal in `ROUTES` but rarely intended; for `npm run check`. Pure. */
import type { Category } from "../failure/category.ts";
import type { HelpTemplate } from "../failure/help-template.ts";
import { patternText } from "./path-pattern.ts";
import type { Route } from "./route.ts";

/** In: the routes. Out: one plain line for each hint. */
export function hintsOf(routes: readonly Route[]): string[] {
  return [
    ...routes.filter(isOnePath).map(onePathHint),
    ...clearOrigins(routes).map(clearHint),
    ...new Set(routes.flatMap(({ help }) => [...help].filter(endsInSentence).map(sentenceHint))),
  ];
}

function endsInSentence([, { after }]: readonly [Category, HelpTemplate]): boolean {
  const [next] = after;
  return next?.kind === "text" && /^[^\s"'<>]/.test(next.text);
}

function sentenceHint([category]: readonly [Category, HelpTemplate]): string {
  return `Hint: in the help of ${category} there is a character right behind the URL, which some terminals take for part of it.`;
}

function onePathHint(route: Route): string {
  const path = patternText(route);
  const subtree = path === "/" ? "/*" : `${path}/*`;
  return `Hint: the route ${route.id} serves the path ${path} only; to serve what is below it too, write ${subtree}.`;
}

/** The origins that are reached without TLS, each once; loopback addresses are for tests. */
function clearOrigins(routes: readonly Route[]): string[] {
  const origins = routes.flatMap(({ origin, fallback }) =>
    fallback === null ? [origin] : [origin, fallback.route.origin],
  );
  const urls = origins.flatMap((origin) =>
    origin.kind === "url" && origin.via === null ? [new URL(origin.base)] : [],
  );
  const clear = urls.filter(({ protocol, hostname }) => protocol === "http:" && !LOOPBACK.test(hostname));
  return [...new Set(clear.map(({ origin }) => origin))];
}

const LOOPBACK = /^(?:localhost|127\.[\d.]+|\[::1\])$/;

function clearHint(origin: string): string {
  return `Hint: ${origin} is reached without TLS: credentials and packages can be read and changed on the way. https:// is safe.`;
}

/** In `ROUTES` a pattern with a `*` in its middle ends in `/*`; only a preset has one that does not. */
function isOnePath({ subtree, pattern }: Route): boolean {
  return !subtree && pattern === undefined;
}

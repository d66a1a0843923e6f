/** The URL of a package that no registry has, in the form in which a format's clients request one. Pure. */
import { patternText } from "../../config/path-pattern.ts";
import type { Route } from "../../config/route.ts";
import { PROGRAMS } from "../../console/terminals.ts";
import { clientFormat } from "../formats.ts";

const UNKNOWN = "outspoken-unknown-package";

/** At the registry itself; npm's, if it serves npm. Null if no route has a URL that can be reached without a binding. */
export function unknownPackageUrl(routes: readonly Route[]): string | null {
  const open = routes.filter(({ origin }) => origin.kind === "url" && origin.via === null);
  const [route] = open.toSorted((a, b) => rank(a) - rank(b));
  if (route === undefined || route.origin.kind !== "url") return null;
  const start = patternText(route).replace(/\/\*$/, "").replaceAll("*", UNKNOWN);
  const path = pathOf(route);
  // A registry of containers is at /v2, and what its clients ask for begins so too.
  const asked = path.startsWith(`${start}/`) ? path : start + path;
  return route.origin.base.replace(/\/$/, "") + asked.slice(route.prefix.length);
}

/** Shorter paths have fewer names that must be made up. */
function rank({ format, ...route }: Route): number {
  return (format === "npm" ? 0 : 1_000) + patternText(route).length;
}

/** What a program of the format requests first, under the unknown name. */
function pathOf({ format }: Route): string {
  for (const { path, headers } of PROGRAMS.filter((one) => one.format === format && one.method === "GET")) {
    const request = { method: "GET", path, query: "", headers: new Headers(headers) };
    const name = clientFormat(format).coordinates(request).package;
    if (name !== "" && path.includes(name)) return path.replaceAll(name, UNKNOWN);
  }
  return `/${UNKNOWN}`;
}

/**
 * What a route's help would say, for an example of a request that one of the format's programs sends. Pure.
 */
import type { FormatName } from "../clients/index.ts";
import type { ClientRequest } from "../clients/shared/client.ts";
import type { Route } from "../config/route.ts";
import { PROGRAMS } from "../console/terminals.ts";
import type { HELPED } from "../failure/category.ts";
import { expandHelp } from "../failure/help.ts";
import type { HelpTemplate } from "../failure/help-template.ts";
import { REFERENCE_LETTERS } from "../limits.ts";
import { clientFormat } from "./formats.ts";

type Helped = (typeof HELPED)[number];

/** The usual status of each category. */
const STATUSES: Readonly<Record<Helped, number>> = {
  bad_request: 400,
  unauthorized: 401,
  forbidden: 403,
  blocked: 403,
  not_found: 404,
  conflict: 409,
  rate_limited: 429,
  overloaded: 503,
  maintenance: 503,
  server_error: 500,
  timeout: 504,
  unreachable: 502,
  unknown: 418,
};

const REFERENCE = "bcdfghjkmnpqrst".slice(0, REFERENCE_LETTERS);

/** One line for each category that has help, listed below the route. */
export function helpLines({ id, format, help }: Route): string[] {
  if (help.size === 0) return [];
  const request = exampleOf(format);
  const facts = {
    ...clientFormat(format).coordinates(request),
    format,
    route: id,
    ref: REFERENCE,
    operation: clientFormat(format).operation(request),
  };
  return Object.entries(STATUSES).flatMap(([category, status]) => {
    const template = templateOf(help, category);
    if (template === undefined) return [];
    return `      ${category}: ${expandHelp(template, { ...facts, category, status: String(status) }).text}`;
  });
}

function templateOf(help: ReadonlyMap<string, HelpTemplate>, category: string): HelpTemplate | undefined {
  return help.get(category);
}

/** A request for a package with its version, if a program of the format sends one. */
function exampleOf(format: FormatName): ClientRequest {
  const requests = PROGRAMS.filter((program) => program.format === format).map(
    ({ method, path, headers }) => ({ method, path, query: "", headers: new Headers(headers) }),
  );
  const { coordinates } = clientFormat(format);
  return (
    requests.find((request) => coordinates(request).version !== "") ??
    requests.find((request) => coordinates(request).package !== "") ??
    requests[0] ?? { method: "GET", path: "/", query: "", headers: new Headers() }
  );
}

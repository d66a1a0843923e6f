/**
 * The bindings that a route names must exist and be of the right kind. Pure.
 */
import type { Variables } from "./configuration.ts";
import type { Origin, Route } from "./route.ts";
import type { RouteInput } from "./schema.ts";

const VIA_ORIGIN =
  "goes with an origin such as https://host/base, the URL that is fetched through the binding";
const KINDS = "services, vpc_services, vpc_networks and mtls_certificates are such bindings";

/** In: a route as written, the same completed, the Worker's environment. Out: a line about each wrong field. */
export function findBindingProblems(input: RouteInput, route: Route, variables: Variables): string[] {
  const first = problemOf("", input, route.origin, variables);
  const second =
    input.fallback === undefined || route.fallback === null
      ? null
      : problemOf(".fallback", input.fallback, route.fallback.route.origin, variables);
  return [first, second].filter((problem) => problem !== null);
}

/** As written in the configuration. */
interface Way {
  readonly via?: string | undefined;
  readonly origin?: string | undefined;
}

function problemOf(table: string, written: Way, origin: Origin, variables: Variables): string | null {
  if (written.via !== undefined && origin.kind !== "url") {
    const of = written.origin === undefined ? "" : "; service:BINDING names its own";
    return `${table}.via: ${VIA_ORIGIN}${of}`;
  }
  const binding = bindingOf(origin);
  if (binding === null || hasFetch(variables[binding])) return null;
  if (origin.kind === "service") return `${table}.origin: there is no service binding named ${binding}`;
  const found =
    variables[binding] === undefined ? `there is no binding named ${binding}` : `${binding} does not`;
  return `${table}.via: wants the name of a binding that fetches, and ${found}; ${KINDS}`;
}

/** The binding through which an origin is fetched; null for the network. */
export function bindingOf(origin: Origin): string | null {
  switch (origin.kind) {
    case "url":
      return origin.via;
    case "service":
      return origin.binding;
    case "self":
      return null;
  }
}

function hasFetch(binding: unknown): boolean {
  return typeof binding === "object" && binding !== null && "fetch" in binding;
}

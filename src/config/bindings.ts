/**
 * The bindings that a route names must be there, and be what it names them for. Pure.
 */
import type { Variables } from "./configuration.ts";
import type { Origin } from "./route.ts";

const VIA_ORIGIN =
  "goes with an origin such as https://host/base, the URL that is asked for through the binding";
const KINDS = "services, vpc_services, vpc_networks and mtls_certificates have such bindings";

/** An origin as it was written, of a route or of its `fallback`. */
interface WrittenOrigin {
  readonly origin?: string | undefined;
  readonly via?: string | undefined;
}

/** In: where it stands (`.fallback`, empty for the route), as it was written and read, the environment. Out: a line, or null. */
export function findBindingProblem(
  field: string,
  { via, origin: written }: WrittenOrigin,
  origin: Origin,
  variables: Variables,
): string | null {
  if (via !== undefined && origin.kind !== "url") {
    return `${field}.via: ${VIA_ORIGIN}${written === undefined ? "" : "; service:BINDING names its own"}`;
  }
  const binding = bindingOf(origin);
  if (binding === null || hasFetch(variables[binding])) return null;
  if (origin.kind === "service") return `${field}.origin: there is no service binding named ${binding}`;
  const found =
    variables[binding] === undefined ? `there is no binding named ${binding}` : `${binding} is none`;
  return `${field}.via: wants the name of a binding that fetches, and ${found}; ${KINDS}`;
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

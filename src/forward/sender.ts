/**
 * By which way a route's origin is fetched: the network, or a bound Worker.
 */
import type { Origin } from "../config/route.ts";
import type { Env } from "../env.ts";

export type Send = (request: Request) => Promise<Response>;

/**
 * Clients follow redirects themselves (workerd would carry their credentials to other hosts: all but Authorization), and
 * bodies keep their coding.
 */
const AS_ON_THE_WIRE = { redirect: "manual", encodeResponseBody: "manual" } as const;

/** The way to an origin. The binding exists: `readConfiguration` refused the configuration otherwise. */
export function sender(origin: Origin, env: Env): Send {
  if (origin.kind !== "service") return (request) => fetch(request, AS_ON_THE_WIRE);
  const service = env[origin.binding];
  return (request) => {
    if (!isFetcher(service)) throw new Error(`no service binding ${origin.binding}`);
    return service.fetch(request, AS_ON_THE_WIRE);
  };
}

function isFetcher(binding: unknown): binding is Fetcher {
  return (
    typeof binding === "object" &&
    binding !== null &&
    "fetch" in binding &&
    typeof binding.fetch === "function"
  );
}

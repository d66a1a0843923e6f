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

/**
 * A Worker's fetch reads through its zone's cache, which keeps archives by their endings and knows no credentials but
 * `Authorization`: one client's private package would be another's. A negative time keeps out of it altogether.
 */
const PAST_THE_CACHE = { ...AS_ON_THE_WIRE, cf: { cacheTtlByStatus: { "100-599": -1 } } } as const;

/** For bodies that are read here: workerd undoes gzip and br as they are read, which no stream of its own does so well. */
const UNDONE_ON_READING = { encodeResponseBody: "automatic" } as const;
/** Made once and not per request. */
const PAST_THE_CACHE_UNDONE = { ...PAST_THE_CACHE, ...UNDONE_ON_READING } as const;

/** The way to an origin. The binding exists: `readConfiguration` refused the configuration otherwise. */
export function sender(
  origin: Origin,
  env: Env,
  bodies: "as on the wire" | "undone" = "as on the wire",
): Send {
  if (origin.kind !== "service") {
    const init = bodies === "undone" ? PAST_THE_CACHE_UNDONE : PAST_THE_CACHE;
    return (request) => fetch(request, init);
  }
  const coding = bodies === "undone" ? UNDONE_ON_READING : null;
  const service = env[origin.binding];
  return (request) => {
    if (!isFetcher(service)) throw new Error(`no service binding ${origin.binding}`);
    return service.fetch(request, { ...AS_ON_THE_WIRE, ...coding });
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

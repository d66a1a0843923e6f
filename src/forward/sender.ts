/**
 * By which way a route's origin is fetched: the network, or a bound Worker.
 */
import type { Origin } from "../config/route.ts";
import type { Env } from "../env.ts";

export type Send = (request: Request) => Promise<Response>;

/**
 * Clients follow redirects themselves (workerd would carry their credentials to other hosts: all but Authorization), and
 * bodies keep their coding; but those that are read here workerd undoes, gzip and br, which no stream of its own does so
 * well.
 */
const INIT = {
  "as on the wire": { redirect: "manual", encodeResponseBody: "manual" },
  undone: { redirect: "manual", encodeResponseBody: "automatic" },
} as const;

/**
 * A Worker's fetch reads through its zone's cache, which keeps archives by their endings and knows no credentials but
 * `Authorization`: one client's private package would be another's. A negative time keeps out of it altogether.
 */
const PAST_THE_CACHE = { cf: { cacheTtlByStatus: { "100-599": -1 } } } as const;

const INIT_PAST_THE_CACHE = {
  "as on the wire": { ...INIT["as on the wire"], ...PAST_THE_CACHE },
  undone: { ...INIT.undone, ...PAST_THE_CACHE },
} as const;

/** The way to an origin. The binding exists: `readConfiguration` refused the configuration otherwise. */
export function sender(origin: Origin, env: Env, bodies: keyof typeof INIT = "as on the wire"): Send {
  if (origin.kind !== "service") {
    const init = INIT_PAST_THE_CACHE[bodies];
    return (request) => fetch(request, init);
  }
  const service = env[origin.binding];
  return (request) => {
    if (!isFetcher(service)) throw new Error(`no service binding ${origin.binding}`);
    return service.fetch(request, INIT[bodies]);
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

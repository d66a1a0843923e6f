/**
 * By which way a route's origin is fetched: the network, or a bound Worker.
 */
import type { Origin } from "../config/route.ts";
import type { Env } from "../env.ts";
import type { OriginRequest } from "./origin-request.ts";

export type Send = (request: OriginRequest) => Promise<Response>;

/**
 * A Worker's fetch reads through its zone's cache, which keeps archives by their endings and knows no credentials but
 * `Authorization`: one client's private package would be another's. A negative time keeps out of it altogether.
 */
const PAST_THE_CACHE = { cacheTtlByStatus: { "100-599": -1 } };

/** The way to an origin. The binding exists: `readConfiguration` refused the configuration otherwise. */
export function sender(origin: Origin, env: Env): Send {
  if (origin.kind !== "service") return (request) => fetch(request.url, initOf(request, PAST_THE_CACHE));
  const service = env[origin.binding];
  return (request) => {
    if (!isFetcher(service)) throw new Error(`no service binding ${origin.binding}`);
    return service.fetch(request.url, initOf(request, request.client.cf ?? {}));
  };
}

/** Clients follow redirects themselves: workerd would carry their credentials to other hosts, all but Authorization. */
function initOf({ method, headers, upload }: OriginRequest, cf: CfProperties): RequestInit {
  const init = { method, headers, redirect: "manual", cf } as const;
  return upload === null ? init : { ...init, body: upload.body, signal: upload.signal };
}

function isFetcher(binding: unknown): binding is Fetcher {
  return (
    typeof binding === "object" &&
    binding !== null &&
    "fetch" in binding &&
    typeof binding.fetch === "function"
  );
}

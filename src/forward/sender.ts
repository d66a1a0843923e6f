/**
 * By which way a route's origin is fetched: the network, or a bound Worker.
 */
import type { Origin } from "../config/route.ts";
import type { Env } from "../env.ts";

export type Send = (url: string, init: RequestInit) => Promise<Response>;

/** The way to an origin. The binding exists: `readConfiguration` refused the configuration otherwise. */
export function sender(origin: Origin, env: Env): Send {
  if (origin.kind !== "service") return (url, init) => fetch(url, init);
  const service = env[origin.binding];
  return (url, init) => {
    if (!isFetcher(service)) throw new Error(`no service binding ${origin.binding}`);
    return service.fetch(url, init);
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

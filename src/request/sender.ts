/**
 * How a route's origin is reached: over the network, or through a binding (a VPC service or network, an mTLS certificate,
 * another Worker).
 */
import { type Origin, originHost } from "../config/route.ts";
import type { Env } from "../env.ts";
import type { OriginRequest } from "./origin-request.ts";
import { unlessProxyError } from "./proxy-error.ts";

export type Send = (request: OriginRequest) => Promise<Response>;

/**
 * A Worker's fetch reads through its zone's cache, which keeps archives by their extensions and knows no credentials but
 * `Authorization`: one client's private package would be served to another. A negative time bypasses it altogether.
 */
const PAST_THE_CACHE = { cacheTtlByStatus: { "100-599": -1 } };

/** The way to an origin. The binding exists: `readConfiguration` refused the configuration otherwise. */
export function sender(origin: Origin, env: Env): Send {
  switch (origin.kind) {
    case "self":
      return overNetwork;
    case "url":
      return origin.via === null ? overNetwork : through(fetcherOf(origin.via, env), originHost(origin, ""));
    case "service": {
      const worker = fetcherOf(origin.binding, env);
      // The bound Worker gets the edge's facts about the client as `request.cf`, as if it were requested directly.
      return (request) => worker.fetch(request.url, initOf(request, request.client.cf ?? {}));
    }
  }
}

function overNetwork(request: OriginRequest): Promise<Response> {
  return fetch(request.url, initOf(request, PAST_THE_CACHE));
}

function through(binding: Fetcher, host: string): Send {
  return (request) => {
    // A binding passes on the Host that it is given; over the network workerd sets it (measured).
    request.headers.set("host", host);
    return binding.fetch(request.url, initOf(request, PAST_THE_CACHE)).then(unlessProxyError);
  };
}

/** Clients follow redirects themselves: workerd would carry their credentials to other hosts, all but Authorization. */
function initOf({ method, headers, upload }: OriginRequest, cf: CfProperties): RequestInit {
  const init = { method, headers, redirect: "manual", cf } as const;
  return upload === null ? init : { ...init, body: upload.body, signal: upload.signal };
}

function fetcherOf(name: string, env: Env): Fetcher {
  const binding = env[name];
  if (!isFetcher(binding)) throw new Error(`no binding ${name} that fetches`);
  return binding;
}

function isFetcher(binding: unknown): binding is Fetcher {
  return (
    typeof binding === "object" &&
    binding !== null &&
    "fetch" in binding &&
    typeof binding.fetch === "function"
  );
}

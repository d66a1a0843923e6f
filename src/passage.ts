/**
 * One request on its way through the gateway: what every step of the pipeline knows about it.
 */
import { countFailure } from "./analytics/count.ts";
import { failureDataset } from "./analytics/failure-store.ts";
import { recordOf } from "./analytics/record.ts";
import type { ClientFormat, ClientRequest } from "./clients/client.ts";
import { clientFormat } from "./clients/index.ts";
import { pathBelow, type Target } from "./config/match.ts";
import { originHost, type Route } from "./config/route.ts";
import type { Env } from "./env.ts";
import type { Failure } from "./failure/failure.ts";
import type { Circumstances } from "./failure/judge.ts";
import { newReference } from "./failure/reference.ts";
import { hasCredentials } from "./forward/origin-request.ts";
import { OwnUrls } from "./forward/own-urls/own-urls.ts";

export interface Passage {
  readonly request: Request;
  readonly env: Env;
  readonly route: Route;
  readonly format: ClientFormat;
  readonly target: Target;
  readonly startedAt: number;
  /** Off: bytes pass untouched, and only an origin that can't be reached gets an answer of ours, in plain text. */
  readonly switchedOn: boolean;
  /** How the origin's own URLs are called here; null where the route leaves them as they are. */
  readonly ownUrls: OwnUrls | null;
}

/** A request's route, among all of them. */
interface Found {
  readonly routes: readonly Route[];
  readonly route: Route;
  readonly target: Target;
}

/** In: a request that has found its route, among all `routes` (URLs of each of them may be named in its answer). */
export function beginPassage(
  request: Request,
  env: Env,
  { routes, route, target }: Found,
  switchedOn: boolean,
): Passage {
  return {
    request,
    env,
    route,
    format: clientFormat(route.format),
    target,
    startedAt: Date.now(),
    switchedOn,
    ownUrls: switchedOn && route.rewriteUrls ? ownUrlsOf(request, { routes, route, target }) : null,
  };
}

function ownUrlsOf(request: Request, found: Found): OwnUrls {
  const scheme = request.url.startsWith("https:") ? "https" : "http";
  return new OwnUrls({ ...found, scheme, request: clientRequest({ request, ...found }) });
}

/** The facts of the request that client modules may look at. */
export function clientRequest({
  request,
  route,
  target,
}: Pick<Passage, "request" | "route" | "target">): ClientRequest {
  return {
    method: request.method,
    path: pathBelow(route, target) || "/",
    query: target.query,
    // Most who ask for the rest don't look at them, and each look from JavaScript has its price.
    get headers() {
      return request.headers;
    },
  };
}

/** What the judgement of a failure depends on besides its cause, under a new reference. */
export function circumstancesOf({ request, route }: Passage): Circumstances {
  return {
    hasCredentials: hasCredentials(request.headers),
    sentOriginAuth: route.originAuth !== null,
    upstreamErrors: route.upstreamErrors,
    statusRules: route.statusRules,
    ref: newReference(),
  };
}

/** The value that the route's `origin_auth` names, or null. */
export function originAuthOf({ route, env }: Passage): string | null {
  const secret = route.originAuth === null ? null : env[route.originAuth];
  return typeof secret === "string" ? secret : null;
}

/** Counts and logs a failure of this request. */
export function count(passage: Passage, failure: Failure, retries: number): void {
  const { request, env, route, format, target, startedAt } = passage;
  const asked = clientRequest(passage);
  const record = recordOf(failure, {
    route: route.id,
    format: route.format,
    client: format.identify(asked),
    operation: format.operation(asked),
    method: request.method,
    originHost: originHost(route.origin, target.host),
    colo: typeof request.cf?.colo === "string" ? request.cf.colo : "",
    durationMs: Date.now() - startedAt,
    retries,
  });
  countFailure(record, failureDataset(env));
}

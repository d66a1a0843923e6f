/**
 * What every step of the pipeline knows about the request that it works on.
 */
import { countFailure } from "./analytics/count.ts";
import { failureDataset } from "./analytics/failure-store.ts";
import { type FailureRecord, recordOf } from "./analytics/record.ts";
import type { ClientFormat, ClientRequest } from "./clients/shared/client.ts";
import { helped } from "./clients/shared/help.ts";
import { isProbe } from "./clients/shared/probe.ts";
import { pathBelow, type Target } from "./config/match.ts";
import type { Mode } from "./config/mode.ts";
import { sendsAccessToken } from "./config/origin-headers.ts";
import { type Fallback, originHost, type Route } from "./config/route.ts";
import type { Background } from "./config/switches.ts";
import type { Env } from "./env.ts";
import { isAccessRefusal } from "./failure/access.ts";
import type { Cause, Failure } from "./failure/failure.ts";
import { type Circumstances, judge } from "./failure/judge.ts";
import { newReference } from "./failure/reference.ts";
import { hear } from "./origins/index.ts";
import { Deadline } from "./request/deadline.ts";
import { NO_CREDENTIALS, type OperatorCredentials } from "./request/operator-credentials.ts";
import { hasCredentials, isCredential } from "./request/origin-request.ts";
import type { RequestHead } from "./request/request-head.ts";
import type { RewriteRequest } from "./url-rewriting/rewrite-rules.ts";

export interface RequestContext {
  readonly request: Request;
  readonly head: RequestHead;
  /** The request as the modules in clients/ see it. */
  readonly clientRequest: ClientRequest;
  readonly env: Env;
  /** All routes of the configuration. */
  readonly routes: readonly Route[];
  readonly route: Route;
  readonly format: ClientFormat;
  readonly target: Target;
  /** The operator's credentials for the origin. */
  readonly credentials: OperatorCredentials;
  readonly startedAt: number;
  /** The one timer of the request. */
  readonly deadline: Deadline;
  readonly mode: Mode;
  /** Work that may continue after the answer was sent. */
  readonly background: Background;
  /** For rewriting the origin's URLs; null if the route leaves them alone. */
  readonly rewriting: RewriteRequest | null;
  /** Set while the fallback origin is asked; `route` is then a copy of the route with that origin. */
  readonly instead: Instead | null;
}

/** The first origin's context, and why the fallback is asked instead of it. */
export interface Instead {
  readonly of: RequestContext;
  readonly cause: Cause;
  readonly retries: number;
}

/** How this request is handled. */
export interface Treatment {
  readonly mode: Mode;
  readonly credentials: OperatorCredentials;
}

/** The route that was found for a request. */
export interface Found {
  readonly head: RequestHead;
  readonly routes: readonly Route[];
  readonly route: Route;
  readonly format: ClientFormat;
  readonly target: Target;
}

/** In: a request and its route; `routes` are all of them, since the answer may contain URLs of any. */
export function createContext(
  request: Request,
  env: Env,
  background: Background,
  found: Found,
  { mode, credentials }: Treatment,
): RequestContext {
  const clientRequest = new RoutedClientRequest(found);
  return {
    request,
    clientRequest,
    env,
    ...found,
    credentials,
    startedAt: Date.now(),
    deadline: new Deadline(),
    mode,
    background,
    rewriting: mode === "on" && found.route.rewriteUrls ? rewritingOf(clientRequest, found) : null,
    instead: null,
  };
}

/** The same request at the fallback origin, whose URLs are rewritten instead of the first origin's. */
export function fallbackContext(instead: Instead, { route }: Fallback): RequestContext {
  const first = instead.of;
  const { head, clientRequest, format, target } = first;
  const found = { head, route, format, routes: routesWith(route, first), target };
  const rewriting = route.rewriteUrls ? rewritingOf(clientRequest, found) : null;
  return { ...first, ...found, credentials: NO_CREDENTIALS, rewriting, instead };
}

/** All routes with a route replaced by its fallback, per fallback: always the same array, because others cache by its identity. */
const secondRoutes = new WeakMap<Route, readonly Route[]>();

function routesWith(second: Route, { routes, route }: RequestContext): readonly Route[] {
  const known = secondRoutes.get(second);
  if (known !== undefined) return known;
  const changed = routes.map((other) => (other === route ? second : other));
  secondRoutes.set(second, changed);
  return changed;
}

function rewritingOf(clientRequest: ClientRequest, found: Found): RewriteRequest {
  const { head, routes, route, format, target } = found;
  const scheme = head.url.startsWith("https:") ? "https" : "http";
  return { routes, route, format, target, scheme, clientRequest };
}

/** The part of a request that modules in clients/ may read. */
class RoutedClientRequest implements ClientRequest {
  readonly #found: Found;
  #path: string | null = null;

  constructor(found: Found) {
    this.#found = found;
  }

  get method(): string {
    return this.#found.head.method;
  }

  get path(): string {
    this.#path ??= pathBelow(this.#found.route, this.#found.target) || "/";
    return this.#path;
  }

  get query(): string {
    return this.#found.target.query;
  }

  get headers(): Headers {
    return this.#found.head.headers;
  }
}

/** Everything but the cause that judging a failure depends on, with a new reference. */
export function circumstancesOf({ head, clientRequest, route, format }: RequestContext): Circumstances {
  const { originAuth, originHeaders } = route;
  // If both the client's and the operator's were sent, take it that the origin refused the client's.
  const ofClient = hasCredentials(head.headers, originHeaders);
  return {
    hasCredentials: ofClient,
    isProbe: isProbe(format, clientRequest),
    sentOriginAuth:
      originAuth !== null || (!ofClient && originHeaders.some(({ name }) => isCredential(name))),
    sentAccessToken: sendsAccessToken(route),
    upstreamErrors: route.upstreamErrors,
    statusRules: route.statusRules,
    typedCodesSetStatus: format.typedCodesSetStatus ?? false,
    ref: newReference(),
  };
}

/**
 * Whether the origin, or something in front of it, refused the request. Cloudflare Access refuses the gateway's own token by a
 * redirect to its sign-in page, which is of no use to the client.
 */
export function isRefusal({ route, credentials }: RequestContext, answer: Response): boolean {
  if (answer.status >= 400) return answer.status <= 599;
  return credentials !== NO_CREDENTIALS && sendsAccessToken(route) && isAccessRefusal(answer);
}

/** The failure with the route's help text: what to do next. */
export function withHelp({ clientRequest, route, format }: RequestContext, failure: Failure): Failure {
  const { id: routeId, format: formatName, help } = route;
  return helped(failure, help, { request: clientRequest, format, formatName, routeId });
}

/** Counts and logs a failure of this request. */
export function count(context: RequestContext, failure: Failure, retries: number): void {
  countAs("failure", context, failure, retries);
}

/** Counts and logs the first origin's failure, and that the fallback answered with `status`. */
export function countFallback({ of: first, cause, retries }: Instead, status: number): void {
  const heard = cause.kind === "answered" ? hear(cause.answer) : null;
  countAs("fallback", first, { ...judge(cause, heard, circumstancesOf(first)), status }, retries);
}

function countAs(event: FailureRecord["event"], context: RequestContext, failure: Failure, retries: number) {
  const { request, head, clientRequest, env, route, format, target, startedAt } = context;
  const record = recordOf(failure, {
    event,
    route: route.id,
    format: route.format,
    client: format.identify(clientRequest),
    operation: format.operation(clientRequest),
    coordinates: format.coordinates(clientRequest),
    // A route that is off is silent about the origin's failures, but not about the gateway's own.
    mode: context.mode === "observe" ? "observe" : "on",
    method: head.method,
    originHost: originHost(route.origin, target.host),
    colo: coloOf(request),
    durationMs: Date.now() - startedAt,
    retries,
  });
  countFailure(record, failureDataset(env));
}

/** Read once: the platform builds the whole `cf` object on each access. */
function coloOf({ cf }: Request): string {
  return typeof cf?.colo === "string" ? cf.colo : "";
}

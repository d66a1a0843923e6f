/**
 * One request on its way through the gateway: what every step of the pipeline knows about it.
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
  /** The same as the client modules see it. */
  readonly clientRequest: ClientRequest;
  readonly env: Env;
  /** All of them. */
  readonly routes: readonly Route[];
  readonly route: Route;
  readonly format: ClientFormat;
  readonly target: Target;
  /** What the origin gets in the operator's name. */
  readonly credentials: OperatorCredentials;
  readonly startedAt: number;
  /** The one timer of the request. */
  readonly deadline: Deadline;
  readonly mode: Mode;
  /** What is still to be done when the answer has gone. */
  readonly background: Background;
  /** What the origin's own URLs are rewritten for; null where the route leaves them as they are. */
  readonly rewriting: RewriteRequest | null;
  /** Set where the route's second origin is asked: `route` is then the one with that origin. */
  readonly instead: Instead | null;
}

/** The first origin's request, and why another one is asked instead. */
export interface Instead {
  readonly of: RequestContext;
  readonly cause: Cause;
  readonly retries: number;
}

/** How this request is treated. */
export interface Treatment {
  readonly mode: Mode;
  readonly credentials: OperatorCredentials;
}

/** A request's route, among all of them. */
export interface Found {
  readonly head: RequestHead;
  readonly routes: readonly Route[];
  readonly route: Route;
  readonly format: ClientFormat;
  readonly target: Target;
}

/** In: a request that has found its route, among all `routes` (URLs of each of them may be named in its answer). */
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

/** The same request at the route's second origin, whose URLs are rewritten instead of the first one's. */
export function fallbackContext(instead: Instead, { route }: Fallback): RequestContext {
  const first = instead.of;
  const { head, clientRequest, format, target } = first;
  const found = { head, route, format, routes: routesWith(route, first), target };
  const rewriting = route.rewriteUrls ? rewritingOf(clientRequest, found) : null;
  return { ...first, ...found, credentials: NO_CREDENTIALS, rewriting, instead };
}

/** By second route: all routes, it among them. The very same list each time, since what is derived from it is kept. */
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

/** What client modules may look at. */
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

/** What the judgement of a failure depends on besides its cause, under a new reference. */
export function circumstancesOf({ head, clientRequest, route, format }: RequestContext): Circumstances {
  const { originAuth, originHeaders } = route;
  // Beside the operator's, an origin refuses the client's, for all that can be known.
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
 * Whether the origin, or what stands in front of it, refuses the request. So does Access where it redirects a token of the
 * gateway's to its sign-in page: that is no way for a client to sign in.
 */
export function isRefusal({ route, credentials }: RequestContext, answer: Response): boolean {
  if (answer.status >= 400) return answer.status <= 599;
  return credentials !== NO_CREDENTIALS && sendsAccessToken(route) && isAccessRefusal(answer);
}

/** The failure with what the route tells people to do next. */
export function withHelp({ clientRequest, route, format }: RequestContext, failure: Failure): Failure {
  const { id: routeId, format: formatName, help } = route;
  return helped(failure, help, { request: clientRequest, format, formatName, routeId });
}

/** Counts and logs a failure of this request. */
export function count(context: RequestContext, failure: Failure, retries: number): void {
  countAs("failure", context, failure, retries);
}

/** Counts and logs that the second origin answered with `status`, by what the first one's failure was. */
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
    // What a route that is off says itself was said here, too.
    mode: context.mode === "observe" ? "observe" : "on",
    method: head.method,
    originHost: originHost(route.origin, target.host),
    colo: coloOf(request),
    durationMs: Date.now() - startedAt,
    retries,
  });
  countFailure(record, failureDataset(env));
}

/** Read once: the platform makes all of `cf` at each look. */
function coloOf({ cf }: Request): string {
  return typeof cf?.colo === "string" ? cf.colo : "";
}

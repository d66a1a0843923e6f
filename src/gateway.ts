/**
 * The way of a request: route, forward, and where that fails hear, judge, speak, count.
 */
import { countFailure } from "./analytics/count.ts";
import { recordOf } from "./analytics/record.ts";
import type { ClientRequest } from "./clients/client.ts";
import { clientFormat } from "./clients/index.ts";
import { plainly } from "./clients/speech.ts";
import { type Configuration, readConfiguration } from "./config/configuration.ts";
import { matchRoute, pathBelow, splitUrl, type Target } from "./config/match.ts";
import { NOT_CONFIGURED } from "./config/not-configured.ts";
import { originHost, type Route } from "./config/route.ts";
import { isSwitchedOn } from "./config/share.ts";
import type { Env } from "./env.ts";
import type { Cause, Failure } from "./failure/failure.ts";
import { type Circumstances, judge } from "./failure/judge.ts";
import { newReference } from "./failure/reference.ts";
import { passThrough, plainResponse, speakingResponse } from "./forward/answer.ts";
import { fetchOrigin, type Outcome } from "./forward/fetch-origin.ts";
import { hasCredentials, originRequest } from "./forward/origin-request.ts";
import { originUrl } from "./forward/origin-url.ts";
import { readErrorAnswer } from "./forward/read-error.ts";
import { sender } from "./forward/sender.ts";
import { hear } from "./origins/index.ts";

/** One request on its way through the gateway. */
interface Passage {
  readonly request: Request;
  readonly env: Env;
  readonly route: Route;
  readonly target: Target;
  readonly startedAt: number;
  /** Off: bytes pass untouched, and only an origin that can't be reached gets an answer of ours, in plain text. */
  readonly switchedOn: boolean;
}

/** In: any request to the gateway. Out: its answer; never throws for anything that an origin or a client does. */
export async function handle(request: Request, env: Env): Promise<Response> {
  const configuration = configurationOf(env);
  if (!configuration.ok) return plainResponse(500, NOT_CONFIGURED + configuration.problem);
  const target = splitUrl(request.url);
  const route = matchRoute(configuration.routes, target);
  if (route === null)
    return plainResponse(404, `No route of this gateway serves ${target.path.slice(0, 200)}`);
  const passage: Passage = {
    request,
    env,
    route,
    target,
    startedAt: Date.now(),
    switchedOn: isSwitchedOn(route, request),
  };
  const url = originUrl(route, target, request.url);
  if (url.kind === "refused") return fail(passage, { kind: "refused_here", status: 400, says: url.says }, 0);
  const outcome = await forward(passage, url.url);
  if (outcome.kind === "failed") return fail(passage, outcome.cause, outcome.retries);
  const { response } = outcome;
  if (response.status < 400 || response.status > 599 || !passage.switchedOn)
    return passThrough(response, request);
  return fail(passage, { kind: "answered", answer: await readErrorAnswer(response) }, outcome.retries);
}

function forward(passage: Passage, url: string): Promise<Outcome> {
  const { request, env, route, target } = passage;
  return fetchOrigin({
    ...originRequest(request, url, target, originAuthOf(route, env)),
    send: sender(route.origin, env),
    timeoutMs: route.timeoutMs,
    retries: route.retries,
    watchClient: (gone) => request.signal.addEventListener("abort", gone),
    onAborted: () => count(passage, judge({ kind: "aborted" }, null, circumstancesOf(passage)), 0),
  });
}

/** Hear, judge, speak, count: each one call. */
function fail(passage: Passage, cause: Cause, retries: number): Response {
  const { request, route } = passage;
  const heard = cause.kind === "answered" ? hear(cause.answer) : null;
  const failure = judge(cause, heard, circumstancesOf(passage));
  const spoken = passage.switchedOn
    ? clientFormat(route.format).speak(failure, clientRequest(passage))
    : plainly(failure);
  count(passage, failure, retries);
  return speakingResponse(spoken, failure, request.method);
}

function circumstancesOf({ request, route }: Passage): Circumstances {
  return {
    hasCredentials: hasCredentials(request.headers),
    sentOriginAuth: route.originAuth !== null,
    upstreamErrors: route.upstreamErrors,
    statusRules: route.statusRules,
    ref: newReference(),
  };
}

function count(passage: Passage, failure: Failure, retries: number): void {
  const { request, env, route, target, startedAt } = passage;
  const format = clientFormat(route.format);
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
  countFailure(record, env.FAILURES);
}

function clientRequest(passage: Passage): ClientRequest {
  const { request, route, target } = passage;
  return {
    method: request.method,
    path: pathBelow(route, target) || "/",
    query: target.query,
    headers: request.headers,
  };
}

function originAuthOf(route: Route, env: Env): string | null {
  const secret = route.originAuth === null ? null : env[route.originAuth];
  return typeof secret === "string" ? secret : null;
}

let parsed: { readonly env: Env; readonly configuration: Configuration } | null = null;

/** The configuration, parsed once per isolate: the environment of an isolate never changes. */
export function configurationOf(env: Env): Configuration {
  if (parsed?.env !== env) parsed = { env, configuration: readConfiguration(env) };
  return parsed.configuration;
}

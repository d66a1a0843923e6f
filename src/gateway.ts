/**
 * The way of a request: route, forward, and where that fails hear, judge, speak, count.
 */
import type { Spoken } from "./clients/shared/client.ts";
import { plainly } from "./clients/shared/speech.ts";
import { configurationOf } from "./config/deployed-configuration.ts";
import { matchRoute, splitUrl } from "./config/match.ts";
import { NOT_CONFIGURED } from "./config/not-configured.ts";
import { isSwitchedOn } from "./config/share.ts";
import { type Background, switchedPercent, switchStore } from "./config/switches.ts";
import type { Env } from "./env.ts";
import type { Cause, Failure } from "./failure/failure.ts";
import { judge } from "./failure/judge.ts";
import { ClientDisconnect } from "./request/client-disconnect.ts";
import { fetchOrigin, type Outcome } from "./request/fetch-origin.ts";
import { type OriginRequest, originRequest } from "./request/origin-request.ts";
import { originUrl } from "./request/origin-url.ts";
import { sender } from "./request/sender.ts";
import type { Upload } from "./request/upload.ts";
import {
  circumstancesOf,
  count,
  createContext,
  originAuthOf,
  type RequestContext,
} from "./request-context.ts";
import { passThrough, plainResponse, speakingResponse } from "./response/answer.ts";
import { guardEnd } from "./response/broken-body.ts";
import { withoutOriginAuth } from "./response/credential-echo.ts";
import { type EndGuard, guardEventStream } from "./response/event-stream.ts";
import { speakLastResort } from "./response/last-resort.ts";
import { withNotice } from "./response/notice.ts";
import { readErrorAnswer } from "./response/read-error.ts";
import { hearAnswer } from "./response/scan-markup.ts";
import type { OwnUrls } from "./url-rewriting/rewriting.ts";

/** In: any request to the gateway. Out: its answer; never throws for anything that an origin or a client does. */
export async function handle(request: Request, env: Env, background: Background): Promise<Response> {
  const configuration = configurationOf(env);
  if (!configuration.ok) return plainResponse(500, NOT_CONFIGURED + configuration.problem);
  const { routes } = configuration;
  const target = splitUrl(request.url);
  const route = matchRoute(routes, target);
  if (route === null)
    return plainResponse(404, `No route of this gateway serves ${target.path.slice(0, 200)}`);
  const percent = switchedPercent(route, switchStore(env.SWITCHES), background);
  const switchedOn = isSwitchedOn(route, typeof percent === "number" ? percent : await percent, request);
  const context = createContext(request, env, { routes, route, target }, switchedOn);
  const refused = refusalOf(request);
  if (refused !== null) return fail(context, { kind: "refused_here", status: 400, says: refused }, 0);
  const url = originUrl(route, target, request.url);
  if (url.kind === "refused") return fail(context, { kind: "refused_here", status: 400, says: url.says }, 0);
  const outgoing = originRequest(request, url.url, target, originAuthOf(context));
  const outcome = await forward(context, outgoing);
  if (outcome.kind === "failed") {
    await outgoing.upload?.drain();
    return fail(context, outcome.cause, outcome.retries);
  }
  const response = context.ownUrls?.undone(outcome.response) ?? outcome.response;
  if (isError(response) && switchedOn) return refuse(context, outgoing.upload, response, outcome.retries);
  return pass(context, response, outcome.retries);
}

const CONTENT = "A GET or HEAD with content can't be passed on.";
const TRACE = "A TRACE is not passed on.";

/** What is said of a request that no origin gets, or null. */
function refusalOf({ method, body, headers }: Request): string | null {
  // Its answer is the request itself, with the credentials that the gateway has put into it (RFC 9110 9.3.8).
  if (method === "TRACE") return TRACE;
  // The platform can't send it, and an origin that knew what to do with it would get another request.
  const hasContent = body !== null && headers.get("content-length") !== "0";
  return hasContent && (method === "GET" || method === "HEAD") ? CONTENT : null;
}

/** A status beyond 599 is no status; the answer passes as the very object that fetch gave. */
function isError({ status }: Response): boolean {
  return status >= 400 && status <= 599;
}

function forward(context: RequestContext, outgoing: OriginRequest): Promise<Outcome> {
  const { request, env, route, ownUrls } = context;
  const isDocument = ownUrls?.prepare(outgoing.headers) === true;
  return fetchOrigin({
    request: outgoing,
    send: sender(route.origin, env, isDocument ? "undone" : "as on the wire"),
    timeoutMs: route.timeoutMs,
    retries: route.retries,
    watchClient: (gone) => request.signal.addEventListener("abort", gone),
    onAborted: (retries) => countAborted(context, retries),
  });
}

/** An origin's refusal is read to its end, and so is what the client still sends. */
async function refuse(
  context: RequestContext,
  upload: Upload | null,
  response: Response,
  retries: number,
): Promise<Response> {
  const disconnect = new ClientDisconnect(context.request.signal, () => countAborted(context, retries));
  const read = await readErrorAnswer(response, () => disconnect.watch());
  if (upload !== null) {
    disconnect.watch();
    await upload.drain();
  }
  // Nobody reads it.
  if (!disconnect.answered()) return new Response(null, { status: 499 });
  return fail(context, { kind: "answered", answer: withoutOriginAuth(read, originAuthOf(context)) }, retries);
}

function countAborted(context: RequestContext, retries: number): void {
  count(context, judge({ kind: "aborted" }, null, circumstancesOf(context)), retries);
}

/** Bytes pass untouched, but for the origin's own URLs and the route's notice. */
function pass(context: RequestContext, response: Response, retries: number): Response | Promise<Response> {
  const { ownUrls } = context;
  return ownUrls === null
    ? passed(context, response, retries)
    : passNamed(context, ownUrls, response, retries);
}

async function passNamed(
  context: RequestContext,
  ownUrls: OwnUrls,
  response: Response,
  retries: number,
): Promise<Response> {
  const named = await ownUrls.name(response);
  if (named === null) return fail(context, { kind: "unreachable", fault: "connection_lost" }, retries);
  return ownUrls.coded(passed(context, named, retries));
}

function passed(context: RequestContext, response: Response, retries: number): Response {
  return passThrough(noticed(context, response), context.request, endGuard(context, retries));
}

function noticed(context: RequestContext, response: Response): Response {
  const { notice } = context.route;
  if (notice === null || !context.switchedOn || response.status >= 400) return response;
  const form = context.format.notice?.(notice, context.asked, response) ?? null;
  return form === null ? response : withNotice(response, form);
}

/** Event streams are watched, and say it where they break off. */
function endGuard(context: RequestContext, retries: number): EndGuard {
  const { events } = context.format;
  if (events === undefined || !context.switchedOn) return guardEnd;
  return guardEventStream(events, {
    circumstances: () => circumstancesOf(context),
    count: (failure) => count(context, failure, retries),
  });
}

/** Hear, judge, speak, count: each one call. */
async function fail(context: RequestContext, cause: Cause, retries: number): Promise<Response> {
  const heard = cause.kind === "answered" ? await hearAnswer(cause.answer) : null;
  const failure = judge(cause, heard, circumstancesOf(context));
  const spoken = context.switchedOn ? speak(context, failure) : plainly(failure);
  const response = speakingResponse(await spoken, failure, context.request.method);
  count(context, failure, retries);
  context.ownUrls?.nameChallenges(response.headers);
  return response;
}

function speak({ asked, env, route, format }: RequestContext, failure: Failure): Spoken | Promise<Spoken> {
  if (!route.lastResort) return format.speak(failure, asked);
  return speakLastResort(format, failure, asked, env).then((last) => last ?? format.speak(failure, asked));
}

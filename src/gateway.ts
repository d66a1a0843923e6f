/**
 * The way of a request: route, forward, and then either pass the origin's answer on or, where that fails, hear, judge,
 * speak and count.
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
import { decodeForClient } from "./response/coding.ts";
import { withoutOriginAuth } from "./response/credential-echo.ts";
import { ResponseEdits } from "./response/edits.ts";
import { watchEventStream } from "./response/event-stream.ts";
import { endHop } from "./response/hop-by-hop.ts";
import { speakLastResort } from "./response/last-resort.ts";
import { addNotice } from "./response/notice.ts";
import { plainResponse } from "./response/plain.ts";
import { readErrorAnswer } from "./response/read-error.ts";
import { sandbox } from "./response/sandbox.ts";
import { hearAnswer } from "./response/scan-markup.ts";
import { speakingEdits } from "./response/spoken.ts";
import {
  planRewriting,
  type RewritePlan,
  rewriteAnswer,
  rewriteChallenges,
} from "./url-rewriting/rewriting.ts";

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
  if (refused !== null) return fail(context, refused, 0);
  const url = originUrl(route, target, request.url);
  if (url.kind === "refused") return fail(context, refusedHere(400, url.says), 0);
  return forward(context, originRequest(request, url.url, target, originAuthOf(context)));
}

const CONTENT = "A GET or HEAD with content can't be passed on.";
const TRACE = "A TRACE is not passed on.";
const WEBSOCKET = "A WebSocket can't be opened through this gateway, which passes on HTTP only.";

/** What is said of a request that no origin gets, or null. */
function refusalOf({ method, body, headers }: Request): Cause | null {
  // Its answer is the request itself, with the credentials that the gateway has put into it (RFC 9110 9.3.8).
  if (method === "TRACE") return refusedHere(400, TRACE);
  if (method !== "GET" && method !== "HEAD") return null;
  // No registry has one, and as a plain GET the origin would take it for another request. Other offers may be ignored.
  if (/websocket/i.test(headers.get("upgrade") ?? "")) return refusedHere(426, WEBSOCKET);
  // The platform can't send it, and an origin that knew what to do with it would get another request.
  const hasContent = body !== null && headers.get("content-length") !== "0";
  return hasContent ? refusedHere(400, CONTENT) : null;
}

function refusedHere(status: number, says: string): Cause {
  return { kind: "refused_here", status, says };
}

async function forward(context: RequestContext, outgoing: OriginRequest): Promise<Response> {
  const plan = context.rewriting === null ? null : planRewriting(context.rewriting, outgoing.headers);
  const outcome = await ask(context, outgoing);
  switch (outcome.kind) {
    case "failed":
      await outgoing.upload?.drain();
      return fail(context, outcome.cause, outcome.retries);
    case "response": {
      const { response, retries } = outcome;
      // A status beyond 599 is no status: nothing but the very object that fetch gave can carry it.
      if (response.status > 599) return response;
      return response.status >= 400 && context.switchedOn
        ? refuse(context, outgoing.upload, response, retries)
        : pass(context, plan, response, retries);
    }
  }
}

function ask(context: RequestContext, request: OriginRequest): Promise<Outcome> {
  const { route } = context;
  return fetchOrigin({
    request,
    send: sender(route.origin, context.env),
    timeoutMs: route.timeoutMs,
    retries: route.retries,
    watchClient: (gone) => context.request.signal.addEventListener("abort", gone),
    onAborted: (retries) => countAborted(context, retries),
  });
}

/** Bytes pass untouched, but for what the steps want of this answer. */
async function pass(
  context: RequestContext,
  plan: RewritePlan | null,
  answer: Response,
  retries: number,
): Promise<Response> {
  const { request, env } = context;
  const edits = new ResponseEdits(answer);
  endHop(edits, answer);
  decodeForClient(edits, answer, request);
  if (plan !== null) {
    const rewritten = rewriteAnswer(plan, edits, answer);
    const isWhole = typeof rewritten === "boolean" ? rewritten : await rewritten;
    if (!isWhole) return fail(context, { kind: "unreachable", fault: "connection_lost" }, retries);
  }
  if (context.switchedOn) {
    noticeOn(context, edits, answer);
    watchEvents(context, edits, answer, retries);
  }
  sandbox(edits, request, env);
  return edits.build(request.method);
}

function noticeOn(
  { route, format, clientRequest }: RequestContext,
  edits: ResponseEdits,
  answer: Response,
): void {
  if (route.notice === null || answer.status >= 400) return;
  const form = format.notice?.(route.notice, clientRequest, answer) ?? null;
  if (form !== null) addNotice(edits, answer, form);
}

/** Event streams say it where they break off. */
function watchEvents(context: RequestContext, edits: ResponseEdits, answer: Response, retries: number): void {
  const { events } = context.format;
  if (events === undefined) return;
  watchEventStream(edits, answer, events, {
    circumstances: () => circumstancesOf(context),
    count: (failure) => count(context, failure, retries),
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

/** Hear, judge, speak, count: each one call. */
async function fail(context: RequestContext, cause: Cause, retries: number): Promise<Response> {
  const heard = cause.kind === "answered" ? await hearAnswer(cause.answer) : null;
  const failure = judge(cause, heard, circumstancesOf(context));
  const spoken = await (context.switchedOn ? speak(context, failure) : plainly(failure));
  const edits = speakingEdits(spoken, failure, context.route.originAuth === null);
  // Some clients need another status than the failure has.
  count(context, { ...failure, status: spoken.status }, retries);
  sandbox(edits, context.request, context.env);
  const response = edits.build(context.request.method);
  if (context.rewriting !== null) rewriteChallenges(context.rewriting, response.headers);
  return response;
}

function speak(context: RequestContext, failure: Failure): Spoken | Promise<Spoken> {
  const { clientRequest, env, route, format } = context;
  if (!route.lastResort) return format.speak(failure, clientRequest);
  return speakLastResort(format, failure, clientRequest, env).then(
    (last) => last ?? format.speak(failure, clientRequest),
  );
}

/**
 * The way of a request: route, forward, and where that fails hear, judge, speak, count.
 */
import type { Spoken } from "./clients/client.ts";
import { plainly } from "./clients/speech.ts";
import { type Configuration, readConfiguration } from "./config/configuration.ts";
import { matchRoute, splitUrl } from "./config/match.ts";
import { NOT_CONFIGURED } from "./config/not-configured.ts";
import { isSwitchedOn } from "./config/share.ts";
import { type Background, switchedPercent, switchStore } from "./config/switches.ts";
import type { Env } from "./env.ts";
import type { Cause, Failure } from "./failure/failure.ts";
import { judge } from "./failure/judge.ts";
import { passThrough, plainResponse, speakingResponse } from "./forward/answer.ts";
import { guardEnd } from "./forward/broken-body.ts";
import { Departure } from "./forward/departure.ts";
import { type EndGuard, guardEventStream } from "./forward/event-stream.ts";
import { fetchOrigin, type Outcome } from "./forward/fetch-origin.ts";
import { speakLastResort } from "./forward/last-resort.ts";
import { withNotice } from "./forward/notice.ts";
import { withoutOriginAuth } from "./forward/origin-auth.ts";
import { type OriginRequest, originRequest } from "./forward/origin-request.ts";
import { originUrl } from "./forward/origin-url.ts";
import type { OwnUrls } from "./forward/own-urls/own-urls.ts";
import { readErrorAnswer } from "./forward/read-error.ts";
import { hearAnswer } from "./forward/scan-markup.ts";
import { sender } from "./forward/sender.ts";
import type { Upload } from "./forward/upload.ts";
import { beginPassage, circumstancesOf, count, originAuthOf, type Passage } from "./passage.ts";

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
  const passage = beginPassage(request, env, { routes, route, target }, switchedOn);
  const refused = refusalOf(request);
  if (refused !== null) return fail(passage, { kind: "refused_here", status: 400, says: refused }, 0);
  const url = originUrl(route, target, request.url);
  if (url.kind === "refused") return fail(passage, { kind: "refused_here", status: 400, says: url.says }, 0);
  const outgoing = originRequest(request, url.url, target, originAuthOf(passage));
  const outcome = await forward(passage, outgoing);
  if (outcome.kind === "failed") {
    await outgoing.upload?.drain();
    return fail(passage, outcome.cause, outcome.retries);
  }
  const response = passage.ownUrls?.undone(outcome.response) ?? outcome.response;
  if (isError(response) && switchedOn) return refuse(passage, outgoing.upload, response, outcome.retries);
  return pass(passage, response, outcome.retries);
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

function forward(passage: Passage, outgoing: OriginRequest): Promise<Outcome> {
  const { request, env, route, ownUrls } = passage;
  const isDocument = ownUrls?.prepare(outgoing.headers) === true;
  return fetchOrigin({
    request: outgoing,
    send: sender(route.origin, env, isDocument ? "undone" : "as on the wire"),
    timeoutMs: route.timeoutMs,
    retries: route.retries,
    watchClient: (gone) => request.signal.addEventListener("abort", gone),
    onAborted: (retries) => countAborted(passage, retries),
  });
}

/** An origin's refusal is read to its end, and so is what the client still sends. */
async function refuse(
  passage: Passage,
  upload: Upload | null,
  response: Response,
  retries: number,
): Promise<Response> {
  const departure = new Departure(passage.request.signal, () => countAborted(passage, retries));
  const read = await readErrorAnswer(response, () => departure.watch());
  if (upload !== null) {
    departure.watch();
    await upload.drain();
  }
  // Nobody reads it.
  if (!departure.answered()) return new Response(null, { status: 499 });
  return fail(passage, { kind: "answered", answer: withoutOriginAuth(read, originAuthOf(passage)) }, retries);
}

function countAborted(passage: Passage, retries: number): void {
  count(passage, judge({ kind: "aborted" }, null, circumstancesOf(passage)), retries);
}

/** Bytes pass untouched, but for the origin's own URLs and the route's notice. */
function pass(passage: Passage, response: Response, retries: number): Response | Promise<Response> {
  const { ownUrls } = passage;
  return ownUrls === null
    ? passed(passage, response, retries)
    : passNamed(passage, ownUrls, response, retries);
}

async function passNamed(
  passage: Passage,
  ownUrls: OwnUrls,
  response: Response,
  retries: number,
): Promise<Response> {
  const named = await ownUrls.name(response);
  if (named === null) return fail(passage, { kind: "unreachable", fault: "connection_lost" }, retries);
  return ownUrls.coded(passed(passage, named, retries));
}

function passed(passage: Passage, response: Response, retries: number): Response {
  return passThrough(noticed(passage, response), passage.request, endGuard(passage, retries));
}

function noticed(passage: Passage, response: Response): Response {
  const { notice } = passage.route;
  if (notice === null || !passage.switchedOn || response.status >= 400) return response;
  const form = passage.format.notice?.(notice, passage.asked, response) ?? null;
  return form === null ? response : withNotice(response, form);
}

/** Event streams are watched, and say it where they break off. */
function endGuard(passage: Passage, retries: number): EndGuard {
  const { events } = passage.format;
  if (events === undefined || !passage.switchedOn) return guardEnd;
  return guardEventStream(events, {
    circumstances: () => circumstancesOf(passage),
    count: (failure) => count(passage, failure, retries),
  });
}

/** Hear, judge, speak, count: each one call. */
async function fail(passage: Passage, cause: Cause, retries: number): Promise<Response> {
  const heard = cause.kind === "answered" ? await hearAnswer(cause.answer) : null;
  const failure = judge(cause, heard, circumstancesOf(passage));
  const spoken = passage.switchedOn ? speak(passage, failure) : plainly(failure);
  const response = speakingResponse(await spoken, failure, passage.request.method);
  count(passage, failure, retries);
  passage.ownUrls?.nameChallenges(response.headers);
  return response;
}

function speak({ asked, env, route, format }: Passage, failure: Failure): Spoken | Promise<Spoken> {
  if (!route.lastResort) return format.speak(failure, asked);
  return speakLastResort(format, failure, asked, env).then((last) => last ?? format.speak(failure, asked));
}

function logMisconfigured(problem: string): void {
  // biome-ignore lint/suspicious/noConsole: Workers Logs and `wrangler tail` read the console.
  console.error(JSON.stringify({ event: "not_configured", problem }));
}

let parsed: { readonly env: Env; readonly configuration: Configuration } | null = null;

/** The configuration, parsed once per isolate: the environment of an isolate never changes. */
export function configurationOf(env: Env): Configuration {
  if (parsed?.env === env) return parsed.configuration;
  const configuration = readConfiguration(env);
  parsed = { env, configuration };
  // Once, not for each request that is refused by it: nothing else tells the operators why all of them are.
  if (!configuration.ok) logMisconfigured(configuration.problem);
  return configuration;
}

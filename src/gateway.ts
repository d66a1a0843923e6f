/**
 * The path of a request: find its route, forward it, then pass the origin's answer or, if that fails, say why (fail.ts).
 */
import { ask, countAborted } from "./ask.ts";
import { clientFormat } from "./clients/index.ts";
import { configurationOf } from "./config/deployed-configuration.ts";
import { matchRoute, splitUrl } from "./config/match.ts";
import { modeOf } from "./config/mode.ts";
import { NOT_CONFIGURED } from "./config/not-configured.ts";
import { noticeFor } from "./config/notice.ts";
import type { Maintenance } from "./config/setting.ts";
import { type Background, switchedSetting, switchStore } from "./config/switches.ts";
import type { Env } from "./env.ts";
import { fail, failAsHeard } from "./fail.ts";
import type { Cause } from "./failure/failure.ts";
import { look, observe, suspect, watchEvents } from "./observation.ts";
import { ClientDisconnect } from "./request/client-disconnect.ts";
import { drainContent } from "./request/drain.ts";
import { isOneHost } from "./request/host.ts";
import { forwardsLeft } from "./request/max-forwards.ts";
import { NO_CREDENTIALS, operatorCredentials } from "./request/operator-credentials.ts";
import { type OriginRequest, originRequest } from "./request/origin-request.ts";
import { originUrl } from "./request/origin-url.ts";
import { type Refusal, refusalOf } from "./request/refusal.ts";
import { headOf } from "./request/request-head.ts";
import type { Upload } from "./request/upload.ts";
import {
  countFallback,
  createContext,
  type Instead,
  isRefusal,
  type RequestContext,
} from "./request-context.ts";
import { decodeForClient } from "./response/coding.ts";
import { confine, withinRoute } from "./response/confine.ts";
import { removeCredentials, withoutCredentials } from "./response/credential-echo.ts";
import { ResponseEdits } from "./response/edits.ts";
import { markFallback } from "./response/fallback.ts";
import { endHop } from "./response/hop-by-hop.ts";
import { addNotice } from "./response/notice.ts";
import { plainResponse } from "./response/plain.ts";
import type { ReadContent } from "./response/read-content.ts";
import { readErrorAnswer } from "./response/read-error.ts";
import { sandboxPassed } from "./response/sandbox.ts";
import type { Suspicion } from "./response/web-page.ts";
import { type RewritePlan, rewriteAnswer } from "./url-rewriting/rewriting.ts";

/** In: any request to the gateway. Out: its answer. Nothing that an origin or a client does makes it throw. */
export async function handle(request: Request, env: Env, background: Background): Promise<Response> {
  const configuration = configurationOf(env);
  if (!configuration.ok) return plainResponse(500, NOT_CONFIGURED + configuration.problem);
  const { routes } = configuration;
  const head = headOf(request);
  if (!isOneHost(head)) return plainResponse(400, "The Host field of this request is not one host.");
  const target = splitUrl(head.url);
  const route = matchRoute(routes, target);
  if (route === null)
    return plainResponse(404, `No route of this gateway serves ${target.path.slice(0, 200)}`);
  const setting = switchedSetting(route, switchStore(env.SWITCHES), background);
  const mode = modeOf(route, setting instanceof Promise ? await setting : setting, request);
  const format = clientFormat(route.format);
  const found = { head, routes, route, format: format instanceof Promise ? await format : format, target };
  if (typeof mode !== "string") {
    const kept = { mode: "on", credentials: NO_CREDENTIALS } as const;
    return answerMaintenance(createContext(request, env, background, found, kept), mode);
  }
  const held = operatorCredentials(route, env);
  const read = held instanceof Promise ? await held : held;
  const credentials = read.kind === "read" ? read.credentials : NO_CREDENTIALS;
  const context = createContext(request, env, background, found, { mode, credentials });
  const { stopped } = route;
  if (stopped !== null && (mode === "on" || stopped.evenOff)) {
    return refuseHere(context, { status: 500, says: `${NOT_CONFIGURED + stopped.problem}.` });
  }
  if (read.kind === "unreadable") return refuseHere(context, read.refusal);
  const refusal = refusalOf(request, head);
  const refused = refusal instanceof Promise ? await refusal : refusal;
  if (refused !== null) return refuseHere(context, refused);
  if (forwardsLeft(head) === 0) return answerOptions(request);
  const url = originUrl(route, target, head.url);
  if (url.kind === "refused") return refuseHere(context, { status: 400, says: url.says });
  return forward(context, originRequest(request, url.url, target, credentials, head));
}

/** Refuses a request without forwarding it. */
function refuseHere(context: RequestContext, { status, says }: Refusal): Promise<Response> {
  return answerHere(context, { kind: "refused_here", status, says });
}

/** An OPTIONS with Max-Forwards 0 is answered by the gateway itself (RFC 9110 7.6.2). */
async function answerOptions(request: Request): Promise<Response> {
  await drainContent(request);
  return new Response(null, { status: 204 });
}

/** The origin is not asked while a maintenance is on. */
function answerMaintenance(context: RequestContext, { text, untilMs }: Maintenance): Promise<Response> {
  const retryAfterSeconds = untilMs === null ? null : Math.ceil((untilMs - context.startedAt) / 1_000);
  return answerHere(context, { kind: "maintenance", text, retryAfterSeconds });
}

async function answerHere(context: RequestContext, cause: Cause): Promise<Response> {
  await drainContent(context.request);
  return fail(context, cause, 0);
}

async function forward(first: RequestContext, outgoing: OriginRequest): Promise<Response> {
  const asked = await ask(first, outgoing);
  const { context, retries } = asked;
  switch (asked.kind) {
    case "failed":
      context.deadline.stop();
      await outgoing.upload?.drain();
      return fail(context, asked.cause, retries);
    case "response": {
      const { response, plan } = asked;
      if (isRefusal(context, response) && context.mode === "on")
        return refuse(context, outgoing.upload, response, retries);
      context.deadline.stop();
      if (response.status > 599) return passBeyond599(context, response, retries);
      if (context.mode === "observe") observe(context, response, retries);
      const suspicion = context.mode === "on" ? suspect(context, response) : null;
      return suspicion === null
        ? pass(context, plan, response, retries)
        : passUnlessUnusable(context, plan, outgoing.upload, suspicion, response, retries);
    }
  }
}

/** No Response can be built with a status above 599: only the object that fetch returned can carry one. */
function passBeyond599(
  context: RequestContext,
  answer: Response,
  retries: number,
): Response | Promise<Response> {
  const edits = new ResponseEdits(answer);
  confine(edits, answer, [...answer.headers.keys()], context);
  removeCredentials(edits, answer, context.credentials);
  sandboxPassed(edits, answer, context.env);
  return edits.isEdited ? fail(context, { kind: "unreachable", fault: "bad_answer" }, retries) : answer;
}

async function passUnlessUnusable(
  context: RequestContext,
  plan: RewritePlan | null,
  upload: Upload | null,
  suspicion: Suspicion,
  answer: Response,
  retries: number,
): Promise<Response> {
  const disconnect = new ClientDisconnect(context.request, () => countAborted(context, retries));
  const looked = await look(context, suspicion, answer, context.deadline, () => disconnect.watch());
  if (looked.kind === "unusable") await upload?.drain();
  // The client has left.
  if (!disconnect.answered()) return new Response(null, { status: 499 });
  if (looked.kind === "right") return pass(context, plan, looked.answer, retries);
  if (context.instead !== null) return failAsFirst(context.instead);
  return failAsHeard(context, looked.cause, looked.heard, retries);
}

/** The second origin's answer is unusable: report the first one's failure, as if it had been the only one. */
function failAsFirst({ of: first, cause, retries }: Instead): Response | Promise<Response> {
  return fail(first, cause, retries);
}

/** Bytes pass untouched, apart from the edits that the steps contribute for this answer. */
function pass(
  context: RequestContext,
  plan: RewritePlan | null,
  answer: Response,
  retries: number,
): Response | Promise<Response> {
  const { request, head, env, mode } = context;
  const edits = new ResponseEdits(answer);
  const names = [...answer.headers.keys()];
  endHop(edits, answer, names);
  confine(edits, answer, names, context);
  removeCredentials(edits, answer, context.credentials);
  if (mode === "on") {
    decodeForClient(edits, answer, { request, path: context.target.path });
    if (plan !== null) rewriteAnswer(plan, edits, answer);
    noticeOn(context, edits, answer);
  }
  if (mode !== "off") watchEvents(context, edits, answer, retries);
  sandboxPassed(edits, answer, env);
  if (context.instead !== null) markFallback(edits, answer);
  return edits.read === null || head.method === "HEAD"
    ? passed(context, edits)
    : passRead(context, edits, edits.read, retries);
}

function passed({ head, instead }: RequestContext, edits: ResponseEdits): Response {
  const response = edits.build(head.method);
  // The client never noticed, but the first origin is down.
  if (instead !== null) countFallback(instead, response.status);
  return response;
}

/** For content that is read here: if it breaks off near its beginning, the client still gets a proper failure. */
async function passRead(
  context: RequestContext,
  edits: ResponseEdits,
  content: ReadContent,
  retries: number,
): Promise<Response> {
  const disconnect = new ClientDisconnect(context.request, () => countAborted(context, retries));
  const ahead = await content.readAhead(context.deadline, () => disconnect.watch());
  // The client has left.
  if (!disconnect.answered()) return new Response(null, { status: 499 });
  if (ahead.kind === "broken") {
    const { fault } = ahead;
    // The write has succeeded, and a failure would make the client repeat it: leave out the unreadable content instead.
    const isDone = fault === "undecodable" && content.isUnchanged && context.head.method !== "GET";
    if (!isDone && context.instead !== null) return failAsFirst(context.instead);
    if (!isDone) return fail(context, { kind: "unreachable", fault }, retries);
  }
  edits.settleContent(ahead.kind === "read" ? ahead.body : null);
  return passed(context, edits);
}

function noticeOn(
  { route, format, clientRequest }: RequestContext,
  edits: ResponseEdits,
  answer: Response,
): void {
  if (format.notice === undefined || answer.status >= 400) return;
  const text = noticeFor(route.notices, () => format.identify(clientRequest));
  const form = text === null ? null : format.notice(text, clientRequest, answer);
  if (form !== null) addNotice(edits, answer, form);
}

/** Reads the origin's refusal to its end, and whatever the client is still sending. */
async function refuse(
  context: RequestContext,
  upload: Upload | null,
  response: Response,
  retries: number,
): Promise<Response> {
  const disconnect = new ClientDisconnect(context.request, () => countAborted(context, retries));
  const read = await readErrorAnswer(response, context.deadline, () => disconnect.watch());
  context.deadline.stop();
  if (upload !== null) {
    disconnect.watch();
    await upload.drain();
  }
  // The client has left.
  if (!disconnect.answered()) return new Response(null, { status: 499 });
  const answer = withinRoute(withoutCredentials(read, context.credentials), context);
  return fail(context, { kind: "answered", answer }, retries);
}

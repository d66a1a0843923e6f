/**
 * Sends a request to its route's origin, through the breaker, and to the fallback origin if the first is down.
 */
import { bindingOf } from "./config/bindings.ts";
import { originHost } from "./config/route.ts";
import { timeoutsOf } from "./config/timeouts.ts";
import { type Cause, outageOf } from "./failure/failure.ts";
import { judge } from "./failure/judge.ts";
import { outageOfStatus } from "./failure/outage.ts";
import { breakerFor, type Pass } from "./request/breaker.ts";
import { fallbackRequest, meansDown } from "./request/fallback.ts";
import { fetchOrigin, type Outcome, type Patience } from "./request/fetch-origin.ts";
import type { OriginRequest } from "./request/origin-request.ts";
import { sender } from "./request/sender.ts";
import {
  circumstancesOf,
  count,
  fallbackContext,
  type Instead,
  type RequestContext,
} from "./request-context.ts";
import { planRewriting, type RewritePlan } from "./url-rewriting/rewriting.ts";

/** An outcome, with the context of the origin that it came from: the first, or the fallback. */
export type Asked = Outcome & { readonly context: RequestContext; readonly plan: RewritePlan | null };

/** Gets an outcome from the first origin, or from the fallback if the first is down. Never rejects. */
export function ask(context: RequestContext, request: OriginRequest): Promise<Asked> {
  const plan = planFor(context, request);
  return context.mode === "on" && context.route.fallback !== null
    ? askBoth(context, request, plan)
    : askOne(context, request, timeoutsOf(context.route, context.format)).then((outcome) => ({
        ...outcome,
        context,
        plan,
      }));
}

function planFor({ rewriting }: RequestContext, { headers }: OriginRequest): RewritePlan | null {
  return rewriting === null ? null : planRewriting(rewriting, headers);
}

/** The first origin gets half of the time, so that the fallback has the rest. */
async function askBoth(
  context: RequestContext,
  request: OriginRequest,
  plan: RewritePlan | null,
): Promise<Asked> {
  const { read, write } = timeoutsOf(context.route, context.format);
  const startedAt = Date.now();
  const isRead = request.upload === null;
  const first = await askOne(context, request, { read: isRead ? Math.ceil(read / 2) : read, write });
  const cause = isRead ? whyDown(first) : null;
  const instead = cause && { of: context, cause, retries: first.retries };
  const second = instead && (await askSecond(instead, read - (Date.now() - startedAt)));
  if (second === null) return { ...first, context, plan };
  // Its answer won't be used.
  if (first.kind === "response") await first.response.body?.cancel();
  return second;
}

/** Why the fallback is asked; null if the first origin is up, whatever it answered, or if the client left. */
function whyDown(first: Outcome): Cause | null {
  if (first.kind === "failed") return outageOf(first.cause) === null ? null : first.cause;
  const { status, statusText: phrase, headers } = first.response;
  if (!meansDown(status)) return null;
  return { kind: "answered", answer: { status, phrase, headers, body: new Uint8Array(), complete: false } };
}

/** The fallback's success, or null: its refusals say nothing about the first origin's content. */
async function askSecond(instead: Instead, leftMs: number): Promise<Asked | null> {
  const { request: clientRequest, route, target } = instead.of;
  const { fallback } = route;
  const request = fallback && fallbackRequest(clientRequest, fallback, target);
  if (fallback === null || request === null || leftMs <= 0) return null;
  const context = fallbackContext(instead, fallback);
  const plan = planFor(context, request);
  const outcome = await askOne(context, request, { read: leftMs, write: leftMs });
  if (outcome.kind === "response" && isAnswer(outcome.response)) return { ...outcome, context, plan };
  if (outcome.kind === "response") await outcome.response.body?.cancel();
  return null;
}

/** The fallback gets no conditions, so a 304 from it is wrong: it would confirm the client's copy of the first origin's content. */
function isAnswer({ status }: Response): boolean {
  return status < 400 && status !== 304;
}

/** Asks one origin, unless its breaker is open. */
function askOne(context: RequestContext, request: OriginRequest, timeoutMs: Patience): Promise<Outcome> {
  const { route, target, mode } = context;
  if (route.breaker === null || mode !== "on") return fetchOne(context, request, timeoutMs, null);
  const breaker = breakerFor(originHost(route.origin, target.host), bindingOf(route.origin), route.breaker);
  const admission = breaker.admit(request.upload === null ? timeoutMs.read : timeoutMs.write);
  switch (admission.kind) {
    case "held_back": {
      const { outage, retryAfterSeconds } = admission;
      return Promise.resolve({
        kind: "failed",
        cause: { kind: "open_breaker", outage, retryAfterSeconds },
        retries: 0,
      });
    }
    case "admitted":
      return fetchOne(context, request, timeoutMs, admission.pass).then((outcome) => {
        report(admission.pass, outcome);
        return outcome;
      });
  }
}

function report(pass: Pass, outcome: Outcome): void {
  const outage =
    outcome.kind === "failed" ? outageOf(outcome.cause) : outageOfStatus(outcome.response.status);
  if (outage !== null) pass.failed(outage);
  else if (outcome.kind === "response") pass.reached();
  else pass.gaveUp();
}

function fetchOne(
  context: RequestContext,
  request: OriginRequest,
  timeoutMs: Patience,
  pass: Pass | null,
): Promise<Outcome> {
  const { route } = context;
  return fetchOrigin({
    request,
    send: sender(route.origin, context.env),
    timeoutMs,
    deadline: context.deadline,
    retries: route.retries,
    watchClient: (gone) => context.request.signal.addEventListener("abort", gone),
    onAborted: (retries) => {
      pass?.gaveUp();
      countAborted(context, retries);
    },
  });
}

export function countAborted(context: RequestContext, retries: number): void {
  count(context, judge({ kind: "aborted" }, null, circumstancesOf(context)), retries);
}

/**
 * The answer to a request that failed: hear, judge, speak and count.
 */
import type { Spoken } from "./clients/shared/client.ts";
import { plainly } from "./clients/shared/speech.ts";
import type { Cause, Failure } from "./failure/failure.ts";
import type { Heard } from "./failure/heard.ts";
import { judge } from "./failure/judge.ts";
import { hasCredentials } from "./request/origin-request.ts";
import { circumstancesOf, count, type RequestContext, withHelp } from "./request-context.ts";
import { hearAnswer } from "./response/hear-answer.ts";
import { speakLastResort } from "./response/last-resort.ts";
import { sandboxSpoken } from "./response/sandbox.ts";
import { speakingEdits } from "./response/spoken.ts";
import { type Copy, staleAnswer, staleCopy } from "./response/stale.ts";
import { rewriteChallenges } from "./url-rewriting/rewriting.ts";

/** Hear, judge, speak, count: each one call. */
export function fail(context: RequestContext, cause: Cause, retries: number): Response | Promise<Response> {
  const heard = cause.kind === "answered" ? hearAnswer(cause.answer) : null;
  // Only a few need a promise: those that parse a page or sign a path.
  return heard instanceof Promise
    ? heard.then((words) => failAsHeard(context, cause, words, retries))
    : failAsHeard(context, cause, heard, retries);
}

/** The same, when the origin has already been heard. */
export function failAsHeard(
  context: RequestContext,
  cause: Cause,
  heard: Heard | null,
  retries: number,
): Response | Promise<Response> {
  const judged = judge(cause, heard, circumstancesOf(context));
  const copy = context.mode === "on" ? staleCopyOf(context, judged) : null;
  if (copy !== null) {
    count(context, { ...judged, status: 304 }, retries);
    return staleAnswer(copy, judged);
  }
  const failure = context.mode === "on" ? withHelp(context, judged) : judged;
  const spoken = context.mode === "on" ? speak(context, failure) : plainly(failure);
  return spoken instanceof Promise
    ? spoken.then((last) => spokenAnswer(context, failure, last, retries))
    : spokenAnswer(context, failure, spoken, retries);
}

function staleCopyOf({ route, format, clientRequest }: RequestContext, failure: Failure): Copy | null {
  const { method, headers } = clientRequest;
  if (route.staleIfError === "never") return null;
  return staleCopy(route.staleIfError, failure, {
    method,
    headers,
    isMetadata: format.operation(clientRequest) === "metadata",
    hasCredentials: hasCredentials(headers),
  });
}

function spokenAnswer(context: RequestContext, failure: Failure, spoken: Spoken, retries: number): Response {
  const edits = speakingEdits(spoken, failure, context.route.originAuth === null);
  // The client may need another status than the failure has.
  count(context, { ...failure, status: spoken.status }, retries);
  sandboxSpoken(edits, spoken.contentType, context.env);
  const response = edits.build(context.head.method);
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

/**
 * Failures found in answers that are passed: in the middle of an event stream, or, on an observed route, in a copy of the
 * answer, which the client gets unchanged.
 */
import { originHost } from "./config/route.ts";
import type { Cause } from "./failure/failure.ts";
import type { Heard } from "./failure/heard.ts";
import { judge } from "./failure/judge.ts";
import { Deadline } from "./request/deadline.ts";
import { originUrl } from "./request/origin-url.ts";
import { circumstancesOf, count, isRefusal, type RequestContext, withHelp } from "./request-context.ts";
import { withoutCredentials } from "./response/credential-echo.ts";
import type { ResponseEdits } from "./response/edits.ts";
import { watchEventStream } from "./response/event-stream.ts";
import { hearCopy, loadPages } from "./response/hear-answer.ts";
import type { Looked } from "./response/read-web-page.ts";
import { copied, type Suspicion, suspicionOf } from "./response/web-page.ts";

/** A failed event stream ends with an error event, unless the route is only observed. */
export function watchEvents(
  context: RequestContext,
  edits: ResponseEdits,
  answer: Response,
  retries: number,
): void {
  const { events } = context.format;
  if (events === undefined) return;
  watchEventStream(edits, answer, events, {
    circumstances: () => circumstancesOf(context),
    withHelp: (failure) => withHelp(context, failure),
    count: (failure) => count(context, failure, retries),
    isObserved: context.mode === "observe",
  });
}

/** Whether the answer may be a web page instead of a package, judging by its head; null for nearly every answer. */
export function suspect(
  { route, format, clientRequest }: RequestContext,
  answer: Response,
): Suspicion | null {
  return route.webPages === "pass" ? null : suspicionOf(answer, clientRequest, format.expected);
}

/** Reads the beginning of such an answer to decide. */
export async function look(
  context: RequestContext,
  suspicion: Suspicion,
  answer: Response,
  deadline: Deadline,
  onSlow: () => void,
): Promise<Looked> {
  const { head, route, target } = context;
  const { lookAt } = await loadPages();
  const url = originUrl(route, target, head.url);
  return lookAt(suspicion, answer, {
    url: url.kind === "url" ? url.url : head.url,
    originHost: originHost(route.origin, target.host),
    copy: copied,
    mask: (page) => withoutCredentials(page, context.credentials),
    deadline,
    onSlow,
  });
}

/** Counts what would have been said; the answer itself passes unchanged. */
export function observe(context: RequestContext, answer: Response, retries: number): void {
  const suspicion = suspect(context, answer);
  if (isRefusal(context, answer)) observeRefusal(context, answer, retries);
  else if (suspicion !== null) observePage(context, suspicion, answer, retries);
}

function observeRefusal(context: RequestContext, answer: Response, retries: number): void {
  const { status } = answer;
  const heard = hearCopy(answer, context.credentials);
  context.background.waitUntil(
    heard.then(({ cause, words }) => countObserved(context, status, cause, words, retries)),
  );
}

/** A success that may be a web page instead of a package. */
function observePage(context: RequestContext, suspicion: Suspicion, answer: Response, retries: number): void {
  const { status } = answer;
  const looked = look(context, suspicion, answer.clone(), new Deadline(), () => {});
  context.background.waitUntil(
    looked.then((seen) => {
      if (seen.kind === "unusable") return countObserved(context, status, seen.cause, seen.heard, retries);
      // An unread copy would be held in memory.
      return seen.answer.body?.cancel().catch(() => {});
    }),
  );
}

/** Counts with the status that the client got. */
function countObserved(
  context: RequestContext,
  status: number,
  cause: Cause,
  heard: Heard | null,
  retries: number,
): void {
  count(context, { ...judge(cause, heard, circumstancesOf(context)), status }, retries);
}

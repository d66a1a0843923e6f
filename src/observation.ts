/**
 * Failures of answers that go on to the client: counted beside it, and of an observed route without a word to anybody.
 */
import { judge } from "./failure/judge.ts";
import { circumstancesOf, count, originAuthOf, type RequestContext, withHelp } from "./request-context.ts";
import type { ResponseEdits } from "./response/edits.ts";
import { watchEventStream } from "./response/event-stream.ts";
import { hearCopy } from "./response/hear-answer.ts";

/** Event streams say it where they break off, unless they are only observed. */
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

/** The refusal passes as it is; what would have been said of it is counted beside it. */
export function observe(context: RequestContext, answer: Response, retries: number): void {
  const { status } = answer;
  const heard = hearCopy(answer, originAuthOf(context));
  context.background.waitUntil(
    heard.then(({ cause, words }) =>
      count(context, { ...judge(cause, words, circumstancesOf(context)), status }, retries),
    ),
  );
}

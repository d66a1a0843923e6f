/**
 * Hearing an answer. Pages and their parser are a separate module in the bundle (wrangler.toml), loaded for the first
 * answer that has markup; so are what few other answers need (origins/further.ts) and the words of policies.
 */
import type { Cause, OriginAnswer } from "../failure/failure.ts";
import type { Heard } from "../failure/heard.ts";
import { wordsOfPolicy } from "../failure/policy.ts";
import { NO_MARKUP } from "../origins/document.ts";
import { hear, hearAtOnce, mayHaveMarkup } from "../origins/index.ts";
import { Deadline } from "../request/deadline.ts";
import type { OperatorCredentials } from "../request/operator-credentials.ts";
import { withoutCredentials } from "./credential-echo.ts";
import { readErrorAnswer } from "./read-error.ts";

/** What pages need; loaded for the first one. */
export function loadPages(): Promise<typeof import("./pages.ts")> {
  return import("./pages.ts");
}

/** What the origin said; synchronous for most answers, whose modules are loaded already. Never rejects. */
export function hearAnswer(answer: OriginAnswer): Heard | Promise<Heard> {
  return mayHaveMarkup(answer)
    ? loadPages()
        .then(({ hearScanned }) => hearScanned(answer))
        .then((heard) => hearPolicy(answer, heard))
    : hearText(answer);
}

function hearText(answer: OriginAnswer): Heard | Promise<Heard> {
  const heard = hearAtOnce(answer);
  if (heard !== null) return hearPolicy(answer, heard);
  return import("../origins/further.ts").then(({ FURTHER }) =>
    hearPolicy(answer, hear(answer, NO_MARKUP, FURTHER)),
  );
}

/** The same, with whether it says that a policy blocks the request. */
export function hearPolicy(answer: OriginAnswer, heard: Heard): Heard | Promise<Heard> {
  const words = wordsOfPolicy(answer, heard);
  if (words.length === 0) return heard;
  return import("../failure/policy-words.ts").then(({ saysBlocked }) => ({
    ...heard,
    saysBlocked: words.some(saysBlocked),
  }));
}

export interface HeardCopy {
  readonly cause: Cause;
  readonly words: Heard;
}

/**
 * The same for an answer that passes to the client as it is: a copy of its body is read, within the same bounds, and what
 * the slower of the two readers has not consumed stays in memory until then.
 */
export async function hearCopy(answer: Response, credentials: OperatorCredentials): Promise<HeardCopy> {
  const read = await readErrorAnswer(answer.clone(), new Deadline(), () => {});
  const copy = withoutCredentials(read, credentials);
  return { cause: { kind: "answered", answer: copy }, words: await hearAnswer(copy) };
}

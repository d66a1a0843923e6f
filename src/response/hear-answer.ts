/**
 * Hearing an answer. Pages and their parser are a module of their own in the bundle (wrangler.toml), loaded for the first
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

/** What is needed once there is a page; loaded for the first. */
export function loadPages(): Promise<typeof import("./pages.ts")> {
  return import("./pages.ts");
}

/** What the origin said; what most answers need is there, and nothing is waited for. Never rejects. */
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

/** The same, with whether it is a policy that says so. */
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
 * The same of an answer that goes on to the client as it is: of its body a copy is read, within the same bounds, and what
 * the slower of the two has not taken waits in memory until then.
 */
export async function hearCopy(answer: Response, credentials: OperatorCredentials): Promise<HeardCopy> {
  const read = await readErrorAnswer(answer.clone(), new Deadline(), () => {});
  const copy = withoutCredentials(read, credentials);
  return { cause: { kind: "answered", answer: copy }, words: await hearAnswer(copy) };
}

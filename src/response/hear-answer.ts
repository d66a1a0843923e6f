/**
 * Hearing an answer. Pages and their parser are a module of their own in the bundle (wrangler.toml), loaded for the first
 * answer that has markup; the words of policies are another, loaded for the first answer that may have some.
 */
import type { OriginAnswer } from "../failure/failure.ts";
import type { Heard } from "../failure/heard.ts";
import { wordsOfPolicy } from "../failure/policy.ts";
import { hear, mayHaveMarkup } from "../origins/index.ts";

/** What the origin said; only markup and words of policies have to be waited for. Never rejects. */
export function hearAnswer(answer: OriginAnswer): Heard | Promise<Heard> {
  return mayHaveMarkup(answer)
    ? import("./pages.ts")
        .then(({ hearScanned }) => hearScanned(answer))
        .then((heard) => hearPolicy(answer, heard))
    : hearPolicy(answer, hear(answer));
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

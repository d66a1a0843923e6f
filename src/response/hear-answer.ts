/**
 * Hearing an answer. Pages and their parser are a module of their own in the bundle (wrangler.toml), loaded for the first
 * answer that has markup.
 */
import type { OriginAnswer } from "../failure/failure.ts";
import type { Heard } from "../failure/heard.ts";
import { hear, mayHaveMarkup } from "../origins/index.ts";

/** What is needed once there is a page; loaded for the first. */
export function loadPages(): Promise<typeof import("./pages.ts")> {
  return import("./pages.ts");
}

/** What the origin said; only markup has to be waited for. Never rejects. */
export function hearAnswer(answer: OriginAnswer): Heard | Promise<Heard> {
  return mayHaveMarkup(answer) ? loadPages().then(({ hearScanned }) => hearScanned(answer)) : hear(answer);
}

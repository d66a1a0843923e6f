/** Every rule for responses, by topic. */
import { CACHING } from "./caching.ts";
import { RESPONSE_FRAMING } from "./response-framing.ts";
import { RESPONSE_HEADS } from "./response-heads.ts";
import type { ResponseRule } from "./response-rule.ts";

export const RESPONSE_TOPICS: readonly (readonly [topic: string, rules: readonly ResponseRule[]])[] = [
  ["Where an answer ends", RESPONSE_FRAMING],
  ["Heads of answers", RESPONSE_HEADS],
  ["Caching, conditions and ranges", CACHING],
];

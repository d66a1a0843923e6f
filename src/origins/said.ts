/**
 * What one shape found in an answer, raw: nothing in it has been cleaned yet. `hearing.ts` makes `Heard` of it.
 */
import type { OriginAnswer } from "../failure/failure.ts";

export interface Said {
  /**
   * Reasons in order of preference: the first choice that says more than the status wins, and its texts are joined.
   * Texts may be anything, JSON documents included.
   */
  readonly choices: readonly (readonly string[])[];
  /** A general sentence to put before the reasons ("Validation failed"); alone, it is the reason. */
  readonly lead?: string | null;
  readonly code?: string | null;
  readonly type?: string | null;
  readonly param?: string | null;
  readonly requestId?: string | null;
  readonly documentation?: string | null;
  readonly retryAfterSeconds?: number | null;
  /** Nothing else in the document is meant for people, so it is not searched. */
  readonly isAll?: boolean;
}

export const SAID_NOTHING: Said = { choices: [] };

/** One error shape: `read` returns null for a document that does not have it. */
export interface Shape<Document> {
  readonly name: string;
  read(document: Document, answer: OriginAnswer): Said | null;
}

/** `said`, plus the facts that only `other` has. */
export function withFactsOf(other: Omit<Said, "choices">, said: Said): Said {
  const known = Object.entries(said).filter(([, value]) => value !== null && value !== undefined);
  return { ...other, ...Object.fromEntries(known), choices: said.choices };
}

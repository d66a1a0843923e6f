/**
 * A correction of an origin's status, as an operator configures one. Pure data.
 */
import type { Category } from "./category.ts";

export interface StatusRule {
  /** Under this name every use of the rule is counted, so that its end can be seen. */
  readonly name: string;
  readonly when: {
    readonly status?: number | undefined;
    readonly code?: string | undefined;
    /** Compared without regard to case with the cleaned message. */
    readonly reason_contains?: string | undefined;
  };
  readonly status: number;
  /** Where the status alone would not say it. */
  readonly category?: Category;
}

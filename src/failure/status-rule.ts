/**
 * An operator's correction of an origin's status: another status, another category, or both. Pure data.
 */
import type { Category } from "./category.ts";

export interface StatusRule {
  /** Every use of the rule is counted under this name, so that an operator sees when it is no longer needed. */
  readonly name: string;
  readonly when: {
    readonly status?: number | undefined;
    readonly code?: string | undefined;
    /** Matched case-insensitively against the cleaned message. */
    readonly reason_contains?: string | undefined;
  };
  /** Null: the status stays. */
  readonly status: number | null;
  /** Null: the one that the status stands for, or `blocked` if the origin says so. */
  readonly category: Category | null;
}

/**
 * What an operator knows of an origin better than its status says: another status, another category, or both. Pure data.
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
  /** Null: the status stays. */
  readonly status: number | null;
  /** Null: the one that the status stands for, or `blocked` where the origin says so. */
  readonly category: Category | null;
}

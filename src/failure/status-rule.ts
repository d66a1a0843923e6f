/**
 * Corrections of an origin that answers 500 for what its caller can fix: an operator's `status_rules`, and after them
 * the known texts of origins that have no typed code, each in the file of its origin. Pure.
 */
import type { Heard } from "../origins/heard.ts";
import type { Category } from "./category.ts";
import { boxliteRule } from "./status-rule-boxlite.ts";

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

/** The first rule all of whose conditions hold, or null. */
export function matchStatusRule(
  rules: readonly StatusRule[],
  status: number,
  heard: Heard | null,
): StatusRule | null {
  const rule = rules.find(({ when }) => holds(when, status, heard));
  return rule ?? (heard === null ? null : boxliteRule(status, heard));
}

function holds(when: StatusRule["when"], status: number, heard: Heard | null): boolean {
  if (when.status !== undefined && when.status !== status) return false;
  if (when.code !== undefined && when.code !== heard?.code) return false;
  if (when.reason_contains === undefined) return true;
  return (heard?.message ?? "").toLowerCase().includes(when.reason_contains.toLowerCase());
}

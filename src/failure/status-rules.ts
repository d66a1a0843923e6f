/**
 * An operator's `status_rules`: corrections of an origin that answers 500 for what its caller can fix. Pure.
 */
import type { Heard } from "./heard.ts";
import type { StatusRule } from "./status-rule.ts";

/** The first rule all of whose conditions hold, or null. */
export function matchStatusRule(
  rules: readonly StatusRule[],
  status: number,
  heard: Heard | null,
): StatusRule | null {
  return rules.find(({ when }) => holds(when, status, heard)) ?? null;
}

function holds(when: StatusRule["when"], status: number, heard: Heard | null): boolean {
  if (when.status !== undefined && when.status !== status) return false;
  if (when.code !== undefined && when.code !== heard?.code) return false;
  if (when.reason_contains === undefined) return true;
  return (heard?.message ?? "").toLowerCase().includes(when.reason_contains.toLowerCase());
}

/**
 * boxlite's runner before its answers had an envelope: status 500 and `{"error": "exec failed: ... boxlite: <message>
 * (code=<number>)"}`, the number being the only typed part. Read in boxlite-ai/boxlite: sdks/go/errors.go (the
 * numbers and `Error()`), apps/runner/pkg/api/controllers/boxlite_exec.go. Pure.
 */
import type { Heard } from "./heard.ts";
import type { StatusRule } from "./status-rule.ts";
import { callersStatusOfTyped, categoryOfTyped } from "./typed-code.ts";

/** The numbers for which `typed-code.ts` has a status; `unsupported` has two. */
const CODES: ReadonlyMap<string, string> = new Map([
  ["2", "not_found"],
  ["3", "already_exists"],
  ["4", "invalid_state"],
  ["5", "invalid_argument"],
  ["11", "stopped"],
  ["13", "unsupported"],
  ["19", "unsupported"],
  ["20", "resource_exhausted"],
  ["21", "session_reaped"],
]);

/** The text that Go's `Error()` produces: its own prefix somewhere, the number at the very end. */
const TEXT = /(?:^|: )boxlite: .{0,2000} \(code=(\d{1,2})\)$/;

/** The rule for a 500 with its code in such a text; null for any other answer. */
export function boxliteRule(status: number, heard: Heard): StatusRule | null {
  if (status !== 500 || heard.code !== null) return null;
  const code = CODES.get(TEXT.exec(heard.message ?? "")?.[1] ?? "");
  if (code === undefined) return null;
  const typed = { code, type: null };
  const corrected = callersStatusOfTyped(typed);
  const category = categoryOfTyped(typed, status);
  if (corrected === null || category === null) return null;
  return { name: `boxlite-${code.replaceAll("_", "-")}`, when: { status }, status: corrected, category };
}

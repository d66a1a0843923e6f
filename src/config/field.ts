/**
 * Building blocks for the fields of several tables. Every message says what the field wants.
 */
import * as v from "valibot";

/** Reports every unknown field of a table; `strictObject` reports only the first. A picklist of nothing expects `never`. */
export const UNKNOWN = v.picklist([], "is not a field that Outspoken knows");

/** A text that matches the pattern. */
export function text(pattern: RegExp, wants: string) {
  return v.pipe(v.string(wants), v.regex(pattern, wants));
}

/** A whole number; `name` is what the message calls it. */
export function whole(name: string, min: number, max: number) {
  const wants = `wants ${name} from ${min} to ${max}`;
  return v.pipe(
    v.number(wants),
    v.check((value) => Number.isInteger(value) && value >= min && value <= max, wants),
  );
}

/** What a table wants, or what a missing required field wants: valibot reports both as the table's problem. */
export function tableWants(wants: string, required: Readonly<Record<string, string>>) {
  return ({ expected }: v.BaseIssue<unknown>): string => required[expected?.slice(1, -1) ?? ""] ?? wants;
}

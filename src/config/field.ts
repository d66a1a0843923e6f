/**
 * What fields of several tables are made of. Every message says what the field wants.
 */
import * as v from "valibot";

/** Every field that is none of a table's own is told, where `strictObject` tells the first. One of no values is `never`. */
export const UNKNOWN = v.picklist([], "is not a field that Outspoken knows");

/** A text that looks so. */
export function text(pattern: RegExp, wants: string) {
  return v.pipe(v.string(wants), v.regex(pattern, wants));
}

/** A whole number, by what it is called. */
export function whole(name: string, min: number, max: number) {
  const wants = `wants ${name} from ${min} to ${max}`;
  return v.pipe(
    v.number(wants),
    v.check((value) => Number.isInteger(value) && value >= min && value <= max, wants),
  );
}

/** What a table wants, or what the required field wants that is missing: valibot reports both as the table's problem. */
export function tableWants(wants: string, required: Readonly<Record<string, string>>) {
  return ({ expected }: v.BaseIssue<unknown>): string => required[expected?.slice(1, -1) ?? ""] ?? wants;
}

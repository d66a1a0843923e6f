/** Answers on the command line. Pure. */
import type { Read } from "./answers.ts";

export const OPTIONS = {
  origin: { type: "string" },
  product: { type: "string" },
  format: { type: "string" },
  path: { type: "string" },
  reach: { type: "string" },
  service: { type: "string" },
  host: { type: "string" },
  start: { type: "string" },
  webhook: { type: "string" },
} as const;

export type Option = keyof typeof OPTIONS;
export type Given = Readonly<Partial<Record<Option, string | undefined>>>;

/** A mistake in the answers or on the command line, in one line. */
export class Refused extends Error {}

export function accepted<Value>(option: Option, read: Read<Value>): Value {
  if (read.ok) return read.value;
  throw new Refused(`--${option}: ${read.says}`);
}

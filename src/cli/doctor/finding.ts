/** What the doctor found out about one channel. */
import { toLine } from "../../text/text.ts";
import type { Remedy } from "./remedies.ts";

/** `changed`: it arrives, but not as it was sent. `never`: this protocol has no such channel. */
export type Arrival = "yes" | "changed" | "no" | "never";

export interface Finding {
  readonly channel: string;
  readonly arrives: Arrival;
  /** One line. */
  readonly seen: string;
  /** What to do about it; null if nothing. */
  readonly remedy: Remedy | null;
}

/** A finding without the name of its channel. */
export type Verdict = Omit<Finding, "channel">;

const SHOWN_MAX_CHARACTERS = 60;

/** What an edge or proxy sent, made safe for a terminal. */
export function shown(text: string): string {
  const line = toLine(text);
  const cut = line.length > SHOWN_MAX_CHARACTERS ? `${line.slice(0, SHOWN_MAX_CHARACTERS)}...` : line;
  return JSON.stringify(cut);
}

export function isLost({ arrives }: Finding): boolean {
  return arrives === "no" || arrives === "changed";
}

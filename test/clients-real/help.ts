/**
 * The suite's help text, and how a person sees it on a terminal: a URL to click, complete, as often as the reason, with
 * nothing stuck to its end.
 */
import { plain } from "./terminal.ts";

/** Ends with the reference, so that a URL that was cut or broken over lines is noticed. */
const TEXT = "Ask for an exception: https://help.example.com/ask?package={package}&ref={ref}";

/** A refusal of the suite falls into one or the other category by its words. */
export const HELP = { forbidden: TEXT, blocked: TEXT } as const;

const BEGINNING = /https:\/\/help\.example\.com/g;
const WHOLE = /https:\/\/help\.example\.com\/ask\?package=[\w.%~-]*&ref=[a-z]{10}/g;
/** What directly follows a URL, up to the next blank. */
const BEHIND = /^[^\s]*/;

export interface HelpReading {
  /** How often the complete URL is there. */
  readonly times: number;
  /** How often it begins without reaching its end. */
  readonly broken: number;
  /** What is stuck to its end, each once: `,` or `"}`. */
  readonly stuck: readonly string[];
}

export function readHelp(terminal: string): HelpReading {
  const text = plain(terminal);
  const whole = [...text.matchAll(WHOLE)];
  const behind = whole.map(
    ({ 0: url, index }) => BEHIND.exec(text.slice(index + url.length))?.[0].slice(0, 8) ?? "",
  );
  return {
    times: whole.length,
    broken: [...text.matchAll(BEGINNING)].length - whole.length,
    stuck: [...new Set(behind.filter((signs) => signs !== ""))],
  };
}

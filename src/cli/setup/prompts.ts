/** Questions, each answered on the command line or at the terminal; an answer is checked as it is given. */
import { confirm, isCancel, password, select, text } from "@clack/prompts";
import type { Read } from "./answers.ts";
import { accepted, type Given, type Option, Refused } from "./given.ts";

/** Ctrl+C or Esc at a question; the message says what has been done so far. */
export class Cancelled extends Error {}

export const NOTHING_DONE = "Stopped. Nothing was done.";
const CONTINUES = "Stopped. What is done stays; npm run setup continues from there.";

interface Question<Value> {
  readonly message: string;
  /** The command-line option that also answers it. */
  readonly option: Option;
  /** Taken if there is no terminal; null: then the option is missing. */
  readonly suggested: string | null;
  readonly read: (typed: string) => Read<Value>;
}

interface Choice {
  readonly value: string;
  readonly label?: string;
  readonly hint?: string;
}

export class Prompts {
  readonly #given: Given;
  readonly isTerminal: boolean;
  /** Whether anything has been done already. */
  isUnderWay = false;

  constructor(given: Given, isTerminal: boolean) {
    this.#given = given;
    this.isTerminal = isTerminal;
  }

  isGiven(option: Option): boolean {
    return this.#given[option] !== undefined;
  }

  async text<Value>({
    example = "",
    ...question
  }: Question<Value> & { readonly example?: string }): Promise<Value> {
    const { message, option, suggested, read } = question;
    const unasked = this.#unasked(question);
    if (unasked !== null) return accepted(option, read(unasked));
    const validate = (value: string | undefined) => {
      const answer = read(value ?? "");
      return answer.ok ? undefined : answer.says;
    };
    const typed = await text({ message, initialValue: suggested ?? "", placeholder: example, validate });
    if (isCancel(typed)) throw this.#cancelled();
    return accepted(option, read(typed));
  }

  async choice<Value>(question: Question<Value>, choices: readonly Choice[]): Promise<Value> {
    const { message, option, suggested, read } = question;
    const unasked = this.#unasked(question);
    if (unasked !== null) return accepted(option, read(unasked));
    const options = choices.map(({ value, label = value, hint = "" }) => ({ value, label, hint }));
    const initialValue = suggested ?? options[0]?.value ?? "";
    const chosen = await select({ message, options, initialValue, maxItems: 12 });
    if (isCancel(chosen)) throw this.#cancelled();
    return accepted(option, read(chosen));
  }

  async consent(message: string): Promise<boolean> {
    if (!this.isTerminal) return true;
    const isMeant = await confirm({ message });
    if (isCancel(isMeant)) throw this.#cancelled();
    return isMeant;
  }

  /** A secret, not echoed; null if there is no terminal, or an optional one is left out. */
  async secret(message: string, need: "required" | "optional"): Promise<string | null> {
    if (!this.isTerminal) return null;
    const validate = (typed: string | undefined) =>
      typed || need === "optional" ? undefined : "Wants a value.";
    const typed = await password({ message, validate });
    if (isCancel(typed)) throw this.#cancelled();
    return typed === "" ? null : typed;
  }

  /** The same for a secret that has an option and is checked as it is typed. */
  async secretAnswer<Value>(question: Question<Value>): Promise<Value> {
    const { message, option, read } = question;
    const unasked = this.#unasked(question);
    if (unasked !== null) return accepted(option, read(unasked));
    const validate = (value: string | undefined) => {
      const answer = read(value ?? "");
      return answer.ok ? undefined : answer.says;
    };
    const typed = await password({ message, validate });
    if (isCancel(typed)) throw this.#cancelled();
    return accepted(option, read(typed));
  }

  #cancelled(): Cancelled {
    return new Cancelled(this.isUnderWay ? CONTINUES : NOTHING_DONE);
  }

  /** The answer without a question; null if it has to be asked. */
  #unasked({ option, suggested }: Question<unknown>): string | null {
    const given = this.#given[option];
    if (given !== undefined || this.isTerminal) return given ?? null;
    if (suggested !== null) return suggested;
    throw new Refused(`--${option} is missing, and there is no terminal to ask on.`);
  }
}

/** How much of a reason a text contains, in the same order: clients cut, fold and wrap what they print. Pure. */
import { toAscii } from "../../text/text.ts";
import { wordsIn } from "./pasted.ts";

export interface Likeness {
  /** 0 to 1: how much of the reason is there. */
  readonly share: number;
  /** The longest run of its words that is there, in the reason's order. */
  readonly words: string;
}

/** A text prepared for comparison with many reasons. */
export class PastedWords {
  readonly #words: ReadonlySet<string>;
  readonly #pairs: ReadonlySet<string>;

  constructor(text: string) {
    const words = wordsIn(toAscii(text));
    this.#words = new Set(words);
    this.#pairs = new Set(words.map((word, index) => `${word} ${words[index + 1] ?? ""}`));
  }

  /** A word counts if a neighbour of it in the reason is its neighbour here too. */
  likenessOf(reason: string): Likeness {
    const words = wordsIn(toAscii(reason));
    const follows = words.map((word, index) => this.#pairs.has(`${word} ${words[index + 1] ?? ""}`));
    const counts = words.map((word, index) =>
      words.length === 1 ? this.#words.has(word) : follows[index] === true || follows[index - 1] === true,
    );
    const all = words.reduce((sum, { length }) => sum + length, 0);
    const there = words.reduce((sum, { length }, index) => sum + (counts[index] === true ? length : 0), 0);
    return { share: all === 0 ? 0 : there / all, words: longestRun(words, counts) };
  }
}

function longestRun(words: readonly string[], counts: readonly boolean[]): string {
  let longest: readonly string[] = [];
  let run: string[] = [];
  for (const [index, word] of words.entries()) {
    run = counts[index] === true ? [...run, word] : [];
    if (run.length > longest.length) longest = run;
  }
  return longest.join(" ");
}

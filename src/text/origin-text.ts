/**
 * An origin's text with what hearing and speaking both need to know about it, each computed at most once. Pure.
 */
import { parseJson } from "./json.ts";
import { isPassable, isPassableInParts } from "./passable.ts";

export class OriginText {
  readonly text: string;
  #json: { readonly value: unknown } | null = null;
  #isClean: boolean | null = null;
  #isPassable: boolean | null = null;
  #isPassableJson: boolean | null = null;

  constructor(text: string) {
    this.text = text;
  }

  /** The text as JSON, shared and not to be changed; undefined if it is not JSON. */
  get json(): unknown {
    this.#json ??= { value: parseJson(this.text) };
    return this.#json.value;
  }

  /** Whether the text may be sent as it is. */
  get isPassable(): boolean {
    this.#isPassable ??= this.#isPassableInParts || isPassable(this.text);
    return this.#isPassable;
  }

  /** The text as JSON if both it and every string in it may be sent as they are; undefined otherwise. */
  get passableJson(): unknown {
    this.#isPassableJson ??= this.isPassable && this.json !== undefined && this.#areStringsPassable();
    return this.#isPassableJson ? this.json : undefined;
  }

  get #isPassableInParts(): boolean {
    this.#isClean ??= isPassableInParts(this.text);
    return this.#isClean;
  }

  #areStringsPassable(): boolean {
    // Without escapes every string of the JSON is a part of the text.
    if (this.#isPassableInParts && !this.text.includes("\\")) return true;
    const strings = stringsIn(this.json);
    return isPassableInParts(strings.join(" ")) || strings.every(isPassable);
  }
}

/** Every string in a JSON value, keys included. A loop, since JSON may be nested deeper than the call stack allows. */
function stringsIn(root: unknown): string[] {
  const strings: string[] = [];
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === "string") strings.push(value);
    else if (typeof value === "object" && value !== null) {
      for (const [key, member] of Object.entries(value)) {
        strings.push(key);
        waiting.push(member);
      }
    }
  }
  return strings;
}

/** What a search was understood to ask for. */

/** A package as a person or a URL names it. */
export interface NamedPackage {
  readonly name: string;
  /** Empty where it is not said. */
  readonly version: string;
}

/** One thing that was recognised, apart from words. */
export type Part =
  | { readonly kind: "reference"; readonly ref: string }
  | { readonly kind: "package"; readonly package: NamedPackage }
  /** From a URL of the gateway; `about` is what it asks for, empty where its path does not say. */
  | { readonly kind: "route"; readonly route: string; readonly format: string; readonly about: NamedPackage }
  /** What the text looks like it was printed by: names as they are counted. */
  | { readonly kind: "client"; readonly names: readonly string[]; readonly version: string }
  | { readonly kind: "method"; readonly method: string }
  | { readonly kind: "status"; readonly status: number }
  | { readonly kind: "category"; readonly category: string }
  /** Seconds since 1970; `text` as it was written. */
  | { readonly kind: "time"; readonly since: number; readonly until: number; readonly text: string };

export interface Understood {
  /** What was searched for as one clean line. */
  readonly text: string;
  readonly parts: readonly Part[];
  /** The words of the text that tell failures apart, in lower case, each once. */
  readonly words: readonly string[];
  /** A few words that somebody typed, rather than what a terminal printed: any of them may be a part of a name. */
  readonly isShort: boolean;
}

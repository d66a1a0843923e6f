/** What a search was understood to look for. */

/** A package as a person or a URL names it. */
export interface NamedPackage {
  readonly name: string;
  /** Empty if none is given. */
  readonly version: string;
}

/** One thing that was recognised, apart from words. */
export type Part =
  | { readonly kind: "reference"; readonly ref: string }
  | { readonly kind: "package"; readonly package: NamedPackage }
  /** From a URL of the gateway; `about` is the package it requests, empty if its path names none. */
  | { readonly kind: "route"; readonly route: string; readonly format: string; readonly about: NamedPackage }
  /** The program that seems to have printed the text, by the names under which it is counted. */
  | { readonly kind: "client"; readonly names: readonly string[]; readonly version: string }
  | { readonly kind: "method"; readonly method: string }
  | { readonly kind: "status"; readonly status: number }
  | { readonly kind: "category"; readonly category: string }
  /** Seconds since 1970; `text` as it was written. */
  | { readonly kind: "time"; readonly since: number; readonly until: number; readonly text: string };

export interface Understood {
  /** The query as one clean line. */
  readonly text: string;
  readonly parts: readonly Part[];
  /** The words of the text that distinguish failures, in lower case, each once. */
  readonly words: readonly string[];
  /** A few words that were typed, rather than printed by a terminal: any of them may be part of a name. */
  readonly isShort: boolean;
}

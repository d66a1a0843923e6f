/**
 * What the Worker is configured to do, or why it is not. Pure data.
 */
import type { Route } from "./route.ts";

/** What is read from the environment: variables, secrets and bindings by name. */
export type Variables = Readonly<Record<string, unknown>>;

export type Configuration =
  | { readonly ok: true; readonly routes: readonly Route[] }
  /** `problem` is one plain line that names the field and what it wants. */
  | {
      readonly ok: false;
      readonly problem: string;
      /** What else is wrong with `ROUTES`, each a line like `problem`. */
      readonly others?: readonly string[];
    };

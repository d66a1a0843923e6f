/**
 * What the Worker is configured to do, or why it is not. Pure data.
 */
import type { Alert } from "./alert.ts";
import type { Route } from "./route.ts";

/** What is read from the environment: variables, secrets and bindings by name. */
export type Variables = Readonly<Record<string, unknown>>;

export type Configuration =
  | {
      readonly ok: true;
      readonly routes: readonly Route[];
      readonly alerts: readonly Alert[];
      /** `https://host` of the gateway itself, for links to the operator's page; null if unknown. */
      readonly publicUrl: string | null;
    }
  | Misconfigured;

export interface Misconfigured {
  readonly ok: false;
  /** One plain line that names the field and what it must be. */
  readonly problem: string;
  /** What else is wrong, each a line like `problem`. */
  readonly others?: readonly string[];
}

/** The part of a configuration that comes from `ROUTES` or a preset. */
export type RoutesRead = { readonly ok: true; readonly routes: readonly Route[] } | Misconfigured;

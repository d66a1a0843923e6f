/** What `npm run check` and `npm run deploy` judge. Pure data. */
import type { EarlierVersion } from "../config/changes.ts";
import type { Deployment } from "./deployment.ts";

/** What is known about secrets that are not given as variables. */
export type SecretsKnown =
  | { readonly kind: "unseen" }
  | { readonly kind: "set_on_cloudflare"; readonly names: ReadonlySet<string> }
  /** Locally, secrets are variables in `.dev.vars`. */
  | { readonly kind: "local" };

export interface Checked {
  readonly file: string;
  readonly environment: string | undefined;
  readonly deployment: Deployment;
  readonly secrets: SecretsKnown;
  /** The version that the file was written for, if the operator gave it. */
  readonly since: EarlierVersion | null;
}

/** What `npm run check` and `npm run deploy` judge. Pure data. */
import type { EarlierVersion } from "../config/changes.ts";
import type { Deployment } from "./deployment.ts";

/** What is known of the secrets that no variable gives. */
export type SecretsKnown =
  | { readonly kind: "unseen" }
  | { readonly kind: "set_on_cloudflare"; readonly names: ReadonlySet<string> }
  /** There, secrets are variables of `.dev.vars`. */
  | { readonly kind: "local" };

export interface Checked {
  readonly file: string;
  readonly environment: string | undefined;
  readonly deployment: Deployment;
  readonly secrets: SecretsKnown;
  /** The version that the file was written for, where its operator says so. */
  readonly since: EarlierVersion | null;
}

/** The Worker's bindings and variables. Only the routes are required; see wrangler.toml. */
export interface Env {
  readonly ROUTES?: unknown;
  readonly FAILURES?: AnalyticsEngineDataset;
  /** KV namespace with one value per route id: `on`, `off` or `25%`. */
  readonly SWITCHES?: unknown;
  /** Analytics SQL, for queries of failures. */
  readonly ANALYTICS?: unknown;
  /** The URL that alerts are posted to, or a Secrets Store binding with it. */
  readonly ALERT_WEBHOOK?: unknown;
  /** Signs the paths that carry a last resort's text. */
  readonly WHY_SECRET?: unknown;
  /**
   * Whatever routes refer to: secrets or Secrets Store bindings (`origin_auth`, `origin_headers`), and bindings with a fetch
   * method (`via`, `origin`).
   */
  readonly [name: string]: unknown;
}

export const WHY_SECRET = "WHY_SECRET" satisfies keyof Env;

export const ALERT_WEBHOOK = "ALERT_WEBHOOK" satisfies keyof Env;

export const ANALYTICS = "ANALYTICS" satisfies keyof Env;

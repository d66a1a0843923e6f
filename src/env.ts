/** What the Worker is deployed with. Everything is optional but the routes; see wrangler.toml. */
export interface Env {
  readonly ROUTES?: unknown;
  readonly FAILURES?: AnalyticsEngineDataset;
  /** KV namespace with one value per route id: `on`, `off` or `25%`. */
  readonly SWITCHES?: unknown;
  /** Analytics SQL, to look failures up. */
  readonly ANALYTICS?: unknown;
  /** Where alerts are posted: `https://...`, or a Secrets Store binding to it. */
  readonly ALERT_WEBHOOK?: unknown;
  /** Signs the paths by which a last resort carries a text. */
  readonly WHY_SECRET?: unknown;
  /**
   * What routes name: secrets, or Secrets Store bindings to them (`origin_auth`, `origin_headers`), and bindings that fetch
   * (`via`, `origin`).
   */
  readonly [name: string]: unknown;
}

export const WHY_SECRET = "WHY_SECRET" satisfies keyof Env;

export const ALERT_WEBHOOK = "ALERT_WEBHOOK" satisfies keyof Env;

export const ANALYTICS = "ANALYTICS" satisfies keyof Env;

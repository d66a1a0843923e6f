/** What the Worker is deployed with. Everything is optional but the routes; see wrangler.toml. */
export interface Env {
  readonly ROUTES?: unknown;
  readonly FAILURES?: AnalyticsEngineDataset;
  /** Secrets named by `origin_auth` and service bindings named by `origin`. */
  readonly [name: string]: unknown;
}

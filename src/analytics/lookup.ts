/** Where failures are looked up, by the configuration. */
import type { Env } from "../env.ts";
import { localFailures } from "./failure-store.ts";
import { MemoryStore } from "./memory-store.ts";
import { sqlApi, sqlBinding } from "./sql-api.ts";
import { type RunSql, SqlStore } from "./sql-store.ts";
import type { FailureStore } from "./store.ts";

/** The dataset of wrangler.toml; `ANALYTICS_DATASET` names another, for environments with their own dataset. */
const DATASET = "outspoken_failures";

/** What the operator has to set, for the page, the API and the metrics. */
export const NO_STORE =
  'Failures can\'t be looked up: bind Analytics SQL ([analytics] binding = "ANALYTICS"), or set the variable ACCOUNT_ID (32 hexadecimal digits) and the secret ANALYTICS_TOKEN (an API token with Account Analytics Read)';

/** Where failures are looked up; null if nothing is configured (`NO_STORE` says what to set). */
export function failureStore(env: Env): FailureStore | null {
  const local = localFailures(env);
  if (local !== null) return new MemoryStore(local);
  const run = bound(env) ?? overHttp(env);
  if (run === null) return null;
  const { ANALYTICS_DATASET: dataset } = env;
  return new SqlStore(run, typeof dataset === "string" && dataset !== "" ? dataset : DATASET);
}

function bound({ ANALYTICS: binding }: Env): RunSql | null {
  return isSqlBinding(binding) ? sqlBinding(binding) : null;
}

function overHttp({ ACCOUNT_ID: id, ANALYTICS_TOKEN: token }: Env): RunSql | null {
  if (typeof id !== "string" || typeof token !== "string" || token === "") return null;
  return /^[0-9a-f]{32}$/i.test(id) ? sqlApi({ id, token }) : null;
}

/** A variable named so by mistake has no `query`. Bindings may be proxies, which have every property. */
function isSqlBinding(binding: unknown): binding is AnalyticsSQLBinding {
  return typeof binding === "object" && binding !== null && "query" in binding;
}

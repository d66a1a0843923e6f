/** Where failures are looked up, by the configuration. */
import type { Env } from "../env.ts";
import { localFailures } from "./failure-store.ts";
import { MemoryStore } from "./memory-store.ts";
import { sqlApi } from "./sql-api.ts";
import { SqlStore } from "./sql-store.ts";
import type { FailureStore } from "./store.ts";

/** The dataset of wrangler.toml; `ANALYTICS_DATASET` names another, for environments with their own dataset. */
const DATASET = "outspoken_failures";

/** What the operator has to set, for the page and the API. */
export const NO_STORE =
  "Failures can't be looked up: set the variable ACCOUNT_ID (32 hexadecimal digits) and the secret ANALYTICS_TOKEN (an API token with Account Analytics Read)";

/** Where failures are looked up; null if nothing is configured (`NO_STORE` says what to set). */
export function failureStore(env: Env): FailureStore | null {
  const local = localFailures(env);
  if (local !== null) return new MemoryStore(local);
  const { ACCOUNT_ID: id, ANALYTICS_TOKEN: token, ANALYTICS_DATASET: dataset } = env;
  if (typeof id !== "string" || typeof token !== "string" || token === "") return null;
  if (!/^[0-9a-f]{32}$/i.test(id)) return null;
  return new SqlStore(
    sqlApi({ id, token }),
    typeof dataset === "string" && dataset !== "" ? dataset : DATASET,
  );
}

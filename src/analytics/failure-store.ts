/** Where failures are counted, by the configuration. Where they are looked up is in `lookup.ts`. */
import type { Env } from "../env.ts";
import { LocalFailures } from "./local-failures.ts";

let local: LocalFailures | null = null;

/** The isolate's own failures, if `LOCAL_STORE` is "memory", else null. */
export function localFailures(env: Env): LocalFailures | null {
  if (env.LOCAL_STORE !== "memory") return null;
  local ??= new LocalFailures();
  return local;
}

/** What a failure is written to: the Analytics Engine dataset, or with `LOCAL_STORE` the isolate's memory beside it. */
export function failureDataset(env: Env): AnalyticsEngineDataset | undefined {
  const near = localFailures(env);
  const { FAILURES: far } = env;
  if (near === null) return far;
  return {
    writeDataPoint(point) {
      near.writeDataPoint(point);
      far?.writeDataPoint(point);
    },
  };
}

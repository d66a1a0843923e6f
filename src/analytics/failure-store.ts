/** Where failures are counted, by the configuration. Where they are looked up is in `lookup.ts`. */
import type { Env } from "../env.ts";
import { LocalFailures } from "./local-failures.ts";

let local: LocalFailures | null = null;

/** The failures in this isolate's memory if `LOCAL_STORE` is "memory", otherwise null. */
export function localFailures(env: Env): LocalFailures | null {
  if (env.LOCAL_STORE !== "memory") return null;
  local ??= new LocalFailures();
  return local;
}

/** What a failure is written to: the Analytics Engine dataset, and with `LOCAL_STORE` the isolate's memory too. */
export function failureDataset(env: Env): AnalyticsEngineDataset | undefined {
  const memory = localFailures(env);
  const { FAILURES: dataset } = env;
  if (memory === null) return dataset;
  return {
    writeDataPoint(point) {
      memory.writeDataPoint(point);
      dataset?.writeDataPoint(point);
    },
  };
}

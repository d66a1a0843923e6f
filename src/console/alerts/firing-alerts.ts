/** Which alerts are firing, as the last run of the cron left it: one read of KV, and no query. */
import type { Env } from "../../env.ts";
import { switchNamespace } from "../switch-namespace.ts";
import { loadState } from "./state-store.ts";

export interface FiringAlert {
  readonly name: string;
  /** In seconds since 1970. */
  readonly since: number;
}

/** The newest first; none where KV is not there or can't be read, which the page of the alerts says. */
export async function firingAlerts(env: Env): Promise<readonly FiringAlert[]> {
  const namespace = switchNamespace(env);
  if (namespace === null || !env.ALERT_WEBHOOK) return [];
  try {
    const { firing } = await loadState(namespace);
    return Object.entries(firing)
      .map(([name, { since }]) => ({ name, since }))
      .toSorted((one, other) => other.since - one.since);
  } catch {
    return [];
  }
}

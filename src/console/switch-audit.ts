/** Who changed which switch, and when: a log line and an entry in KV for each. */
import type { Env } from "../env.ts";
import { newReference } from "../failure/reference.ts";
import {
  CHANGE_KEPT_SECONDS,
  CHANGES_PREFIX,
  CHANGES_SHOWN,
  changeKey,
  changeMetadata,
  changeOf,
  type SwitchChange,
} from "./switch-change.ts";
import { switchNamespace } from "./switch-namespace.ts";

export interface SwitchAudit {
  /** The last ones, newest first. */
  readonly changes: readonly SwitchChange[];
  /** Why they could not be read, else null. */
  readonly trouble: string | null;
}

/** The last changes. KV may take a minute to list the newest. Never throws. */
export async function readAudit(env: Env): Promise<SwitchAudit> {
  const namespace = switchNamespace(env);
  if (namespace === null) return { changes: [], trouble: null };
  try {
    const { keys } = await namespace.list({ prefix: CHANGES_PREFIX, limit: CHANGES_SHOWN });
    const changes = keys.flatMap(({ metadata }) => changeOf(metadata) ?? []);
    return { changes, trouble: null };
  } catch (error) {
    return {
      changes: [],
      trouble: `The changes in the KV namespace SWITCHES could not be read: ${String(error)}`,
    };
  }
}

/** Logs a change and stores it. Out: whether it is stored; the change itself has already been made. Never throws. */
export async function recordChange(namespace: KVNamespace, change: SwitchChange): Promise<boolean> {
  const { at: _, ...said } = change;
  log({ event: "switched", ...said });
  try {
    const metadata = changeMetadata(change);
    await namespace.put(changeKey(change, newReference()), "", {
      metadata,
      expirationTtl: CHANGE_KEPT_SECONDS,
    });
    return true;
  } catch (error) {
    log({ event: "switched_unrecorded", route: change.route, error: String(error) });
    return false;
  }
}

function log(line: Readonly<Record<string, string | null>>): void {
  // biome-ignore lint/suspicious/noConsole: Workers Logs and `wrangler tail` read the console.
  console.log(JSON.stringify(line));
}

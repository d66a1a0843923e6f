/**
 * A route's notices, and which of them a client sees. Pure.
 */
import type { Client } from "../clients/shared/client.ts";
import { isAtLeast } from "../clients/shared/user-agent.ts";

export interface Notice {
  readonly text: string;
  /** Only for this client, as it is counted; null for all. */
  readonly client: string | null;
  /** Only below this version of it; null for every version. */
  readonly below: readonly number[] | null;
}

/** The text for this client: all of its notices in order; null if it has none. */
export function noticeFor(notices: readonly Notice[], identify: () => Client): string | null {
  if (notices.length === 0) return null;
  const texts = notices.filter((notice) => isMeant(notice, identify)).map(({ text }) => text);
  return texts.length === 0 ? null : texts.join(" ");
}

function isMeant({ client, below }: Notice, identify: () => Client): boolean {
  if (client === null) return true;
  const { name, version } = identify();
  if (name !== client) return false;
  // A version that can't be read may be the newest.
  return below === null || (/^\d/.test(version) && !isAtLeast(version, below));
}

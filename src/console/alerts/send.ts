/** Sends notices in the order in which they arose; those that can't be delivered wait for the next run. */
import type { Env } from "../../env.ts";
import { messageFor } from "./message.ts";
import type { Notice } from "./notice.ts";
import { deliver, readHook } from "./webhook.ts";

/** A day later a message is of no use, and more than this many would neither fit KV nor be read. Our choice. */
const WAITING_MAX_MS = 24 * 3_600_000;
const WAITING_MAX = 50;
/** The next run begins after a minute, and continues with the rest. */
const SENDING_MAX_MS = 25_000;
/** The message was refused, not the sender: the ones after it may get through. */
const REFUSES_ONE = [400, 413, 422];

export interface Sent {
  /** Oldest first. */
  readonly undelivered: readonly Notice[];
  /** Why, or null if all were delivered. */
  readonly why: string | null;
  /** How long the webhook wants to be left alone. */
  readonly retryAfterSeconds: number | null;
  /** Those given up. */
  readonly dropped: readonly Notice[];
}

/** `nowMs` is on the same clock as the dates of the notices. */
export async function send(env: Env, notices: readonly Notice[], nowMs: number): Promise<Sent> {
  const undelivered: Notice[] = [];
  let why: string | null = null;
  let retryAfterSeconds: number | null = null;
  let isStopped = false;
  const hook = notices.length === 0 ? null : await readHook(env);
  const begun = Date.now();
  for (const notice of notices) {
    if (hook === null || hook.kind === "unusable") {
      why = hook?.why ?? null;
      undelivered.push(notice);
      continue;
    }
    if (isStopped || Date.now() - begun > SENDING_MAX_MS) {
      undelivered.push(notice);
      continue;
    }
    const delivery = await deliver(hook.url, messageFor(hook.url, notice));
    if (delivery.kind === "delivered") continue;
    undelivered.push(notice);
    ({ why, retryAfterSeconds } = delivery);
    isStopped = !REFUSES_ONE.includes(delivery.status);
  }
  const { kept, dropped } = bounded(undelivered, nowMs);
  return { undelivered: kept, why, retryAfterSeconds, dropped };
}

/** If there are too many, the oldest are kept: they show how it began. */
function bounded(
  notices: readonly Notice[],
  nowMs: number,
): { readonly kept: readonly Notice[]; readonly dropped: readonly Notice[] } {
  const young = notices.filter(({ at }) => nowMs - Date.parse(at) <= WAITING_MAX_MS);
  const kept = young.slice(0, WAITING_MAX);
  return { kept, dropped: notices.filter((notice) => !kept.includes(notice)) };
}

/** Sending what is to be sent, in the order in which it happened; what can't be delivered waits for the next run. */
import type { Env } from "../../env.ts";
import { messageFor } from "./message.ts";
import type { Notice } from "./notice.ts";
import { deliver, readHook } from "./webhook.ts";

/** A day later nobody wants to know; and so many fit KV and a person's eye. Ours. */
const WAITING_MAX_MS = 24 * 3_600_000;
const WAITING_MAX = 50;
/** The next run begins after a minute, and goes on with the rest. */
const SENDING_MAX_MS = 25_000;
/** It is the message that was refused, and not the sender: the ones behind it may get through. */
const REFUSES_ONE = [400, 413, 422];

export interface Sent {
  /** The oldest first. */
  readonly undelivered: readonly Notice[];
  /** Why, or null where all was delivered. */
  readonly why: string | null;
  /** For so long the webhook wants to be left alone. */
  readonly retryAfterSeconds: number | null;
  /** What is given up. */
  readonly dropped: readonly Notice[];
}

/** `nowMs` is the time by which notices are dated. */
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

/** Of too many the oldest stay: they say how it began. */
function bounded(
  notices: readonly Notice[],
  nowMs: number,
): { readonly kept: readonly Notice[]; readonly dropped: readonly Notice[] } {
  const young = notices.filter(({ at }) => nowMs - Date.parse(at) <= WAITING_MAX_MS);
  const kept = young.slice(0, WAITING_MAX);
  return { kept, dropped: notices.filter((notice) => !kept.includes(notice)) };
}

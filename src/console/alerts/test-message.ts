/** A message to test that messages arrive. */
import { configurationOf } from "../../config/deployed-configuration.ts";
import type { Env } from "../../env.ts";
import { isoTime } from "../api/period.ts";
import { NO_DETAILS } from "./details.ts";
import { linkTo } from "./link.ts";
import { messageFor } from "./message.ts";
import { type Delivery, post, readHook } from "./webhook.ts";

export type Tested = Delivery | { readonly kind: "unusable"; readonly why: string };

/** Sent once, without retries: the person who requested it sees the outcome. */
export async function sendTest(env: Env, nowMs: number): Promise<Tested> {
  const hook = await readHook(env);
  if (hook.kind === "unusable") return hook;
  const configuration = configurationOf(env);
  const at = isoTime(Math.floor(nowMs / 1_000));
  const message = messageFor(hook.url, {
    id: `test@${at}`,
    alert: "test",
    state: "test",
    says: "A test of this webhook, requested by an operator of Outspoken. Alerts will arrive here",
    at,
    since: at,
    ...NO_DETAILS,
    link: configuration.ok ? linkTo(configuration.publicUrl, null) : null,
  });
  return post(hook.url, message);
}

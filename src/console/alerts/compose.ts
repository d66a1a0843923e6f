/** From a change of an alert's state to the message about it. */
import type { FailureFilter } from "../../analytics/store.ts";
import { minutesWords, whichWords } from "../../config/alert-words.ts";
import { isoTime } from "../api/period.ts";
import { type Counted, GATEWAY_ERROR_MINUTES } from "./count.ts";
import { detailsOf, NO_DETAILS } from "./details.ts";
import { type Linked, linkTo } from "./link.ts";
import type { Notice } from "./notice.ts";
import { notConfigured, type Observed } from "./observe.ts";
import type { Change } from "./state.ts";
import { filterOf, type Window } from "./window.ts";

export async function compose(change: Change, observed: Observed, now: number): Promise<Notice> {
  const { name, state, since } = change;
  const counted = observed.counted.get(name);
  const span = counted === undefined ? null : spanOf(change, counted.window);
  const filter = counted === undefined || span === null ? null : filterOf(counted.alert.which, span);
  const details = await lookedUp(observed, filter);
  const { configuration } = observed;
  return {
    id: `${name}@${isoTime(since)}/${state}`,
    alert: name,
    state,
    says: state === "firing" ? begins(name, counted, observed) : ends(change, details.count, now),
    at: isoTime(now),
    since: isoTime(since),
    ...details,
    // What was counted when it was noticed, so that a message doesn't give two numbers.
    count: state === "firing" ? (counted?.count ?? details.count) : details.count,
    link: configuration.ok ? linkTo(configuration.publicUrl, linkedOf(counted, span, state)) : null,
  };
}

async function lookedUp({ store }: Observed, filter: FailureFilter | null) {
  if (store === null || filter === null) return NO_DETAILS;
  return (await detailsOf(store, filter)) ?? NO_DETAILS;
}

function linkedOf(counted: Counted | undefined, span: Window | null, state: Change["state"]): Linked | null {
  if (counted === undefined || span === null) return null;
  return { which: counted.alert.which, since: span.since, until: state === "over" ? span.until : null };
}

/** If it is over, everything from the first failure that set it off. */
function spanOf({ state, since }: Change, window: Window): Window {
  return state === "firing" ? window : { since: since - (window.until - window.since), until: window.until };
}

function begins(name: string, counted: Counted | undefined, observed: Observed): string {
  if (counted !== undefined) return reached(counted);
  switch (name) {
    case "gateway_error":
      return `${observed.gatewayErrors} in ${minutesWords(GATEWAY_ERROR_MINUTES)}: requests that hit an error of Outspoken's own and were answered with 500. The log has each as gateway_error; please report it`;
    case "alerts_blind":
      return `Nothing can be counted, so the alerts are blind: ${observed.blind}`;
    default:
      return notConfigured(observed.configuration) ?? "";
  }
}

function reached({ alert, count, yesterday }: Counted): string {
  const { which, atLeast, minutes, timesYesterday } = alert;
  const before = yesterday === null ? "" : ` (${yesterday} a day before)`;
  const limit =
    timesYesterday === null
      ? `${atLeast}`
      : `${atLeast}, and at ${timesYesterday} times as many as a day before`;
  return `${count} in ${minutesWords(minutes)}${before}: ${whichWords(which)}. The alert begins at ${limit}`;
}

function ends({ name, since, because }: Change, count: number | null, now: number): string {
  const lasted = `after ${minutesWords(Math.max(Math.round((now - since) / 60), 1))}`;
  if (because === "unconfigured") return `No longer configured, ${lasted}`;
  switch (name) {
    case "gateway_error":
      return `No further error of Outspoken's own for ${minutesWords(GATEWAY_ERROR_MINUTES)}`;
    case "alerts_blind":
      return `Failures can be looked up again, ${lasted}`;
    case "not_configured":
      return `The configuration is valid again, ${lasted}`;
    default:
      return count === null ? `Over ${lasted}` : `Over ${lasted}, with ${count} failures in all`;
  }
}

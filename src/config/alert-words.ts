/** A condition of `ALERTS` in words, for commands, messages and the operator's page. Pure. */
import type { Alert, Which } from "./alert.ts";

/** `timeout or unreachable of npm: at least 20 in 10 minutes` */
export function alertWords({ which, atLeast, minutes, timesYesterday }: Alert): string {
  const often = timesYesterday === null ? "" : `, and ${timesYesterday} times as many as a day before`;
  return `${whichWords(which)}: at least ${atLeast} in ${minutesWords(minutes)}${often}`;
}

export function whichWords({ categories, routes, originHosts, clients }: Which): string {
  return [
    categories.length === 0 ? "any failure" : either(categories),
    ...(routes.length === 0 ? [] : [`of the route ${either(routes)}`]),
    ...(originHosts.length === 0 ? [] : [`at ${either(originHosts)}`]),
    ...(clients.length === 0 ? [] : [`seen by ${either(clients)}`]),
  ].join(" ");
}

/** `10 minutes`, `1 hour`, `90 minutes` */
export function minutesWords(minutes: number): string {
  if (minutes % 60 !== 0) return minutes === 1 ? "1 minute" : `${minutes} minutes`;
  return minutes === 60 ? "1 hour" : `${minutes / 60} hours`;
}

function either(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

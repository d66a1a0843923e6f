/** How one origin failed, counted from its failures in the way that Analytics SQL counts. */
import type { OriginCount, StoredFailure } from "./store.ts";

/** In: the failures of one origin, at least one. */
export function originCount(originHost: string, failures: readonly StoredFailure[]): OriginCount {
  const number = (matches: (failure: StoredFailure) => boolean) =>
    failures.reduce((sum, failure) => sum + (matches(failure) ? failure.stands_for : 0), 0);
  const outages = failures.filter(isOutage).toSorted((a, b) => b.at - a.at);
  const [last] = outages;
  return {
    originHost,
    failures: number(() => true),
    answered: number(({ cause }) => cause === "answered"),
    serverErrors: number(({ cause, origin_status: status }) => cause === "answered" && status >= 500),
    timeout: number(({ cause }) => cause === "timeout"),
    unreachable: number(({ cause }) => cause === "unreachable"),
    aborted: number(({ cause }) => cause === "aborted"),
    served: number(({ status }) => status < 400),
    p95Ms: quantile(0.95, failures),
    maxMs: Math.max(...failures.map(({ duration_ms: ms }) => ms)),
    lastAt: Math.max(...failures.map(({ at }) => at)),
    lastOutage: last === undefined ? null : { at: last.at, reason: last.reason },
  };
}

function isOutage({ cause }: StoredFailure): boolean {
  return cause === "timeout" || cause === "unreachable";
}

/** The smallest duration that at least this share of the failures did not exceed. */
function quantile(level: number, failures: readonly StoredFailure[]): number {
  const sorted = failures.toSorted((a, b) => a.duration_ms - b.duration_ms);
  const wanted = Math.ceil(level * sorted.reduce((sum, { stands_for: number }) => sum + number, 0));
  let counted = 0;
  for (const { duration_ms: ms, stands_for: number } of sorted) {
    counted += number;
    if (counted >= wanted) return ms;
  }
  return 0;
}

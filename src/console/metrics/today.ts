/** Today's counters, at any time of the day. The clock is the caller's. */
import type { FailureStore } from "../../analytics/store.ts";
import type { Sample } from "./exposition.ts";
import { FAILURE_LABELS, failureSamples, neverLess } from "./families.ts";

const DAY_SECONDS = 86_400;
/** Groups of one query, the largest; failures of smaller ones are left out. */
const GROUPS_MAX = 5_000;

export interface Counters {
  /** Midnight UTC, when they began, in seconds since 1970. */
  readonly since: number;
  readonly samples: readonly Sample[];
}

export class Today {
  #since = 0;
  /** The highest value of each counter since then. */
  #highest = new Map<string, number>();

  async countersAt(nowMs: number, store: FailureStore): Promise<Counters> {
    const second = Math.floor(nowMs / 1_000);
    const since = second - (second % DAY_SECONDS);
    const groups = await store.countsBy({ since, until: second + 1 }, FAILURE_LABELS, GROUPS_MAX);
    if (this.#since !== since) {
      this.#since = since;
      this.#highest = new Map();
    }
    return { since, samples: neverLess(failureSamples(groups), this.#highest) };
  }
}

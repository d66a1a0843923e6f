/** A search in memory, with the same results as Analytics SQL gives (`search-query.ts`). Pure. */
import { type Clue, type FoundFailures, SEARCHED, type StoredFailure } from "./store.ts";

/** The groups that match at least one clue: the highest sum of weights first, then the newest. */
export function findIn(failures: readonly StoredFailure[], clues: readonly Clue[]): readonly FoundFailures[] {
  const groups = Map.groupBy(failures, keyOf);
  const found = [...groups].flatMap(([key, group]) => {
    const [first] = group;
    const fitting = first === undefined ? [] : clues.filter((clue) => fits(clue, first));
    return first === undefined || fitting.length === 0
      ? []
      : [{ key, found: foundOf(first, group, fitting) }];
  });
  return found
    .toSorted(
      (a, b) => b.found.score - a.found.score || b.found.lastAt - a.found.lastAt || (a.key < b.key ? -1 : 1),
    )
    .map((one) => one.found);
}

function keyOf(failure: StoredFailure): string {
  return [...SEARCHED.map((field) => failure[field]), failure.mode].join("\u0000");
}

/** Whether a failure matches a clue. */
export function fits({ field, match, value }: Clue, failure: Pick<FoundFailures, Clue["field"]>): boolean {
  const text = String(failure[field]).toLowerCase();
  return match === "equals" ? text === value : text.includes(value);
}

function foundOf(
  first: StoredFailure,
  group: readonly StoredFailure[],
  fitting: readonly Clue[],
): FoundFailures {
  const last = group.reduce((newest, one) => (one.at > newest.at ? one : newest), first);
  return {
    score: fitting.reduce((sum, { weight }) => sum + weight, 0),
    route: first.route,
    format: first.format,
    category: first.category,
    client: first.client,
    client_version: first.client_version,
    method: first.method,
    status: first.status,
    package: first.package,
    version: first.version,
    reason: first.reason,
    mode: first.mode,
    failures: group.reduce((sum, one) => sum + one.stands_for, 0),
    lastAt: last.at,
    ref: last.ref,
  };
}

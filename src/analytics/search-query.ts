/**
 * The query of a search, in the dialect of `queries.ts`: it has `position` but no LIKE (cloudflare-docs analytics/sql-api/
 * sql-reference/functions). A statement may have 10 KiB, so the number of clues is limited too. Pure.
 */
import { columnOf } from "./data-point-fields.ts";
import { COUNT, LAST_AT, type Query, requireInteger, selected, table, time } from "./queries.ts";
import { type Clue, SEARCHED, type Span } from "./store.ts";

/** About 150 bytes of the statement each. */
export const CLUES_MAX = 48;

const GROUPED = [...SEARCHED, "mode"] as const;

/** The groups of failures that match a clue, with the sum of the weights of all that they match. In: at least one clue. */
export function searchQuery(
  dataset: string,
  { since, until }: Span,
  clues: readonly Clue[],
  limit: number,
): Query {
  if (clues.length === 0 || clues.length > CLUES_MAX)
    throw new RangeError("not a number of clues for a query");
  const names = GROUPED.map((field) => `"${field}"`).join(", ");
  const tests = clues.map(test);
  const score = clues.map(({ weight }, index) => `if(${tests[index]}, ${requireInteger(weight)}, 0)`);
  return {
    query: `SELECT ${score.join(" + ")} AS "score",
  ${selected(GROUPED)}, ${COUNT}, ${LAST_AT}, argMax(${columnOf("ref")}, timestamp) AS "ref"
FROM ${table(dataset)}
WHERE timestamp >= $since
  AND timestamp < $until
  AND (${tests.join(" OR ")})
GROUP BY "score", ${names}
ORDER BY "score" DESC, "last_at" DESC, ${names}
LIMIT ${requireInteger(limit)}`,
    params: {
      since: time(since),
      until: time(until),
      ...Object.fromEntries(
        clues.flatMap(({ field, value }, index) => (field === "status" ? [] : [[`c${index}`, value]])),
      ),
    },
  };
}

/** `position(needle IN text)` means the same in every dialect; with a comma, the order of arguments differs. */
function test({ field, match, value }: Clue, index: number): string {
  if (field === "status") return `${columnOf(field)} = ${requireInteger(Number(value))}`;
  const text = `lowerUTF8(${columnOf(field)})`;
  return match === "equals" ? `${text} = $c${index}` : `position($c${index} IN ${text}) > 0`;
}

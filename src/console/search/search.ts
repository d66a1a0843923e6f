/** From what was understood to the failures that fit, best first, and why each fits. */

import { RETENTION_DAYS } from "../../analytics/queries.ts";
import { CLUES_MAX } from "../../analytics/search-query.ts";
import type { Clue, FailureStore, Span, StoredFailure } from "../../analytics/store.ts";
import type { Route } from "../../config/route.ts";
import { CATEGORIES, isFailure } from "../../failure/category.ts";
import { type Candidate, type Result, ranked } from "./rank.ts";
import { understand } from "./understand.ts";
import type { Part, Understood } from "./understood.ts";
import { WEIGHT } from "./weights.ts";

/** How many are shown: a person looks at a few. */
export const RESULTS_SHOWN = 10;
export const RESULTS_MAX = 50;
/** How many are selected for the exact comparison. */
const CANDIDATES = 200;
const DAY_SECONDS = 86_400;
const RECENT_SECONDS = 7 * DAY_SECONDS;

export interface Searched {
  readonly span: Span;
  readonly results: readonly Result[];
}

/** Reads a query and answers it. `host` is the gateway's own, as in the request. */
export async function answerSearch(
  store: FailureStore,
  query: string,
  {
    routes,
    host,
    limit,
  }: { readonly routes: readonly Route[]; readonly host: string; readonly limit: number },
): Promise<Searched & { readonly asked: Understood }> {
  const now = Math.floor(Date.now() / 1_000);
  const asked = await understand(query, routes, host, now);
  return { asked, ...(await searchFailures(store, asked, limit, now)) };
}

/** The `limit` groups of failures that fit best. In: what `understand` made of the query. */
export async function searchFailures(
  store: FailureStore,
  asked: Understood,
  limit: number,
  nowSeconds: number,
): Promise<Searched> {
  const referred = await byReferences(store, asked);
  const clues = cluesOf(asked);
  const until = nowSeconds + 1;
  const recent = { since: until - RECENT_SECONDS, until };
  const ever = { since: until - RETENTION_DAYS * DAY_SECONDS, until };
  let span: Span = recent;
  let found = await candidates(store, asked, recent, clues);
  if (found.length === 0 && clues.length > 0) {
    span = ever;
    found = await candidates(store, asked, ever, clues);
  }
  const results = [
    ...referred,
    ...ranked(found, asked).filter(({ ref }) => !referred.some((one) => one.ref === ref)),
  ];
  return { span, results: results.slice(0, limit) };
}

async function byReferences(store: FailureStore, { parts }: Understood): Promise<readonly Result[]> {
  const refs = parts.flatMap((part) => (part.kind === "reference" ? [part.ref] : []));
  const found = await Promise.all(refs.map((ref) => store.byReference(ref)));
  return found.flatMap((failure) => (failure === null ? [] : [alone(failure)]));
}

function alone({ at, stands_for, ...failure }: StoredFailure): Result {
  return { ...failure, failures: stands_for, lastAt: at, why: [`reference ${failure.ref}`] };
}

/** From the span, and from the time that the search names, which may be before it. */
async function candidates(
  store: FailureStore,
  { parts }: Understood,
  span: Span,
  clues: readonly Clue[],
): Promise<readonly Candidate[]> {
  const time = parts.find((part) => part.kind === "time");
  // Everything at that time, if nothing else is known.
  const wanted = clues.length > 0 || time === undefined ? clues : EVERYTHING;
  if (wanted.length === 0) return [];
  const [timely, others] = await Promise.all([
    time === undefined ? [] : store.search(time, wanted, CANDIDATES),
    clues.length === 0 ? [] : store.search(span, wanted, CANDIDATES),
  ]);
  return [
    ...timely.map((one) => ({ ...one, isTimely: true })),
    ...others.map((one) => ({ ...one, isTimely: false })),
  ];
}

const EVERYTHING: readonly Clue[] = CATEGORIES.filter(isFailure).map((value) => ({
  field: "category",
  match: "equals",
  value,
  weight: 0,
}));

/** The most specific ones first, as many as a query takes. */
export function cluesOf({ parts, words, isShort }: Understood): readonly Clue[] {
  const clues = parts.flatMap(cluesOfPart);
  for (const word of words) {
    clues.push(contains("reason", word, Math.min(word.length, WEIGHT.word)));
    if (isShort) clues.push(contains("package", word, WEIGHT.partOfPackage));
    else clues.push(equals("package", word, WEIGHT.wordAsPackage));
  }
  return clues.slice(0, CLUES_MAX);
}

function cluesOfPart(part: Part): Clue[] {
  switch (part.kind) {
    case "package": {
      const { name, version } = part.package;
      return [
        equals("package", name, WEIGHT.package),
        ...(version === "" ? [] : [equals("version", version, WEIGHT.version)]),
      ];
    }
    case "route":
      return [equals("route", part.route, WEIGHT.route), equals("format", part.format, WEIGHT.format)];
    case "client":
      return [
        ...part.names.map((name) => equals("client", name, WEIGHT.client)),
        ...(part.version === "" ? [] : [contains("client_version", part.version, WEIGHT.clientVersion)]),
      ];
    case "method":
      return [equals("method", part.method, WEIGHT.method)];
    case "status":
      return [equals("status", String(part.status), WEIGHT.status)];
    case "category":
      return [equals("category", part.category, WEIGHT.category)];
    case "reference":
    case "time":
      return [];
  }
}

function equals(field: Clue["field"], value: string, weight: number): Clue {
  return { field, match: "equals", value: value.toLowerCase(), weight };
}

function contains(field: Clue["field"], value: string, weight: number): Clue {
  return { field, match: "contains", value: value.toLowerCase(), weight };
}

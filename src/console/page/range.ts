/** What a page shows, read from its address, and the addresses of other views. */
import { html } from "hono/html";
import * as v from "valibot";
import { isQueryableName } from "../../analytics/queries.ts";
import { type Cursor, type FailureFilter, FILTER_FIELDS, type StoredFailure } from "../../analytics/store.ts";
import { cutToCharacters } from "../../text/text.ts";
import { cursorOf, cursorText } from "../api/answers.ts";
import { isoTime } from "../api/period.ts";
import { CURSOR_PATTERN, FIELD_FILTERS } from "../api/requests.ts";
import { ADMIN_PATH, type Markup } from "./layout.ts";
import { boundsOf, endsNow, type Span, spanOf } from "./span.ts";

/** The span of time and what the failures are narrowed to. */
export interface View extends Omit<FailureFilter, "since" | "until"> {
  readonly span: Span;
  /** In the list of failures one by one: those older than this one. */
  readonly before: Cursor | null;
}

export interface ReadView {
  readonly view: View;
  /** A sentence about each part of the address that is ignored. */
  readonly problems: readonly string[];
}

/** In: the query of the address. */
export function readView(query: Readonly<Record<string, string>>): ReadView {
  const { span, problems: ofSpan } = spanOf(
    { range: query.range, from: query.from, to: query.to },
    thisSecond(),
  );
  const given = Object.fromEntries(
    FILTER_FIELDS.flatMap((name) => {
      const value = query[name];
      // A form sends its empty fields too; an empty reason is that of failures without one.
      return value === undefined || (value === "" && name !== "reason") ? [] : [[name, value]];
    }),
  );
  const { issues = [] } = v.safeParse(FILTERS, given);
  const wrong = new Set(issues.map((issue) => v.getDotPath(issue)));
  const right = Object.fromEntries(Object.entries(given).filter(([name]) => !wrong.has(name)));
  const before = query.before ?? "";
  const isCursor = CURSOR_PATTERN.test(before);
  return {
    view: { ...v.parse(FILTERS, right), span, before: isCursor ? cursorOf(before) : null },
    problems: [
      ...ofSpan,
      ...issues.map((issue) => `${v.getDotPath(issue)} ${issue.message}. This filter is ignored`),
      ...(before === "" || isCursor ? [] : ["before wants the value from the link to older failures"]),
    ],
  };
}

const FILTERS = v.object(FIELD_FILTERS);

/** The same without the problems. */
export function viewOf(query: Readonly<Record<string, string>>): View {
  return readView(query).view;
}

/** The end of every span that ends now: the current second is included. */
export function thisSecond(): number {
  return Math.floor(Date.now() / 1_000) + 1;
}

/** The query for the failures that a view shows; it starts on a full step. */
export function queryOf(view: View): { readonly filter: FailureFilter; readonly step: number } {
  const { span, before: _, ...fields } = view;
  const { step, ...bounds } = boundsOf(span, thisSecond());
  return { filter: { ...fields, ...bounds }, step };
}

/** The page of failures one by one. */
export const FAILURES_PATH = `${ADMIN_PATH}/failures`;

/** The address of a view: on a package's own page or the overview, unless `path` is that of another page. */
export function addressOf(view: View, path: string = pathOf(view)): string {
  return `${path}?${new URLSearchParams(parametersOf(view))}`;
}

function pathOf(view: View): string {
  return `${ADMIN_PATH}/${view.package === undefined ? "" : "package"}`;
}

/** The parameters of its address, without the place in a list, which only this view has. */
export function parametersOf(view: View): Record<string, string> {
  return { ...spanParameters(view.span), ...filterParameters(view) };
}

export function filterParameters(view: View): Record<string, string> {
  const given = FILTER_FIELDS.map((name) => [name, view[name]] as const);
  return Object.fromEntries(given.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function spanParameters(span: Span): Record<string, string> {
  if (span.kind === "last") return { range: span.name };
  return { from: isoTime(span.from), ...(span.until === null ? {} : { to: isoTime(span.until) }) };
}

/** The next page of the list. */
export function olderAddress(view: View, next: Cursor): string {
  const query = new URLSearchParams(parametersOf(view));
  query.set("before", cursorText(next) ?? "");
  return `${FAILURES_PATH}?${query}`;
}

/** The same failures as CSV; the API names the span differently. */
export function csvAddress(view: View): string {
  const { since, until } = queryOf(view).filter;
  const span = endsNow(view.span) ? { since } : { since, until };
  const times = Object.entries(span).map(([name, seconds]) => [name, isoTime(seconds)]);
  return `${ADMIN_PATH}/api/failures.csv?${new URLSearchParams({ ...Object.fromEntries(times), ...filterParameters(view) })}`;
}

/** In tables; a package's own page has all of its name. */
const NAME_SHOWN_MAX_CHARACTERS = 64;

/** A package with a link to its page; plain text if no query can contain its name. */
export function packageLink(view: View, format: string, name: string): Markup | string {
  const shown = cutToCharacters(name, NAME_SHOWN_MAX_CHARACTERS);
  if (name === "" || !isQueryableName(name)) return shown;
  const wanted = viewOf({ format, package: name });
  return html`<a href="${addressOf({ ...wanted, span: view.span })}">${shown}</a>`;
}

/** From one failure to everything like it in the last week: the same route, category, package and reason. */
export function likeLink({ route, category, package: name, reason }: StoredFailure): Markup {
  const view = viewOf({ range: "7d", route, category, package: name, reason });
  return html`<a href="${addressOf(view, FAILURES_PATH)}">All failures like this in the last 7 days</a>`;
}

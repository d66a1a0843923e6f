/** The spans of time that the page offers, and the links that choose among them. */
import { html } from "hono/html";
import { isQueryableName } from "../../analytics/queries.ts";
import { FORMAT_NAMES } from "../../clients/index.ts";
import { CATEGORIES, type Category } from "../../failure/category.ts";
import { cutToCharacters } from "../../text/text.ts";
import { ADMIN_PATH, type Markup } from "./layout.ts";

export const RANGES = {
  "1h": { label: "1 hour", seconds: 3_600, step: 60 },
  "24h": { label: "24 hours", seconds: 86_400, step: 1_800 },
  "7d": { label: "7 days", seconds: 7 * 86_400, step: 3 * 3_600 },
  "30d": { label: "30 days", seconds: 30 * 86_400, step: 12 * 3_600 },
} as const;

export type RangeName = keyof typeof RANGES;

/** What a view may be narrowed to, in the order in which the page says so. */
const FILTERS = ["package", "version", "format", "route", "category", "client"] as const;

/** What the page shows, as given in its address. */
export interface View {
  readonly range: RangeName;
  readonly route: string | undefined;
  readonly category: Category | undefined;
  readonly client: string | undefined;
  readonly format: string | undefined;
  readonly package: string | undefined;
  readonly version: string | undefined;
}

/** In: the query of the address. Invalid values are ignored; a page should not answer 400. */
export function viewOf(query: Readonly<Record<string, string>>): View {
  const category = CATEGORIES.find((name) => name === query.category);
  return {
    range: isRange(query.range) ? query.range : "24h",
    route: named(query.route),
    category,
    client: named(query.client),
    format: FORMAT_NAMES.find((name) => name === query.format),
    package: nameOf(query.package),
    version: nameOf(query.version),
  };
}

function isRange(name: string | undefined): name is RangeName {
  return name !== undefined && Object.hasOwn(RANGES, name);
}

/** The names of routes and clients (see `api/requests.ts`). */
function named(text: string | undefined): string | undefined {
  return text !== undefined && /^[\w.+-]{1,64}$/.test(text) ? text : undefined;
}

/** The names of packages and versions, as clients write them. */
function nameOf(text: string | undefined): string | undefined {
  return text !== undefined && text !== "" && isQueryableName(text) ? text : undefined;
}

/** The address of a view: a package's own page, or the overview. */
export function addressOf(view: View): string {
  const query = new URLSearchParams({ range: view.range });
  for (const name of FILTERS) {
    const value = view[name];
    if (value !== undefined) query.set(name, value);
  }
  return `${ADMIN_PATH}/${view.package === undefined ? "" : "package"}?${query}`;
}

/** In tables; a package's own page has all of its name. */
const NAME_SHOWN_MAX_CHARACTERS = 64;

/** A package with a link to its page; as mere text where no query can ask for it. */
export function packageLink(view: View, format: string, name: string): Markup | string {
  const shown = cutToCharacters(name, NAME_SHOWN_MAX_CHARACTERS);
  const wanted = viewOf({ format, package: name });
  if (wanted.package === undefined) return shown;
  return html`<a href="${addressOf({ ...wanted, range: view.range })}">${shown}</a>`;
}

/** The choice of a range, and every filter with a link that removes it. */
export function rangeLinks(view: View): Markup {
  const ranges = Object.entries(RANGES).map(([name, { label }]) => {
    const here = name === view.range;
    const address = isRange(name) ? addressOf({ ...view, range: name }) : "";
    return html`<li><a href="${address}"${here ? html` aria-current="true"` : ""}>${label}</a></li>`;
  });
  const filters = FILTERS.flatMap((name) => {
    const value = view[name];
    if (value === undefined) return [];
    const without = addressOf({ ...view, [name]: undefined });
    return [
      html`<li>${name} <b>${value}</b> <a href="${without}" aria-label="show all, not only ${name} ${value}">show all</a></li>`,
    ];
  });
  return html`<nav class="ranges" aria-label="Span of time"><ul>${ranges}</ul></nav>
${filters.length === 0 ? "" : html`<ul class="filters" aria-label="Only these">${filters}</ul>`}`;
}

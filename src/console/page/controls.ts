/** What selects the failures on a page: the span of time, the mode, and every filter with a link that removes it. */
import { html } from "hono/html";
import { FILTER_FIELDS, type FilterField } from "../../analytics/store.ts";
import { cutToCharacters } from "../../text/text.ts";
import { type Markup, troubles } from "./layout.ts";
import { addressOf, filterParameters, type ReadView, type View } from "./range.ts";
import { endsNow, isoMinute, isRange, RANGES, type Span } from "./span.ts";

/** `path` is the page's own; if absent, the view decides. */
export function controls({ view, problems }: ReadView, path?: string): Markup {
  return html`${problems.length === 0 ? "" : troubles(problems.map((text) => `${text}.`))}
<div class="controls">
<nav class="ranges" aria-label="Span of time"><ul>${rangeItems(view, path)}</ul></nav>
<nav class="ranges" aria-label="Mode"><ul>${modeItems(view, path)}</ul></nav>
${endsNow(view.span) && view.before === null ? REFRESHING : ""}
</div>
${otherTimes(view, path)}
${filterItems(view, path)}`;
}

/** Shown by the script that refreshes, without which there is nothing to switch off. */
const REFRESHING = html`<p class="refreshing" id="refreshing" hidden><label><input type="checkbox" checked> Refresh every minute</label> <span id="refreshed"></span><span id="announced" class="unseen" role="status"></span></p>`;

function rangeItems(view: View, path: string | undefined): readonly Markup[] {
  return Object.entries(RANGES).map(([name, { label }]) => {
    const isHere = view.span.kind === "last" && view.span.name === name;
    const address = isRange(name) ? addressOf({ ...view, span: { kind: "last", name } }, path) : "";
    return html`<li><a href="${address}"${isHere ? html` aria-current="true"` : ""}>${label}</a></li>`;
  });
}

const MODES = [
  [undefined, "All modes"],
  ["on", "On"],
  ["observe", "Observed"],
] as const;

function modeItems(view: View, path: string | undefined): readonly Markup[] {
  return MODES.map(([mode, label]) => {
    const isHere = view.mode === mode;
    return html`<li><a href="${addressOf({ ...view, mode }, path)}"${isHere ? html` aria-current="true"` : ""}>${label}</a></li>`;
  });
}

/** Open if such a span is shown, so that its times are visible. */
function otherTimes(view: View, path: string | undefined): Markup {
  const { span } = view;
  const kept = Object.entries(filterParameters(view));
  const [action = ""] = addressOf(view, path).split("?");
  return html`<details class="other-times"${span.kind === "between" ? html` open` : ""}><summary>Other times (UTC)</summary>
<form class="row times" method="get" action="${action}">
${kept.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<label>From (UTC) <input type="datetime-local" name="from" value="${startOf(span)}"></label>
<label>To (UTC), empty for now <input type="datetime-local" name="to" value="${endOf(span)}"></label>
<button>Show</button>
</form></details>`;
}

function startOf(span: Span): string {
  return span.kind === "between" ? isoMinute(span.from) : "";
}

function endOf(span: Span): string {
  return span.kind === "between" && span.until !== null ? isoMinute(span.until - 60) : "";
}

/** A reason may be long; the list below shows all of it. */
const VALUE_SHOWN_MAX_CHARACTERS = 80;

function filterItems(view: View, path: string | undefined): Markup | string {
  const items = FILTER_FIELDS.filter((name) => name !== "mode").flatMap((name) => {
    const value = view[name];
    if (value === undefined) return [];
    const shown = value === "" ? "none given" : cutToCharacters(value, VALUE_SHOWN_MAX_CHARACTERS);
    const without = addressOf({ ...view, [name]: undefined }, path);
    return [
      html`<li>${wordOf(name)} <b>${shown}</b> <a href="${without}" aria-label="show all, not only ${wordOf(name)} ${shown}">show all</a></li>`,
    ];
  });
  return items.length === 0 ? "" : html`<ul class="filters" aria-label="Filters">${items}</ul>`;
}

function wordOf(field: FilterField): string {
  return field === "origin_host" ? "origin" : field;
}

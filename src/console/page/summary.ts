/** Whether it is normal now: the failures of a span and those of the span before, in words and numbers. */
import { html } from "hono/html";
import type { FailureFilter, FailureStore, TimeCount } from "../../analytics/store.ts";
import { CATEGORIES, type Category } from "../../failure/category.ts";
import { categoryOf, counted, type Markup, scrolling } from "./layout.ts";
import { addressOf, thisSecond, type View } from "./range.ts";
import { comparedSpan, wordsOf } from "./span.ts";

/** The failures of the span before. */
export interface Earlier {
  readonly name: string;
  readonly byCategory: ReadonlyMap<string, number>;
}

/** One query, over the same length of time as `filter`. Null if the failures of that time are no longer kept. */
export async function earlierOf(
  store: FailureStore,
  filter: FailureFilter,
  step: number,
): Promise<Earlier | null> {
  const compared = comparedSpan({ ...filter, step }, thisSecond());
  if (compared === null) return null;
  const { since, until } = filter;
  const shifted = { ...filter, since: since - compared.bySeconds, until: until - compared.bySeconds };
  const groups = await store.countsBy(shifted, ["category"], CATEGORIES.length);
  const counts = groups.map(({ values: { category = "" }, failures }) => [category, failures] as const);
  return { name: compared.name, byCategory: new Map(counts) };
}

export function totalOf(counts: readonly { readonly failures: number }[]): number {
  return counts.reduce((sum, { failures }) => sum + failures, 0);
}

/** `412 failures in 24 hours, 3.1 times the day before (133)` */
export function totalLine(total: number, view: View, earlier: Earlier | null): Markup {
  const number = html`<b>${counted(total)}</b> ${total === 1 ? "failure" : "failures"} ${wordsOf(view.span)}`;
  if (earlier === null)
    return html`<p class="total" id="total">${number}. There are no failures kept from the time before to compare with.</p>`;
  const past = [...earlier.byCategory.values()].reduce((sum, failures) => sum + failures, 0);
  return html`<p class="total" id="total">${number}, ${comparison(total, past, earlier.name)}</p>`;
}

function comparison(now: number, past: number, name: string): Markup {
  if (past === 0) return html`none ${name}`;
  const change = changeOf(now, past);
  const than = html`${name} (${counted(past)})`;
  switch (change.kind) {
    case "same":
      return html`about as many as ${than}`;
    case "times":
      return html`<strong>${change.words}</strong> ${than}`;
    case "fewer":
      return html`${change.words} fewer than ${than}`;
  }
}

type Change =
  | { readonly kind: "same" }
  | { readonly kind: "times"; readonly words: string }
  | { readonly kind: "fewer"; readonly words: string };

/** Within a quarter, or within what chance alone explains (3 standard deviations), it is the same. */
function changeOf(now: number, past: number): Change {
  const byChance = 3 * Math.sqrt(Math.max(now, past));
  const ratio = now / past;
  if (Math.abs(now - past) <= byChance || (ratio > 0.8 && ratio < 1.25)) return { kind: "same" };
  if (ratio < 1) return { kind: "fewer", words: `${Math.round((1 - ratio) * 100)} %` };
  return { kind: "times", words: `${ratio < 10 ? ratio.toFixed(1) : counted(Math.round(ratio))} times` };
}

/** A row for each category that has failures now or had them then. */
export function categoriesTable(
  counts: readonly TimeCount[],
  earlier: Earlier | null,
  view: View,
): Markup | string {
  const lines = CATEGORIES.map((category) => ({
    category,
    now: totalOf(counts.filter((count) => count.category === category)),
    past: earlier?.byCategory.get(category) ?? 0,
  })).filter(({ now, past }) => now + past > 0);
  if (lines.length === 0) return "";
  const rows = lines.toSorted((a, b) => b.now - a.now).map((line) => row(line, earlier, view));
  return scrolling(
    "Failures by category",
    html`<table class="narrow">
<thead><tr><th scope="col">Category</th><th scope="col" class="number">Failures</th>${
      earlier === null
        ? ""
        : html`<th scope="col" class="number">${earlier.name[0]?.toUpperCase()}${earlier.name.slice(1)}</th><th scope="col">Compared</th>`
    }</tr></thead>
<tbody>${rows}</tbody>
</table>`,
  );
}

interface Line {
  readonly category: Category;
  readonly now: number;
  readonly past: number;
}

function row({ category, now, past }: Line, earlier: Earlier | null, view: View): Markup {
  return html`<tr>
<th scope="row"><a href="${addressOf({ ...view, category })}">${categoryOf(category)}</a></th>
<td class="number">${counted(now)}</td>
${earlier === null ? "" : html`<td class="number">${counted(past)}</td><td>${changeCell(now, past)}</td>`}
</tr>`;
}

function changeCell(now: number, past: number): Markup | string {
  if (past === 0) return html`<strong>new</strong>`;
  if (now === 0) return "gone";
  const change = changeOf(now, past);
  if (change.kind === "same") return "about as many";
  return change.kind === "times" ? html`<strong>${change.words}</strong>` : `${change.words} fewer`;
}

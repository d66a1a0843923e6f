/**
 * Failures over time by category: a table, from which `assets/page.client.js` draws the chart. With the script the table
 * is folded away under "The same as a table".
 */
import { html } from "hono/html";
import type { TimeCount } from "../../analytics/store.ts";
import { CATEGORIES } from "../../failure/category.ts";
import { categoryOf, counted, type Markup, scrolling, timeOf } from "./layout.ts";

export interface OverTime {
  readonly since: number;
  readonly until: number;
  readonly step: number;
  readonly counts: readonly TimeCount[];
}

export function overTime({ since, until, step, counts }: OverTime): Markup {
  const categories = CATEGORIES.filter((name) => counts.some(({ category }) => category === name));
  if (categories.length === 0) return html`<p class="empty">No failures in this period.</p>`;
  const byPart = new Map(counts.map(({ at, category, failures }) => [`${at} ${category}`, failures]));
  const rows: Markup[] = [];
  for (let at = since; at < until; at += step) {
    const cells = categories.map((name) => html`<td>${counted(byPart.get(`${at} ${name}`) ?? 0)}</td>`);
    rows.push(html`<tr data-at="${at}"><th scope="row">${timeOf(at)}</th>${cells}</tr>`);
  }
  const table = html`<table id="over-time" class="numbers" data-step="${step}">
<caption>Failures by category; each row starts at the time (UTC) it names</caption>
<thead><tr><th scope="col">From</th>${categories.map(
    (name) => html`<th scope="col" data-category="${name}">${categoryOf(name)}</th>`,
  )}</tr></thead>
<tbody>${rows}</tbody>
</table>`;
  return html`<figure id="chart" hidden aria-label="Chart of failures over time by category; the numbers are in the table below"></figure>
<details id="over-time-table" open><summary>The same as a table</summary>${scrolling("Failures over time", table)}</details>`;
}

/** The page `/-/outspoken/failures`: failures one by one, older ones behind a link. */
import { html } from "hono/html";
import type { FailureStore } from "../../analytics/store.ts";
import type { Env } from "../../env.ts";
import { CSV_ROWS_MAX } from "../api/requests.ts";
import { controls } from "./controls.ts";
import { counted, layout, type Markup } from "./layout.ts";
import { fromStore, live } from "./live.ts";
import {
  addressOf,
  csvAddress,
  FAILURES_PATH,
  olderAddress,
  queryOf,
  type ReadView,
  type View,
} from "./range.ts";
import { latestTable } from "./tables.ts";

const SHOWN = 50;

/** One query. */
export async function latestPage(env: Env, read: ReadView): Promise<Markup> {
  const { view } = read;
  return layout({
    title: "Failures one by one",
    current: "failure",
    body: html`<h1>Failures one by one</h1>
${controls(read, FAILURES_PATH)}
${live(view, await fromStore(env, view, listPart))}`,
  });
}

async function listPart(store: FailureStore, view: View): Promise<Markup> {
  const { failures, next } = await store.list(queryOf(view).filter, SHOWN, view.before);
  return html`${latestTable(failures, view)}
<nav class="ranges" aria-label="Further failures"><ul>
${view.before === null ? "" : html`<li><a href="${addressOf(view, FAILURES_PATH)}">Newest</a></li>`}
${next === null ? "" : html`<li><a href="${olderAddress(view, next)}" rel="next">Older</a></li>`}
<li>${csvLink(view)}</li>
<li><a href="${addressOf(view)}">Counts</a></li>
</ul></nav>`;
}

export function csvLink(view: View): Markup {
  return html`<a href="${csvAddress(view)}&amp;limit=${CSV_ROWS_MAX}" download>CSV (the last ${counted(CSV_ROWS_MAX)})</a>`;
}

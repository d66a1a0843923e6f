/** One package: its failures over time, by version and by client, their reasons, and the latest. */
import { html } from "hono/html";
import type { FailureStore } from "../../analytics/store.ts";
import type { Env } from "../../env.ts";
import { controls } from "./controls.ts";
import { layout, type Markup } from "./layout.ts";
import { fromStore, live } from "./live.ts";
import { overTime } from "./over-time.ts";
import { furtherLinks } from "./overview.ts";
import { queryOf, type ReadView, type View } from "./range.ts";
import { categoriesTable, earlierOf, totalLine, totalOf } from "./summary.ts";
import { countsTable, latestTable, reasonsTable } from "./tables.ts";

const GROUPS_SHOWN = 20;
const REASONS_SHOWN = 15;
const LATEST_SHOWN = 20;

/** In: the name of the package that the view is narrowed to. */
export async function packagePage(env: Env, read: ReadView, name: string): Promise<Markup> {
  const { view } = read;
  return layout({
    title: name,
    current: "package",
    body: html`<h1 class="name"><code>${name}</code></h1>
${controls(read)}
${live(view, await fromStore(env, view, countsPart))}`,
  });
}

/** Six queries. */
async function countsPart(store: FailureStore, view: View): Promise<Markup> {
  const { filter, step } = queryOf(view);
  const [counts, earlier, versions, clients, reasons, latest] = await Promise.all([
    store.countsOverTime(filter, step),
    earlierOf(store, filter, step),
    store.countsBy(filter, ["version", "category"], GROUPS_SHOWN),
    store.countsBy(filter, ["client", "client_version", "route"], GROUPS_SHOWN),
    store.topReasons(filter, REASONS_SHOWN),
    store.list(filter, LATEST_SHOWN, null),
  ]);
  const total = totalOf(counts);
  return html`${totalLine(total, view, earlier)}
<div class="at-a-look"><div>${overTime({ ...filter, step, counts })}</div>
<div>${categoriesTable(counts, earlier, view)}</div></div>
<section><h2>By version and category</h2>
${countsTable("Failures by version and category", BY_VERSION, versions, total)}</section>
<section><h2>By client and route</h2>
${countsTable("Failures by client and route", BY_CLIENT, clients, total)}</section>
<section><h2>Most frequent reasons</h2>
${reasonsTable(reasons, view)}</section>
<section><h2>Latest</h2>
${latestTable(latest.failures, view)}
${furtherLinks(view)}</section>`;
}

const BY_VERSION = [
  ["version", "Version"],
  ["category", "Category"],
] as const;

const BY_CLIENT = [
  ["client", "Client"],
  ["client_version", "Client version"],
  ["route", "Route"],
] as const;

/** One package: its failures over time, by version and client, what was said, and the latest. */
import { html } from "hono/html";
import type { FailureStore } from "../../analytics/store.ts";
import type { Env } from "../../env.ts";
import { layout, type Markup } from "./layout.ts";
import { askedBy, overTime, totalLine, totalOf } from "./over-time.ts";
import { fromStore } from "./overview.ts";
import { rangeLinks, type View } from "./range.ts";
import { countsTable, latestTable, reasonsTable } from "./tables.ts";

const GROUPS_SHOWN = 20;
const REASONS_SHOWN = 15;
const LATEST_SHOWN = 20;

/** In: a view of one package. */
export async function packagePage(env: Env, view: View & { readonly package: string }): Promise<Markup> {
  const name = view.package;
  return layout({
    title: name,
    current: "package",
    body: html`<h1 class="name"><code>${name}</code></h1>
${await fromStore(env, view, countsPart)}`,
  });
}

async function countsPart(store: FailureStore, view: View): Promise<Markup> {
  const { filter, step } = askedBy(view);
  const [counts, versions, clients, reasons, latest] = await Promise.all([
    store.countsOverTime(filter, step),
    store.countsBy(filter, ["version", "category"], GROUPS_SHOWN),
    store.countsBy(filter, ["client", "client_version", "route"], GROUPS_SHOWN),
    store.topReasons(filter, REASONS_SHOWN),
    store.list(filter, LATEST_SHOWN, null),
  ]);
  const total = totalOf(counts);
  return html`${rangeLinks(view)}
${totalLine(total, view)}
${overTime({ ...filter, step, counts })}
<section><h2>By version and category</h2>
${countsTable("Failures by version and category", BY_VERSION, versions, total)}</section>
<section><h2>By client and route</h2>
${countsTable("Failures by client and route", BY_CLIENT, clients, total)}</section>
<section><h2>Most frequent reasons</h2>
${reasonsTable(reasons)}</section>
<section><h2>Latest</h2>
${latestTable(latest.failures, view)}</section>`;
}

const BY_VERSION = [
  ["version", "Version"],
  ["category", "Category"],
] as const;

const BY_CLIENT = [
  ["client", "Client"],
  ["client_version", "Its version"],
  ["route", "Route"],
] as const;

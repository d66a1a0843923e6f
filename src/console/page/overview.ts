/** The page `/-/outspoken/`. */
import { html } from "hono/html";
import { LOCAL_FAILURES_MAX } from "../../analytics/local-failures.ts";
import { failureStore, NO_STORE } from "../../analytics/lookup.ts";
import { type FailureStore, StoreUnavailable } from "../../analytics/store.ts";
import type { Env } from "../../env.ts";
import { type Category, isFailure } from "../../failure/category.ts";
import { switchStates } from "../switch-states.ts";
import { counted, layout, type Markup } from "./layout.ts";
import { askedBy, overTime, totalLine, totalOf } from "./over-time.ts";
import { addressOf, rangeLinks, type View } from "./range.ts";
import { searchForm } from "./search-form.ts";
import { switchesTable } from "./switches.ts";
import { groupsTable, latestTable, packagesTable, reasonsTable } from "./tables.ts";
import { NOTHING_TRIED, tryOutForm } from "./try-out-form.ts";

const GROUPS_SHOWN = 50;
const PACKAGES_SHOWN = 15;
const REASONS_SHOWN = 15;
const LATEST_SHOWN = 20;

export async function overviewPage(env: Env, view: View): Promise<Markup> {
  const [failures, switches] = await Promise.all([failuresPart(env, view), switchStates(env)]);
  return layout({
    title: "Failures",
    current: "overview",
    body: html`<h1>Failures</h1>
${failures}
<section><h2 id="switches">Switches</h2>
${switchesTable(switches)}</section>
<section><h2>Try-out</h2>
${tryOutForm(NOTHING_TRIED)}
<div id="result" aria-live="polite"></div></section>`,
  });
}

function failuresPart(env: Env, view: View): Promise<Markup> {
  return fromStore(env, view, countsPart);
}

/** What `part` makes of the stored failures, or why there are none. */
export async function fromStore(
  env: Env,
  view: View,
  part: (store: FailureStore, view: View) => Promise<Markup>,
): Promise<Markup> {
  const store = failureStore(env);
  if (store === null) return html`<p class="trouble">${NO_STORE}.</p>`;
  try {
    return await part(store, view);
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    return html`${rangeLinks(view)}<p class="trouble" role="alert">${error.message}.</p>${searchForm("")}`;
  }
}

async function countsPart(store: FailureStore, view: View): Promise<Markup> {
  const { filter, step } = askedBy(view);
  const [counts, groups, packages, reasons, latest] = await Promise.all([
    store.countsOverTime(filter, step),
    store.countsBy(filter, ["route", "category", "client"], GROUPS_SHOWN),
    store.topPackages(filter, PACKAGES_SHOWN),
    store.topReasons(filter, REASONS_SHOWN),
    store.list(filter, LATEST_SHOWN, null),
  ]);
  const total = totalOf(counts);
  return html`${rangeLinks(view)}
${totalLine(total, view)}
${overTime({ ...filter, step, counts })}
<p class="note">${sourceNote(store)} ${leftOut(view)}</p>
${searchForm("")}
<section><h2>By route, category and client</h2>
${groupsTable(groups, total, view)}</section>
<section><h2>Most refused packages</h2>
${packagesTable(packages, view)}</section>
<section><h2>Most frequent reasons</h2>
${reasonsTable(reasons)}</section>
<section><h2>Latest</h2>
${latestTable(latest.failures, view)}</section>`;
}

function sourceNote(store: FailureStore): string {
  return store.kind === "memory"
    ? `From the memory of this process (LOCAL_STORE): the last ${counted(LOCAL_FAILURES_MAX)} failures since it started.`
    : "From Workers Analytics Engine, which keeps three months. Where it samples, numbers are estimates.";
}

/** What the protocols do as a matter of course is counted, but is no failure. */
function leftOut(view: View): Markup {
  if (view.category !== undefined && !isFailure(view.category)) return html``;
  const link = (category: Category, words: string) =>
    html`<a href="${addressOf({ ...view, category })}">${words}</a>`;
  return html`${link("challenge", "Challenges")} and ${link("probe", "probes")} are left out.`;
}

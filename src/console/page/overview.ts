/** The page `/-/outspoken/`. */
import { html } from "hono/html";
import { LOCAL_FAILURES_MAX } from "../../analytics/local-failures.ts";
import type { FailureStore } from "../../analytics/store.ts";
import type { Env } from "../../env.ts";
import { type Category, isFailure } from "../../failure/category.ts";
import { isEasyToGuess } from "../admin-auth/token.ts";
import { firingAlerts } from "../alerts/alert-states.ts";
import { originStates } from "../origin-states.ts";
import { readAudit } from "../switch-audit.ts";
import { switchStates } from "../switch-states.ts";
import { firingLine } from "./alerts.ts";
import { controls } from "./controls.ts";
import { csvLink } from "./latest.ts";
import { counted, layout, type Markup } from "./layout.ts";
import { fromStore, live } from "./live.ts";
import { originsTable } from "./origins.ts";
import { overTime } from "./over-time.ts";
import { addressOf, FAILURES_PATH, queryOf, type ReadView, type View } from "./range.ts";
import { searchForm } from "./search-form.ts";
import { categoriesTable, earlierOf, totalLine, totalOf } from "./summary.ts";
import { changesTable, switchesTable } from "./switches.ts";
import { groupsTable, latestTable, packagesTable, reasonsTable } from "./tables.ts";
import { NOTHING_TRIED, tryOutForm } from "./try-out-form.ts";

const GROUPS_SHOWN = 50;
const ORIGINS_SHOWN = 20;
const PACKAGES_SHOWN = 15;
const REASONS_SHOWN = 15;
const LATEST_SHOWN = 20;
/** Earlier ones are on the page of the switches. */
const CHANGES_SHOWN = 5;

export async function overviewPage(env: Env, read: ReadView): Promise<Markup> {
  const { view } = read;
  const [failures, switches, audit, firing] = await Promise.all([
    fromStore(env, view, (store) => countsPart(env, store, view)),
    switchStates(env),
    readAudit(env),
    firingAlerts(env),
  ]);
  const lastChanges = { ...audit, changes: audit.changes.slice(0, CHANGES_SHOWN) };
  return layout({
    title: "Failures",
    current: "overview",
    body: html`<h1>Failures</h1>
${tokenWarning(env)}
${firingLine(firing)}
${controls(read)}
${searchForm("")}
${live(view, failures)}
<section><h2 id="switches">Switches</h2>
${switchesTable(switches)}
<h3>Last changes</h3>
${changesTable(lastChanges)}</section>
<section><h2>Try-out</h2>
${tryOutForm(NOTHING_TRIED)}
<div id="result" aria-live="polite"></div></section>`,
  });
}

function tokenWarning({ ADMIN_TOKEN: token }: Env): Markup | string {
  if (typeof token !== "string" || !isEasyToGuess(token)) return "";
  return html`<p class="trouble">The secret ADMIN_TOKEN is short enough to be guessed. Generate a longer one: <code>openssl rand -hex 32</code></p>`;
}

/** Seven queries, whatever the view. */
async function countsPart(env: Env, store: FailureStore, view: View): Promise<Markup> {
  const { filter, step } = queryOf(view);
  const [counts, earlier, origins, groups, packages, reasons, latest] = await Promise.all([
    store.countsOverTime(filter, step),
    earlierOf(store, filter, step),
    store.topOrigins(filter, ORIGINS_SHOWN),
    store.countsBy(filter, ["route", "category", "client"], GROUPS_SHOWN),
    store.topPackages(filter, PACKAGES_SHOWN),
    store.topReasons(filter, REASONS_SHOWN),
    store.list(filter, LATEST_SHOWN, null),
  ]);
  const total = totalOf(counts);
  return html`${totalLine(total, view, earlier)}
<div class="at-a-look"><div>${overTime({ ...filter, step, counts })}</div>
<div>${categoriesTable(counts, earlier, view)}</div></div>
<p class="note">${sourceNote(store)} ${leftOut(view)}</p>
<section><h2>Origins</h2>
${originsTable(origins, originStates(env), view)}</section>
<section><h2>By route, category and client</h2>
${groupsTable(groups, total, view)}</section>
<section><h2>Most refused packages</h2>
${packagesTable(packages, view)}</section>
<section><h2>Most frequent reasons</h2>
${reasonsTable(reasons, view)}</section>
<section><h2>Latest</h2>
${latestTable(latest.failures, view)}
${furtherLinks(view)}</section>`;
}

/** Links from the latest few to all of them. */
export function furtherLinks(view: View): Markup {
  return html`<nav class="ranges" aria-label="Further failures"><ul>
<li><a href="${addressOf(view, FAILURES_PATH)}">All of them, one by one</a></li>
<li>${csvLink(view)}</li>
</ul></nav>`;
}

function sourceNote(store: FailureStore): string {
  return store.kind === "memory"
    ? `From the memory of this process (LOCAL_STORE): the last ${counted(LOCAL_FAILURES_MAX)} failures since it started.`
    : "From Workers Analytics Engine, which keeps three months. Where it samples, numbers are estimates.";
}

/** Routine steps of the protocols are counted, but are no failures. */
function leftOut(view: View): Markup {
  if (view.category !== undefined && !isFailure(view.category)) return html``;
  const link = (category: Category, words: string) =>
    html`<a href="${addressOf({ ...view, category })}">${words}</a>`;
  return html`${link("challenge", "Challenges")} and ${link("probe", "probes")} are left out.`;
}

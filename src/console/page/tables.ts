/** The tables of the overview. */
import { html } from "hono/html";
import type {
  Dimension,
  GroupCount,
  PackageCount,
  ReasonCount,
  StoredFailure,
} from "../../analytics/store.ts";
import { CATEGORIES, type Category } from "../../failure/category.ts";
import { ADMIN_PATH, categoryOf, counted, type Markup, scrolling, timeOf } from "./layout.ts";
import { addressOf, FAILURES_PATH, packageLink, queryOf, type View } from "./range.ts";

const HOUR_SECONDS = 3_600;

/** Route by category by client; `total` covers all groups, listed or not. */
export function groupsTable(groups: readonly GroupCount[], total: number, view: View): Markup {
  if (groups.length === 0) return html`<p class="empty">Nothing counted.</p>`;
  const { since, until } = queryOf(view).filter;
  const hours = (until - since) / HOUR_SECONDS;
  const rows = groups.map(({ values: { route = "", category = "", client = "" }, failures }) => {
    const only = (label: Markup | string, filter: Partial<View>) =>
      html`<a href="${addressOf({ ...view, ...filter })}">${label}</a>`;
    return html`<tr>
<th scope="row">${only(route, { route })}</th>
<td>${only(categoryOf(category), { category: knownCategory(category) })}</td>
<td>${only(client, { client })}</td>
<td class="number">${counted(failures)}</td>
<td class="number wide-only">${rate(failures / hours)}</td>
<td class="number wide-only">${share(failures, total)}</td>
</tr>`;
  });
  return scrolling(
    "Failures by route, category and client",
    html`<table>
<thead><tr><th scope="col">Route</th><th scope="col">Category</th><th scope="col">Client</th><th scope="col" class="number">Failures</th><th scope="col" class="number wide-only">Per hour</th><th scope="col" class="number wide-only">Share</th></tr></thead>
<tbody>${rows}</tbody>
</table>`,
  );
}

function knownCategory(text: string): Category | undefined {
  return CATEGORIES.find((name) => name === text);
}

/** Two significant digits: `0.25`, `3.1`, `42`. */
function rate(perHour: number): string {
  if (perHour >= 10) return counted(Math.round(perHour));
  return perHour.toFixed(perHour >= 1 ? 1 : 2);
}

function share(part: number, whole: number): string {
  const percent = whole === 0 ? 0 : (part / whole) * 100;
  return percent > 0 && percent < 1 ? "< 1 %" : `${Math.round(percent)} %`;
}

/** Each reason with a link to its failures. */
export function reasonsTable(reasons: readonly ReasonCount[], view: View): Markup {
  if (reasons.length === 0) return html`<p class="empty">Nothing counted.</p>`;
  const rows = reasons.map(
    ({ category, reason, failures, lastAt }) => html`<tr>
<td class="number">${counted(failures)}</td>
<td>${categoryOf(category)}</td>
<td class="reason"><a href="${addressOf({ ...view, category: knownCategory(category), reason }, FAILURES_PATH)}">${reasonOf(reason)}</a></td>
<td class="wide-only">${timeOf(lastAt)}</td>
</tr>`,
  );
  return scrolling(
    "Most frequent reasons",
    html`<table>
<thead><tr><th scope="col" class="number">Failures</th><th scope="col">Category</th><th scope="col">Reason</th><th scope="col" class="wide-only">Last (UTC)</th></tr></thead>
<tbody>${rows}</tbody>
</table>`,
  );
}

function reasonOf(reason: string): Markup | string {
  return reason === "" ? html`<i>none given</i>` : reason;
}

/** The packages with the most failures, each with its categories and its last reason. */
export function packagesTable(packages: readonly PackageCount[], view: View): Markup {
  if (packages.length === 0)
    return html`<p class="empty">None: no failing request named a package in its path.</p>`;
  const rows = packages.map(
    ({ format, package: name, failures, categories, lastReason, lastAt }) => html`<tr>
<th scope="row" class="package">${packageLink(view, format, name)}<br><span class="soft">${format}</span></th>
<td class="number wide-only">${counted(failures)}</td>
<td>${categories.map((one) => html`<div class="whole">${categoryOf(one.category)} ${counted(one.failures)}</div>`)}</td>
<td class="reason">${reasonOf(lastReason)}</td>
<td class="wide-only">${timeOf(lastAt)}</td>
</tr>`,
  );
  return scrolling(
    "Most refused packages",
    html`<table>
<thead><tr><th scope="col">Package, format</th><th scope="col" class="number wide-only">Failures</th><th scope="col">By category</th><th scope="col">Last reason</th><th scope="col" class="wide-only">Last (UTC)</th></tr></thead>
<tbody>${rows}</tbody>
</table>`,
  );
}

/** Counts by some fields, one column each; `total` covers all groups, listed or not. */
export function countsTable(
  label: string,
  columns: readonly (readonly [dimension: Dimension, head: string])[],
  groups: readonly GroupCount[],
  total: number,
): Markup {
  if (groups.length === 0) return html`<p class="empty">Nothing counted.</p>`;
  const cell = (dimension: Dimension, value: string) =>
    dimension === "category" ? categoryOf(value) : value === "" ? html`<i>not known</i>` : value;
  const rows = groups.map(
    ({ values, failures }) => html`<tr>
${columns.map(([dimension]) => html`<td class="name">${cell(dimension, values[dimension] ?? "")}</td>`)}
<td class="number">${counted(failures)}</td>
<td class="number">${share(failures, total)}</td>
</tr>`,
  );
  return scrolling(
    label,
    html`<table>
<thead><tr>${columns.map(([, head]) => html`<th scope="col">${head}</th>`)}<th scope="col" class="number">Failures</th><th scope="col" class="number">Share</th></tr></thead>
<tbody>${rows}</tbody>
</table>`,
  );
}

export function latestTable(failures: readonly StoredFailure[], view: View): Markup {
  if (failures.length === 0) return html`<p class="empty">None.</p>`;
  const rows = failures.map(
    (failure) => html`<tr>
<td><a href="${ADMIN_PATH}/failure?ref=${encodeURIComponent(failure.ref)}">${failure.ref}</a><br>${timeOf(failure.at)}</td>
<td>${failure.route}<br><span class="soft">${failure.client}<span class="wide-only"> ${failure.client_version}</span></span><div class="narrow-only">${categoryOf(failure.category)} ${failure.status}</div></td>
<td class="wide-only">${categoryOf(failure.category)}<br>${failure.status}</td>
<td class="reason">${aboutOf(failure, view)}${reasonOf(failure.reason)}</td>
</tr>`,
  );
  return scrolling(
    "Latest failures",
    html`<table>
<thead><tr><th scope="col">Reference, time (UTC)</th><th scope="col">Route, client<span class="narrow-only">, category</span></th><th scope="col" class="wide-only">Category, status</th><th scope="col">${view.package === undefined ? "Package" : "Version"}, reason</th></tr></thead>
<tbody>${rows}</tbody>
</table>`,
  );
}

/** The package of a failure and its version on a separate line; on the package's page the version alone. */
function aboutOf({ format, package: name, version }: StoredFailure, view: View): Markup | string {
  if (name === view.package) return version === "" ? "" : html`${version}<br>`;
  return name === "" ? "" : html`${packageLink(view, format, name)} ${version}<br>`;
}

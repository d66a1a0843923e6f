/** The page `/-/outspoken/search`: what was understood, and the failures that fit. */
import { html } from "hono/html";
import { failureStore, NO_STORE } from "../../analytics/lookup.ts";
import { RETENTION_DAYS } from "../../analytics/queries.ts";
import { StoreUnavailable } from "../../analytics/store.ts";
import type { Env } from "../../env.ts";
import { cutToBytes } from "../../text/text.ts";
import { lineOf } from "../search/pasted.ts";
import type { placeOf } from "../search/place.ts";
import type { Result } from "../search/rank.ts";
import { answerSearch, RESULTS_SHOWN } from "../search/search.ts";
import { loneReference } from "../search/understand.ts";
import { understoodWords } from "../search/words.ts";
import { ADMIN_PATH, categoryOf, counted, layout, type Markup, timeOf } from "./layout.ts";
import { packageLink, viewOf } from "./range.ts";
import { searchForm } from "./search-form.ts";

const DAY_SECONDS = 86_400;
/** Percent-encoded, what is left fits the 16 KB of a URL. */
const ADDRESS_TEXT_MAX_BYTES = 4_000;

/** The address of the page for a query, without the secrets in it, so that it can be shared; or that of the failure that it names. */
export function searchAddress(query: string): string {
  const ref = loneReference(query);
  if (ref !== null) return `${ADMIN_PATH}/failures/${ref}`;
  const lines = query.split("\n").map(lineOf);
  const text = cutToBytes(lines.filter((line) => line !== "").join("\n"), ADDRESS_TEXT_MAX_BYTES);
  return `${ADMIN_PATH}/search?${new URLSearchParams({ q: text })}`;
}

export async function searchPage(
  env: Env,
  query: string,
  place: ReturnType<typeof placeOf>,
): Promise<Markup> {
  return layout({
    title: "Search",
    current: "failure",
    body: html`<h1>Search</h1>
${searchForm(query)}
${query.trim() === "" ? "" : await answer(env, query, place)}`,
  });
}

async function answer(env: Env, query: string, place: ReturnType<typeof placeOf>): Promise<Markup> {
  const store = failureStore(env);
  if (store === null) return html`<p class="trouble" role="alert">${NO_STORE}.</p>`;
  try {
    const { asked, results, span } = await answerSearch(store, query, { ...place, limit: RESULTS_SHOWN });
    const understood = understoodWords(asked);
    const time = asked.parts.some(({ kind }) => kind === "time") ? ", and around the time named" : "";
    if (understood.length === 0)
      return html`<p class="trouble" role="alert">Nothing in this could be understood. Try the words of the message, or the package.</p>`;
    const listed = understood.map(([what, value]) => html`<li>${what} <b>${value}</b></li>`);
    return html`<p class="note" id="understood">Understood as:</p>
<ul class="filters" aria-labelledby="understood">${listed}</ul>
${results.length === 0 ? nothing() : found(results)}
<p class="note">Searched: the last ${Math.round((span.until - span.since) / DAY_SECONDS)} days${time}. All times are UTC; a time without a zone is taken as UTC.</p>`;
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    return html`<p class="trouble" role="alert">${error.message}.</p>`;
  }
}

function nothing(): Markup {
  return html`<p class="trouble" role="alert">No failure fits. It may have happened before the request reached the gateway, at another host or route, or more than ${RETENTION_DAYS} days ago; where failures are sampled, one may be in the log only.</p>`;
}

function found(results: readonly Result[]): Markup {
  return html`<h2>Failures that fit, best first</h2>
<ol class="results">${results.map(item)}</ol>`;
}

/** A list rather than a table: on a phone a reason needs the full width. */
function item(result: Result): Markup {
  const {
    ref,
    lastAt,
    route,
    client,
    client_version: clientVersion,
    category,
    status,
    format,
    version,
  } = result;
  const name =
    result.package === ""
      ? ""
      : html`<b>${packageLink(viewOf({ range: "7d" }), format, result.package)}</b> ${version} `;
  const times = result.failures === 1 ? "" : html`, ${counted(result.failures)} times, last`;
  return html`<li>
<p class="name">${result.reason === "" ? html`<i>no reason given</i>` : result.reason}</p>
<p>${categoryOf(category)} ${status} ${name}<span class="whole">${route}</span>, <span class="whole">${client} ${clientVersion}</span>${times} ${timeOf(lastAt)} <a href="${ADMIN_PATH}/failures/${ref}">${ref}</a></p>
<p class="note">Fits: ${result.why.join(", ")}</p>
</li>`;
}

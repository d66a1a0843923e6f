/** Which origin is down or slow: a row for each that failed, those with outages first. */
import { html } from "hono/html";
import type { OriginCount } from "../../analytics/store.ts";
import type { OriginState } from "../origin-states.ts";
import { counted, type Markup, scrolling, timeOf } from "./layout.ts";
import { addressOf, thisSecond, type View } from "./range.ts";

export function originsTable(
  origins: readonly OriginCount[],
  states: ReadonlyMap<string, OriginState>,
  view: View,
): Markup {
  if (origins.length === 0) return html`<p class="empty">Nothing counted.</p>`;
  const rows = origins.map((origin) => row(origin, states.get(origin.originHost) ?? null, view));
  return html`${scrolling(
    "Failures by origin",
    html`<table>
<thead><tr><th scope="col">Origin</th><th scope="col" class="number">Unreach&shy;able</th><th scope="col" class="number">Timed out</th><th scope="col" class="number">5xx</th><th scope="col" class="number">Refused</th><th scope="col" class="number wide-only">Client left</th><th scope="col" class="number wide-only">95 % within</th><th scope="col" class="number">Slowest</th></tr></thead>
<tbody>${rows}</tbody>
</table>`,
  )}
<p class="note">Times are those of failing requests. A breaker's state is that of the isolate that answered with this page; Cloudflare runs many, each with its own breakers, and the log has <code>breaker_open</code> and <code>breaker_closed</code> of all.</p>`;
}

function row(origin: OriginCount, state: OriginState | null, view: View): Markup {
  const { originHost: host, answered, serverErrors, timeout, unreachable, aborted } = origin;
  const states = statesOf(origin, state);
  return html`<tr${states.length === 0 ? "" : html` class="has-states"`}>
<th scope="row"><a href="${addressOf({ ...view, origin_host: host })}">${host === "" ? "not known" : host}</a></th>
${outages(unreachable)}${outages(timeout)}
<td class="number">${counted(serverErrors)}</td>
<td class="number">${counted(answered - serverErrors)}</td>
<td class="number wide-only">${counted(aborted)}</td>
<td class="number whole wide-only">${duration(origin.p95Ms)}</td>
<td class="number whole">${duration(origin.maxMs)}</td>
</tr>${states.length === 0 ? "" : html`<tr class="states"><td colspan="8">${states}</td></tr>`}`;
}

function outages(count: number): Markup {
  return html`<td class="number">${count === 0 ? "0" : html`<strong>${counted(count)}</strong>`}</td>`;
}

function statesOf(origin: OriginCount, state: OriginState | null): readonly Markup[] {
  const { lastOutage, served } = origin;
  const lines: Markup[] = [];
  if (lastOutage !== null)
    lines.push(html`Last outage ${timeOf(lastOutage.at)} (${ago(lastOutage.at)}): ${lastOutage.reason}.`);
  if (state !== null && state.fallbacks.length > 0)
    lines.push(html`Fallback: ${state.fallbacks.join(", ")}.`);
  if (served > 0)
    lines.push(html`${counted(served)} served anyway (a fallback, the client's own copy, a last resort).`);
  if (state !== null && state.breaker !== null)
    lines.push(html`Breaker in this isolate: ${breakerWords(state.breaker)}.`);
  return lines.map((line) => html`<div>${line}</div>`);
}

function breakerWords(breaker: NonNullable<OriginState["breaker"]>): Markup | string {
  switch (breaker.kind) {
    case "closed":
      return breaker.failures === 0 ? "closed" : `closed, failures in a row: ${breaker.failures}`;
    case "open":
      return html`<strong>open</strong>, ${breaker.leftSeconds === 0 ? "the next request tries it" : `next try in ${breaker.leftSeconds} s`}`;
    case "half_open":
      return html`<strong>open</strong>, trying now`;
  }
}

/** `850 ms`, `12.0 s` */
function duration(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

function ago(at: number): string {
  const minutes = Math.floor((thisSecond() - at) / 60);
  if (minutes < 1) return "just now";
  if (minutes < 120) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ago` : `${Math.floor(hours / 24)} days ago`;
}

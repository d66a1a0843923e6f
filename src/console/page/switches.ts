/** The switches of all routes, on the overview and on their own page, and what was changed. */
import { html } from "hono/html";
import { parseSetting } from "../../config/setting.ts";
import { settingText, settingWords } from "../../config/setting-text.ts";
import { OBEYED_WITHIN_SECONDS } from "../../config/switches.ts";
import type { Env } from "../../env.ts";
import { readAudit, type SwitchAudit } from "../switch-audit.ts";
import { type SwitchState, type SwitchStates, switchStates } from "../switch-states.ts";
import { ADMIN_PATH, layout, type Markup, scrolling, timeOf } from "./layout.ts";

/** `/-/outspoken/switches` */
export async function switchesPage(env: Env): Promise<Markup> {
  const [states, audit] = await Promise.all([switchStates(env), readAudit(env)]);
  return layout({
    title: "Switches",
    current: "switches",
    body: html`<h1>Switches</h1>
${switchesTable(states)}
<section><h2 id="changes">Last changes</h2>
${changesTable(audit)}
<p class="note">The name is whatever was given at the sign-in, by a script or by a machine, and proves nothing: all operators share one token. KV may take a minute to show the newest change.</p></section>`,
  });
}

/** The address at which a route's switch is thrown. */
export function switchAddress(route: string): string {
  return `${ADMIN_PATH}/switches/${encodeURIComponent(route)}`;
}

export function switchesTable({ states, trouble, areWritable }: SwitchStates): Markup {
  const rows = states.map(
    (state) => html`<tr>
<th scope="row">${state.route}</th>
<td class="wide-only">${state.format}</td>
<td>${settingText(state.configured)}</td>
<td class="wide-only">${kvText(state)}</td>
<td><b>${settingWords(state.effective)}</b></td>
${areWritable ? html`<td><a href="${switchAddress(state.route)}" aria-label="Change ${state.route}">Change</a></td>` : ""}
</tr>`,
  );
  return html`${trouble === null ? "" : html`<p class="note">${trouble}.</p>`}
${areWritable ? html`<p class="note">A change takes effect everywhere within about ${OBEYED_WITHIN_SECONDS} seconds. <a href="${ADMIN_PATH}/switches#changes">Who changed what</a></p>` : ""}
${scrolling(
  "Switches",
  html`<table>
<thead><tr><th scope="col">Route</th><th scope="col" class="wide-only">Format</th><th scope="col">Configured</th><th scope="col" class="wide-only">In KV</th><th scope="col">In effect</th>${areWritable ? html`<th scope="col"><span class="unseen">Change</span></th>` : ""}</tr></thead>
<tbody>${rows}</tbody>
</table>`,
)}`;
}

/** Maintenance in words, since its JSON would fill the table. */
function kvText({ kv }: SwitchState): string {
  if (kv === null) return "-";
  const setting = parseSetting(kv);
  return setting?.kind === "maintenance" ? settingWords(setting) : kv;
}

const BY = { page: "on this page", api: "by the API", command: "by npm run switch" } as const;

export function changesTable({ changes, trouble }: SwitchAudit): Markup {
  if (trouble !== null) return html`<p class="trouble" role="alert">${trouble}.</p>`;
  if (changes.length === 0) return html`<p class="empty">No changes are recorded.</p>`;
  const rows = changes.map(
    ({ at, route, from, to, who, by }) => html`<tr>
<td>${timeOf(Math.floor(at / 1_000))}</td>
<th scope="row">${route}</th>
<td class="name">${from === null ? "" : html`${from} → `}<b>${to}</b></td>
<td>${who === "" ? html`<i>no name given</i>` : who}<br><span class="soft">${BY[by]}</span></td>
</tr>`,
  );
  return scrolling(
    "Last changes of switches",
    html`<table>
<thead><tr><th scope="col">Time (UTC)</th><th scope="col">Route</th><th scope="col">Change</th><th scope="col">Who</th></tr></thead>
<tbody>${rows}</tbody>
</table>`,
  );
}

/** The switches of all routes on the overview, each with forms to set it. */
import { html } from "hono/html";
import { parseSetting, type Setting } from "../../config/setting.ts";
import { settingText, settingWords } from "../../config/setting-text.ts";
import { parseSpan, SPAN } from "../../config/span.ts";
import type { Env } from "../../env.ts";
import { OPERATOR_TEXT_MAX_CHARACTERS } from "../../limits.ts";
import { type SwitchState, type SwitchStates, type Unwritten, writeSwitch } from "../switch-states.ts";
import { ADMIN_PATH, layout, type Markup, scrolling } from "./layout.ts";

/** Deletes a switch from KV, as in `npm run switch`. */
const CONFIGURED = "configured";

export function switchesTable({ states, trouble, areWritable }: SwitchStates): Markup {
  const rows = states.map(
    (state) => html`<tr>
<th scope="row">${state.route}</th>
<td class="wide-only">${state.format}</td>
<td>${settingText(state.configured)}</td>
<td class="wide-only">${kvText(state)}</td>
<td><b>${settingWords(state.effective)}</b></td>
${areWritable ? html`<td>${switchForm(state)}${maintenanceForm(state)}</td>` : ""}
</tr>`,
  );
  return html`${trouble === null ? "" : html`<p class="note">${trouble}.</p>`}
${areWritable ? html`<p class="note">A change is obeyed everywhere within about 90 seconds. "observe" passes everything as "off" does and counts what would have been said. "${CONFIGURED}" goes back to what wrangler.toml says.</p>` : ""}
<datalist id="switch-values"><option value="on"><option value="off"><option value="25%"><option value="observe"><option value="${CONFIGURED}"></datalist>
${scrolling(
  "Switches",
  html`<table>
<thead><tr><th scope="col">Route</th><th scope="col" class="wide-only">Format</th><th scope="col">Configured</th><th scope="col" class="wide-only">In KV</th><th scope="col">Holds</th>${areWritable ? html`<th scope="col">Throw</th>` : ""}</tr></thead>
<tbody>${rows}</tbody>
</table>`,
)}`;
}

/** A maintenance as words, since its JSON would fill the table. */
function kvText({ kv }: SwitchState): string {
  if (kv === null) return "-";
  const setting = parseSetting(kv);
  return setting?.kind === "maintenance" ? settingWords(setting) : kv;
}

function switchForm({ route }: SwitchState): Markup {
  return html`<form class="row switch" method="post" action="${ADMIN_PATH}/switches">
<input type="hidden" name="route" value="${route}">
<input name="value" list="switch-values" aria-label="New value of ${route}" placeholder="off, 25%" required autocomplete="off" autocapitalize="none">
<button aria-label="Set ${route}">Set</button>
</form>`;
}

function maintenanceForm({ route }: SwitchState): Markup {
  return html`<details><summary>Maintenance</summary>
<form class="switch" method="post" action="${ADMIN_PATH}/switches">
<input type="hidden" name="route" value="${route}">
<input type="hidden" name="value" value="maintenance">
<label>What every client of ${route} is told <input name="text" required maxlength="${OPERATOR_TEXT_MAX_CHARACTERS}" placeholder="Back at 14:00 UTC" autocomplete="off"></label>
<label>For <input name="for" placeholder="30m" autocomplete="off" autocapitalize="none"></label>
<button aria-label="Close ${route} for maintenance">Close</button>
</form></details>`;
}

export interface SwitchRefusal {
  readonly status: Unwritten["status"];
  readonly page: Markup;
}

/** Sets the switch that the form names. Out: null, or the page that says why not. */
export async function setSwitchByForm(env: Env, form: URLSearchParams): Promise<SwitchRefusal | null> {
  const value = form.get("value")?.trim() ?? "";
  const setting = value === "maintenance" ? maintenanceOf(form) : parseSetting(value);
  if (typeof setting === "string") return refusal(400, setting);
  if (value !== CONFIGURED && setting === null)
    return refusal(400, `A switch wants on, off, observe, a share such as 25%, or ${CONFIGURED}`);
  const text = setting?.kind === "maintenance" ? settingText(setting) : value;
  const unwritten = await writeSwitch(env, form.get("route") ?? "", value === CONFIGURED ? null : text);
  return unwritten === null ? null : refusal(unwritten.status, unwritten.says);
}

/** The maintenance that the form describes, or what is wrong with it. */
function maintenanceOf(form: URLSearchParams): Setting | string {
  const span = form.get("for")?.trim() ?? "";
  const ms = span === "" ? null : parseSpan(span);
  if (span !== "" && ms === null) return `A maintenance ${SPAN}`;
  const until = ms === null ? {} : { until: new Date(Date.now() + ms).toISOString() };
  const setting = parseSetting(JSON.stringify({ maintenance: { text: form.get("text") ?? "", ...until } }));
  return setting ?? `A maintenance wants a text of at most ${OPERATOR_TEXT_MAX_CHARACTERS} characters`;
}

function refusal(status: SwitchRefusal["status"], says: string): SwitchRefusal {
  const body = html`<h1>Not switched</h1>
<p class="trouble" role="alert">${says}.</p>
<p><a href="${ADMIN_PATH}/#switches">Switches</a></p>`;
  return { status, page: layout({ title: "Not switched", current: "failure", body }) };
}

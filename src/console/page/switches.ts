/** The switches of all routes on the overview, each with a form to set it. */
import { html } from "hono/html";
import { parseSwitch } from "../../config/switches.ts";
import type { Env } from "../../env.ts";
import { type SwitchState, type SwitchStates, writeSwitch } from "../switch-states.ts";
import { ADMIN_PATH, layout, type Markup, scrolling } from "./layout.ts";

/** Deletes a switch from KV, as in `npm run switch`. */
const CONFIGURED = "configured";

export function switchesTable({ states, trouble, areWritable }: SwitchStates): Markup {
  const rows = states.map(
    (state) => html`<tr>
<th scope="row">${state.route}</th>
<td class="wide-only">${state.format}</td>
<td>${state.configured}</td>
<td class="wide-only">${state.kv ?? "-"}</td>
<td><b>${state.effective}</b></td>
${areWritable ? html`<td>${switchForm(state)}</td>` : ""}
</tr>`,
  );
  return html`${trouble === null ? "" : html`<p class="note">${trouble}.</p>`}
${areWritable ? html`<p class="note">A change is obeyed everywhere within about 90 seconds. "${CONFIGURED}" goes back to what wrangler.toml says.</p>` : ""}
<datalist id="switch-values"><option value="on"><option value="off"><option value="25%"><option value="${CONFIGURED}"></datalist>
${scrolling(
  "Switches",
  html`<table>
<thead><tr><th scope="col">Route</th><th scope="col" class="wide-only">Format</th><th scope="col">Configured</th><th scope="col" class="wide-only">In KV</th><th scope="col">Holds</th>${areWritable ? html`<th scope="col">Throw</th>` : ""}</tr></thead>
<tbody>${rows}</tbody>
</table>`,
)}`;
}

function switchForm({ route }: SwitchState): Markup {
  return html`<form class="row switch" method="post" action="${ADMIN_PATH}/switches">
<input type="hidden" name="route" value="${route}">
<input name="value" list="switch-values" aria-label="New value of ${route}" placeholder="off, 25%" required autocomplete="off" autocapitalize="none">
<button aria-label="Set ${route}">Set</button>
</form>`;
}

export interface SwitchRefusal {
  readonly status: 400 | 404 | 502 | 503;
  readonly page: Markup;
}

/** Sets the switch that the form names. Out: null, or the page that says why not. */
export async function setSwitchByForm(env: Env, form: URLSearchParams): Promise<SwitchRefusal | null> {
  const value = form.get("value")?.trim() ?? "";
  if (value !== CONFIGURED && parseSwitch(value) === null)
    return refusal(400, `A switch wants on, off, a share such as 25%, or ${CONFIGURED}`);
  const unwritten = await writeSwitch(env, form.get("route") ?? "", value === CONFIGURED ? null : value);
  return unwritten === null ? null : refusal(unwritten.status, unwritten.says);
}

function refusal(status: SwitchRefusal["status"], says: string): SwitchRefusal {
  const body = html`<h1>Not switched</h1>
<p class="trouble" role="alert">${says}.</p>
<p><a href="${ADMIN_PATH}/#switches">Switches</a></p>`;
  return { status, page: layout({ title: "Not switched", current: "failure", body }) };
}

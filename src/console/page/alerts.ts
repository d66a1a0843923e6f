/** The alerts: those that are firing, on the overview; all of them, on their own page. */
import { html } from "hono/html";
import type { Env } from "../../env.ts";
import { type AlertState, alertStates, type FiringAlert } from "../alerts/alert-states.ts";
import { ADMIN_PATH, counted, layout, type Markup, scrolling, timeOf, troubles } from "./layout.ts";

const ALERTS_PATH = `${ADMIN_PATH}/alerts`;

/** `/-/outspoken/alerts` */
export async function alertsPage(env: Env): Promise<Markup> {
  const { alerts, undelivered, troubles: lines } = await alertStates(env, Date.now());
  return layout({
    title: "Alerts",
    current: "alerts",
    body: html`<h1>Alerts</h1>
${lines.length === 0 ? "" : troubles(lines)}
${undelivered === 0 ? "" : html`<p class="trouble">Messages waiting for the webhook: ${counted(undelivered)}. The log says why.</p>`}
${alertsTable(alerts)}
<p class="note">Each count covers the alert's own window, which ends a minute ago. A message is sent when an alert begins to fire and when it is over; <code>npm run alerts -- &lt;URL&gt; --test</code> sends one to test whether it arrives.</p>`,
  });
}

/** Empty if none is firing. */
export function firingLine(firing: readonly FiringAlert[]): Markup | string {
  if (firing.length === 0) return "";
  return troubles(
    firing.map(
      ({ name, since }) =>
        html`The alert <a href="${ALERTS_PATH}">${name}</a> has been firing since ${timeOf(since)} (UTC).`,
    ),
  );
}

function alertsTable(alerts: readonly AlertState[]): Markup {
  const rows = alerts.map(
    ({ name, condition, state, since, count, yesterday }) => html`<tr>
<th scope="row">${breakable(name)}</th>
<td class="reason">${condition}</td>
<td class="number">${count === null ? "" : counted(count)}</td>
<td class="number wide-only">${yesterday === null ? "" : counted(yesterday)}</td>
<td>${state === "firing" ? html`<strong>firing</strong>${since === null ? "" : html` since<br>${timeOf(since)}`}` : state}</td>
</tr>`,
  );
  return scrolling(
    "Alerts",
    html`<table>
<thead><tr><th scope="col">Alert</th><th scope="col">Condition</th><th scope="col" class="number">Count now</th><th scope="col" class="number wide-only">A day ago</th><th scope="col">State (UTC)</th></tr></thead>
<tbody>${rows}</tbody>
</table>`,
  );
}

/** Our names may break at their underscores on a narrow screen. */
function breakable(name: string): readonly Markup[] {
  return name.split(/(?<=_)/).map((part) => html`${part}<wbr>`);
}

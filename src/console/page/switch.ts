/** One route's switch: the choices, what the chosen one will do, and what is in effect afterwards. */
import { html } from "hono/html";
import { failureStore } from "../../analytics/lookup.ts";
import { StoreUnavailable } from "../../analytics/store.ts";
import type { Setting } from "../../config/setting.ts";
import { settingWords } from "../../config/setting-text.ts";
import { OBEYED_WITHIN_SECONDS } from "../../config/switches.ts";
import type { Env } from "../../env.ts";
import { OPERATOR_TEXT_MAX_CHARACTERS } from "../../limits.ts";
import { type ChoiceName, CONFIGURED, choiceOf } from "../switch-choice.ts";
import { kvWords, type SwitchState, switchStates, throwSwitch } from "../switch-states.ts";
import { ADMIN_PATH, counted, layout, type Markup } from "./layout.ts";
import { switchAddress } from "./switches.ts";

export interface SwitchPage {
  readonly status: 200 | 400 | 404 | 502 | 503;
  readonly page: Markup;
}

/** `/-/outspoken/switches/<route>`: the choices; with `value` in the query, the confirmation. */
export async function switchPage(env: Env, route: string, query: URLSearchParams): Promise<SwitchPage> {
  const { states, trouble } = await switchStates(env);
  const state = states.find((one) => one.route === route);
  if (state === undefined) return refusal(404, `No route has the id ${route}`);
  const warning = trouble === null ? "" : html`<p class="trouble" role="alert">${trouble}.</p>`;
  if (!query.has("value")) return pageOf(200, `Switch for ${route}`, html`${warning}${choice(state, query)}`);
  const chosen = choiceOf(query, Date.now());
  if (chosen.kind === "wrong") {
    const wrong = html`<p class="trouble" role="alert" id="wrong">${chosen.says}.</p>${choice(state, query)}`;
    return pageOf(400, `Switch for ${route}`, wrong);
  }
  return pageOf(200, `Throw the switch for ${route}?`, await question(env, state, chosen.setting, query));
}

/** Throws the switch that the form names. */
export async function throwByForm(env: Env, form: URLSearchParams, operator: string): Promise<SwitchPage> {
  const route = form.get("route") ?? "";
  const chosen = choiceOf(form, Date.now());
  if (chosen.kind === "wrong") return refusal(400, chosen.says);
  const thrown = await throwSwitch(env, route, chosen.value, { who: operator, by: "page" });
  if (thrown.kind === "refused") return refusal(thrown.status, thrown.says);
  const by = new Date(thrown.everywhereByMs).toISOString().slice(11, 19);
  return pageOf(
    200,
    "Switched",
    html`<p role="status">${route} is now set to <b>${settingWords(thrown.effective)}</b>. Every isolate obeys by ${by} UTC, in ${OBEYED_WITHIN_SECONDS} seconds; until then some still act as before.</p>
${thrown.isRecorded ? "" : html`<p class="trouble" role="alert">The change is in effect, but could not be recorded; the log may have it.</p>`}
<p><a href="${switchAddress(route)}">Change ${route} again</a>, <a href="${ADMIN_PATH}/switches">all switches and changes</a></p>`,
  );
}

/** What each choice does, shown with the choice and in the confirmation. */
const EFFECTS: Readonly<Record<ChoiceName, string>> = {
  on: "every failure is put in the form that the client shows, and counted",
  off: "answers pass untouched, whatever their status, and no failure is counted",
  observe: "answers pass untouched, and failures are counted with what would have been said",
  share: "on for that share of its clients, by their address; off for the others",
  maintenance:
    "every request is answered 503 with the text, and the origin is not contacted: builds that use it fail",
  [CONFIGURED]: "the switch is removed, and the setting in wrangler.toml applies",
};

function choice({ route, configured, kv, effective }: SwitchState, given: URLSearchParams): Markup {
  const radio = (name: ChoiceName, label: Markup | string) =>
    html`<div class="choice"><input type="radio" name="value" id="value-${name}" value="${name}" required${
      given.get("value") === name ? html` checked` : ""
    }><label for="value-${name}"><b>${label}</b>: ${EFFECTS[name]}</label></div>`;
  const field = (name: string) => given.get(name) ?? "";
  return html`<p>Now: <b>${settingWords(effective)}</b>, ${kv === null ? "as configured" : html`set by a switch; configured: ${settingWords(configured)}`}.</p>
<form class="throw" method="get" action="${switchAddress(route)}">
<fieldset><legend>What ${route} should do</legend>
${radio("on", "on")}
${radio("off", "off")}
${radio("observe", "observe")}
${radio("share", "a share")}
<div class="under"><label for="percent">Percent, for a share</label>
<input id="percent" name="percent" type="number" min="0" max="100" value="${field("percent") || "25"}"></div>
${radio("maintenance", "maintenance")}
<div class="under"><label for="text">What every client is told, for maintenance</label>
<input id="text" name="text" maxlength="${OPERATOR_TEXT_MAX_CHARACTERS}" value="${field("text")}" placeholder="Back at 14:00 UTC" autocomplete="off">
<label for="until">Until (UTC), if the end is known</label>
<input id="until" name="until" type="datetime-local" value="${field("until")}"></div>
${radio(CONFIGURED, "back to the configuration")}
</fieldset>
<button>Continue</button>
</form>`;
}

async function question(
  env: Env,
  state: SwitchState,
  setting: Setting | null,
  query: URLSearchParams,
): Promise<Markup> {
  const { route, configured, kv } = state;
  const name = query.get("value") ?? "";
  const effects = Object.entries(EFFECTS).find(([one]) => one === name)?.[1] ?? EFFECTS.share;
  const fields = ["value", "percent", "text", "until", "for"].map((field) => {
    const value = query.get(field) ?? "";
    return value === "" ? "" : html`<input type="hidden" name="${field}" value="${value}">`;
  });
  return html`<dl>
<dt>route</dt><dd>${route} (${state.format})</dd>
<dt>now</dt><dd>${kvWords(kv, configured)}</dd>
<dt>then</dt><dd><b>${setting === null ? kvWords(null, configured) : settingWords(setting)}</b></dd>
<dt>what it does</dt><dd>${effects}</dd>
<dt>takes effect</dt><dd>everywhere within about ${OBEYED_WITHIN_SECONDS} seconds</dd>
${await concerned(env, route)}
</dl>
<form class="throw" method="post" action="${ADMIN_PATH}/switches">
<input type="hidden" name="route" value="${route}">
${fields}
<button>Throw the switch</button> <a href="${switchAddress(route)}">Choose again</a>
</form>`;
}

const HOUR_SECONDS = 3_600;
const CLIENTS_NAMED = 5;

/** Who hit failures of the route in the last hour; empty if that can't be looked up. */
async function concerned(env: Env, route: string): Promise<Markup | string> {
  const until = Math.floor(Date.now() / 1_000) + 1;
  try {
    const groups = await failureStore(env)?.countsBy(
      { since: until - HOUR_SECONDS, until, route },
      ["client"],
      CLIENTS_NAMED,
    );
    if (groups === undefined) return "";
    const total = groups.reduce((sum, { failures }) => sum + failures, 0);
    const named = groups
      .map(({ values: { client = "" }, failures }) => `${client} ${counted(failures)}`)
      .join(", ");
    return html`<dt>failures, last hour</dt><dd>${total === 0 ? "none" : named}</dd>`;
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    return "";
  }
}

function refusal(status: SwitchPage["status"], says: string): SwitchPage {
  const body = html`<p class="trouble" role="alert">${says}.</p>
<p><a href="${ADMIN_PATH}/switches">Switches</a></p>`;
  return pageOf(status, "Not switched", body);
}

function pageOf(status: SwitchPage["status"], title: string, body: Markup): SwitchPage {
  return { status, page: layout({ title, current: "switches", body: html`<h1>${title}</h1>${body}` }) };
}

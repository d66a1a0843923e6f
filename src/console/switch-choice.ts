/** The setting of a switch that a form chooses. Pure. */
import * as v from "valibot";
import { MAINTENANCE_VALUE, OBSERVE, OFF, ON, parseSetting, type Setting } from "../config/setting.ts";
import { settingText } from "../config/setting-text.ts";
import { parseSpan, SPAN } from "../config/span.ts";

/** Deletes a switch from KV, as in `npm run switch`. */
export const CONFIGURED = "configured";
export const CHOICES = ["on", "off", "observe", "share", "maintenance", CONFIGURED] as const;
export type ChoiceName = (typeof CHOICES)[number];

export type Choice =
  /** `value` as KV stores it; null to remove the switch. */
  | { readonly kind: "chosen"; readonly value: string | null; readonly setting: Setting | null }
  | { readonly kind: "wrong"; readonly says: string };

/** The fields of the form; `value` may also be a share (`25%`), and `for` a duration instead of `until`. */
export function choiceOf(form: URLSearchParams, nowMs: number): Choice {
  const value = form.get("value")?.trim() ?? "";
  const name = CHOICES.find((one) => one === value);
  switch (name) {
    case "on":
      return chosen(ON);
    case "off":
      return chosen(OFF);
    case "observe":
      return chosen(OBSERVE);
    case CONFIGURED:
      return { kind: "chosen", value: null, setting: null };
    case "share":
      return share(`${form.get("percent")?.trim() ?? ""}%`);
    case "maintenance":
      return maintenance(form, nowMs);
    case undefined:
      return value.endsWith("%") ? share(value) : wrong(`A switch wants one of ${CHOICES.join(", ")}`);
  }
}

function share(text: string): Choice {
  const setting = parseSetting(text);
  return setting === null ? wrong("A share wants a whole number of percent, 0 to 100") : chosen(setting);
}

function maintenance(form: URLSearchParams, nowMs: number): Choice {
  const end = endOf(form, nowMs);
  if (typeof end === "object" && end !== null) return end;
  const value = { maintenance: { text: form.get("text") ?? "", ...(end === null ? {} : { until: end }) } };
  const checked = v.safeParse(MAINTENANCE_VALUE, value);
  if (!checked.success) {
    const [{ message, path }] = checked.issues;
    return wrong(`${path?.at(-1)?.key === "until" ? "The end" : "The text"} of a maintenance ${message}`);
  }
  if (end !== null && Date.parse(end) <= nowMs) return wrong("The end of this maintenance has passed");
  const setting = parseSetting(JSON.stringify(value));
  return setting === null ? wrong("A maintenance wants a text") : chosen(setting);
}

/** A time with its zone, null for none, or what is wrong. A field for a local time names no zone: it is UTC. */
function endOf(form: URLSearchParams, nowMs: number): string | null | Choice {
  const span = form.get("for")?.trim() ?? "";
  const until = form.get("until")?.trim() ?? "";
  if (until !== "") return /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?$/.test(until) ? `${until}Z` : until;
  if (span === "") return null;
  const ms = parseSpan(span);
  return ms === null ? wrong(`A maintenance ${SPAN}`) : new Date(nowMs + ms).toISOString();
}

function chosen(setting: Setting): Choice {
  return { kind: "chosen", value: settingText(setting), setting };
}

function wrong(says: string): Choice {
  return { kind: "wrong", says };
}

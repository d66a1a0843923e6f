/**
 * Settings written out, for commands and the operator's page. Pure.
 */
import type { Maintenance, Setting } from "./setting.ts";

/** As a switch stores it. */
export function settingText(setting: Setting): string {
  switch (setting.kind) {
    case "share":
      if (setting.percent === 100) return "on";
      return setting.percent === 0 ? "off" : `${setting.percent}%`;
    case "observe":
      return "observe";
    case "maintenance":
      return JSON.stringify({ maintenance: { text: setting.text, ...untilOf(setting) } });
  }
}

/** The same for a person. */
export function settingWords(setting: Setting): string {
  if (setting.kind !== "maintenance") return settingText(setting);
  const { text, untilMs } = setting;
  const until = untilMs === null ? "" : ` until ${minuteText(untilMs)}`;
  return `maintenance${until}: ${text}`;
}

/** `2026-12-01 14:00 UTC` */
function minuteText(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

function untilOf({ untilMs }: Maintenance): { readonly until?: string } {
  return untilMs === null ? {} : { until: new Date(untilMs).toISOString().replace(".000Z", "Z") };
}

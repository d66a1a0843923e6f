/** The content of the metrics: today's failures, the switches, the version. Pure. */
import type { Dimension, GroupCount } from "../../analytics/store.ts";
import type { Setting } from "../../config/setting.ts";
import type { SwitchState } from "../switch-states.ts";
import { VERSION } from "../version.ts";
import type { Family, Sample } from "./exposition.ts";

/** The labels of a failure: fields with few values, so neither package nor reason. */
export const FAILURE_LABELS = [
  "route",
  "category",
  "format",
  "client",
  "status",
  "mode",
] as const satisfies readonly Dimension[];

/** Series of failures by all labels; a Prometheus takes thousands per target without complaint. */
export const SERIES_MAX = 1_000;
/** Beyond `SERIES_MAX`, the labels of the smaller ones: sums by route and category stay right. */
const OTHER = { client: "other", status: "other" } as const;

const STATES = ["on", "share", "observe", "maintenance", "off"] as const;
type State = (typeof STATES)[number];

/** `createdAt`: the second since which failures are counted. */
export function metricFamilies(
  failures: readonly Sample[],
  createdAt: number,
  switches: readonly SwitchState[],
): readonly Family[] {
  return [
    {
      name: "outspoken_failures",
      type: "counter",
      help: "Failures since midnight UTC, sampled ones included.",
      samples: failures,
      createdAt,
    },
    {
      name: "outspoken_switch_state",
      type: "gauge",
      help: "1 for the state in effect for a route, 0 for the others.",
      samples: switches.flatMap(({ route, effective }) =>
        STATES.map((state) => ({ labels: { route, state }, value: state === stateOf(effective) ? 1 : 0 })),
      ),
    },
    {
      name: "outspoken_switch_share_ratio",
      type: "gauge",
      help: "The share of its clients for which a route is on, from 0 to 1.",
      samples: switches.map(({ route, effective }) => ({ labels: { route }, value: shareOf(effective) })),
    },
    {
      name: "outspoken_build",
      type: "info",
      help: "The version of Outspoken.",
      labels: { version: VERSION },
    },
  ];
}

/** In: groups by `FAILURE_LABELS`, the largest first. */
export function failureSamples(groups: readonly GroupCount[]): readonly Sample[] {
  const samples = new Map<string, Sample>();
  for (const [index, { values, failures }] of groups.entries()) {
    const labels = Object.fromEntries(FAILURE_LABELS.map((name) => [name, values[name] ?? ""]));
    add(samples, { labels: index < SERIES_MAX ? labels : { ...labels, ...OTHER }, value: failures });
  }
  return [...samples.values()];
}

function add(samples: Map<string, Sample>, { labels, value }: Sample): void {
  const key = keyOf(labels);
  samples.set(key, { labels, value: value + (samples.get(key)?.value ?? 0) });
}

/**
 * Counters that never decrease within a day. A sampled count is an estimate, and the next one may be a little smaller; Prometheus
 * would take that for a reset and count the entire day again. In: the highest values so far, by `keyOf`.
 */
export function neverLess(samples: readonly Sample[], highest: Map<string, number>): readonly Sample[] {
  return samples.map(({ labels, value }) => {
    const key = keyOf(labels);
    const most = Math.max(value, highest.get(key) ?? 0);
    highest.set(key, most);
    return { labels, value: most };
  });
}

function keyOf(labels: Sample["labels"]): string {
  return JSON.stringify(Object.values(labels));
}

function stateOf(setting: Setting): State {
  if (setting.kind !== "share") return setting.kind;
  if (setting.percent === 100) return "on";
  return setting.percent === 0 ? "off" : "share";
}

function shareOf(setting: Setting): number {
  return setting.kind === "share" ? setting.percent / 100 : 0;
}

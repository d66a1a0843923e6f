/**
 * Metrics as text, in the two formats that Prometheus reads: OpenMetrics 1.0.0 (prometheus/OpenMetrics:
 * specification/OpenMetrics.md) and its older text format 0.0.4 (prometheus/docs: exposition_formats.md). Pure. Not a
 * library: prom-client needs Node's APIs.
 */

export type Labels = Readonly<Record<string, string>>;

export interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

interface Described {
  /** Without the suffix of its type (`_total`, `_info`). */
  readonly name: string;
  /** One line. */
  readonly help: string;
}

/** All samples of one name. No two have the same labels. */
export type Family = Described &
  (
    | { readonly type: "gauge"; readonly samples: readonly Sample[] }
    /** `createdAt`: seconds since 1970 at which it began at 0. */
    | { readonly type: "counter"; readonly samples: readonly Sample[]; readonly createdAt: number }
    | { readonly type: "info"; readonly labels: Labels }
  );

export const OPEN_METRICS = "application/openmetrics-text";
export const PLAIN_TEXT = "text/plain";

/** The media type of each format, with its parameters. */
export const CONTENT_TYPES = {
  [OPEN_METRICS]: `${OPEN_METRICS}; version=1.0.0; charset=utf-8`,
  [PLAIN_TEXT]: `${PLAIN_TEXT}; version=0.0.4; charset=utf-8`,
} as const;

export function openMetrics(families: readonly Family[]): string {
  const lines = families.flatMap((family) => [
    `# TYPE ${family.name} ${family.type}`,
    `# HELP ${family.name} ${family.help}`,
    ...openMetricsSamples(family),
  ]);
  return `${[...lines, "# EOF"].join("\n")}\n`;
}

/** This format has no type for information and no time at which a counter began. */
export function plainText(families: readonly Family[]): string {
  const lines = families.flatMap((family) => {
    const name = `${family.name}${SUFFIXES[family.type]}`;
    const type = family.type === "info" ? "gauge" : family.type;
    return [
      `# HELP ${name} ${family.help}`,
      `# TYPE ${name} ${type}`,
      ...samplesOf(family).map((sample) => line(name, sample)),
    ];
  });
  return `${lines.join("\n")}\n`;
}

const SUFFIXES = { gauge: "", counter: "_total", info: "_info" } as const;

function openMetricsSamples(family: Family): string[] {
  const name = `${family.name}${SUFFIXES[family.type]}`;
  return samplesOf(family).flatMap((sample) => [
    line(name, sample),
    ...(family.type === "counter"
      ? [line(`${family.name}_created`, { labels: sample.labels, value: family.createdAt })]
      : []),
  ]);
}

function samplesOf(family: Family): readonly Sample[] {
  return family.type === "info" ? [{ labels: family.labels, value: 1 }] : family.samples;
}

function line(name: string, { labels, value }: Sample): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`);
  return `${name}${pairs.length === 0 ? "" : `{${pairs.join(",")}}`} ${value}`;
}

function escaped(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}

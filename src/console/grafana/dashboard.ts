/**
 * A Grafana dashboard of the failures, for the data source that Cloudflare recommends for Analytics Engine (cloudflare-docs
 * analytics-engine/grafana: Altinity's plugin for ClickHouse). Not part of the Worker.
 *
 * `$timeSeries` and `$timeFilter` are the plugin's macros. Every count adds up `_sample_interval`.
 */
import { columnOf, type Field } from "../../analytics/data-point-fields.ts";
import { FAILURES_ONLY } from "../../analytics/queries.ts";

type Json = Readonly<Record<string, unknown>>;

const PLUGIN = "vertamedia-clickhouse-datasource";
const SOURCE = { type: PLUGIN, uid: "$datasource" };
const FAILURES = "sum(_sample_interval) AS failures";
/** `$route` is a list to choose from; the plugin writes it as a quoted list. */
const FROM = `FROM $dataset
WHERE $timeFilter
  AND ${FAILURES_ONLY}
  AND ${columnOf("route")} IN ($route)`;

export function grafanaDashboard(): Json {
  return {
    uid: "outspoken-failures",
    title: "Outspoken: failures",
    description: "What the registries behind Outspoken refused, and where they could not be reached.",
    tags: ["outspoken"],
    schemaVersion: 39,
    version: 1,
    timezone: "utc",
    refresh: "1m",
    time: { from: "now-24h", to: "now" },
    templating: { list: variables() },
    panels: [
      overTime(1, { x: 0, y: 0, w: 24, h: 9 }, "Failures by category", "category"),
      overTime(2, { x: 0, y: 9, w: 12, h: 8 }, "Failures by route", "route"),
      overTime(3, { x: 12, y: 9, w: 12, h: 8 }, "Failures by client", "client"),
      slowness(4, { x: 0, y: 17, w: 12, h: 8 }),
      gateway(5, { x: 12, y: 17, w: 12, h: 8 }),
      table(6, { x: 0, y: 25, w: 12, h: 10 }, "By route, category and client", groups()),
      table(7, { x: 12, y: 25, w: 12, h: 10 }, "Most frequent reasons", reasons()),
      table(8, { x: 0, y: 35, w: 24, h: 10 }, "Most refused packages", packages()),
      table(9, { x: 0, y: 45, w: 24, h: 10 }, "Latest failures", latest()),
    ],
  };
}

/** The queries of all panels, for the test that runs them. */
export function grafanaQueries(): readonly string[] {
  const panels = grafanaDashboard().panels;
  const targets = Array.isArray(panels)
    ? panels.flatMap((panel: { targets: { query: string }[] }) => panel.targets)
    : [];
  return targets.map(({ query }) => query);
}

function variables(): readonly Json[] {
  return [
    { name: "datasource", label: "Data source", type: "datasource", query: PLUGIN },
    { name: "dataset", label: "Dataset", type: "textbox", query: "outspoken_failures", hide: 0 },
    {
      name: "route",
      label: "Route",
      type: "query",
      datasource: SOURCE,
      query: `SELECT DISTINCT ${columnOf("route")} FROM $dataset WHERE timestamp > now() - INTERVAL '7' DAY`,
      refresh: 2,
      multi: true,
      includeAll: true,
      sort: 1,
    },
  ];
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

function overTime(id: number, gridPos: Place, title: string, field: Field): Json {
  const query = `SELECT $timeSeries AS t, ${columnOf(field)} AS label, ${FAILURES}
${FROM}
GROUP BY t, label
ORDER BY t, label`;
  return timeSeries(id, gridPos, title, query, {
    drawStyle: "bars",
    fillOpacity: 80,
    stacking: { mode: "normal" },
  });
}

/** How long clients waited for a failure: the median and the slowest twentieth. */
function slowness(id: number, gridPos: Place): Json {
  const quantile = (level: number) =>
    `quantileExactWeighted(${level})(${columnOf("duration_ms")}, _sample_interval) AS p${level * 100}`;
  const query = `SELECT $timeSeries AS t, ${quantile(0.5)}, ${quantile(0.95)}
${FROM}
GROUP BY t
ORDER BY t`;
  return timeSeries(
    id,
    gridPos,
    "Time until a failure was answered",
    query,
    { drawStyle: "line", fillOpacity: 0 },
    "ms",
  );
}

/** No answer in time, or no connection. */
function gateway(id: number, gridPos: Place): Json {
  const query = `SELECT $timeSeries AS t, ${columnOf("origin_host")} AS label, ${FAILURES}
${FROM}
  AND ${columnOf("cause")} IN ('timeout', 'unreachable')
GROUP BY t, label
ORDER BY t, label`;
  return timeSeries(id, gridPos, "Origins that did not answer", query, {
    drawStyle: "bars",
    fillOpacity: 80,
    stacking: { mode: "normal" },
  });
}

function groups(): string {
  const fields: readonly Field[] = ["route", "category", "client", "client_version"];
  const names = fields.join(", ");
  return `SELECT ${selected(fields)}, ${FAILURES}
${FROM}
GROUP BY ${names}
ORDER BY failures DESC, ${names}
LIMIT 100`;
}

function reasons(): string {
  return `SELECT ${selected(["category", "reason"])}, ${FAILURES}, max(timestamp) AS last
${FROM}
GROUP BY category, reason
ORDER BY failures DESC, category, reason
LIMIT 50`;
}

/** `blocked` has its own column: what a policy blocks is what people ask about. */
function packages(): string {
  return `SELECT ${selected(["format", "package"])}, ${FAILURES},
  sumIf(_sample_interval, ${columnOf("category")} = 'blocked') AS blocked,
  argMax(${columnOf("reason")}, timestamp) AS last_reason, max(timestamp) AS last
${FROM}
  AND ${columnOf("package")} <> ''
GROUP BY format, package
ORDER BY failures DESC, format, package
LIMIT 50`;
}

function latest(): string {
  const fields: readonly Field[] = [
    "route",
    "package",
    "version",
    "client",
    "client_version",
    "category",
    "status",
    "origin_status",
    "reason",
    "ref",
  ];
  return `SELECT timestamp AS time, ${selected(fields)}
${FROM}
ORDER BY time DESC
LIMIT 100`;
}

function selected(fields: readonly Field[]): string {
  return fields.map((field) => `${columnOf(field)} AS ${field}`).join(", ");
}

function timeSeries(
  id: number,
  gridPos: Place,
  title: string,
  query: string,
  custom: Json,
  unit = "short",
): Json {
  return {
    id,
    type: "timeseries",
    title,
    gridPos,
    datasource: SOURCE,
    targets: [target(query, "time_series")],
    fieldConfig: { defaults: { unit, min: 0, custom }, overrides: [] },
    options: {
      legend: { displayMode: "list", placement: "bottom" },
      tooltip: { mode: "multi", sort: "desc" },
    },
  };
}

function table(id: number, gridPos: Place, title: string, query: string): Json {
  return { id, type: "table", title, gridPos, datasource: SOURCE, targets: [target(query, "table")] };
}

function target(query: string, format: "time_series" | "table"): Json {
  return {
    refId: "A",
    datasource: SOURCE,
    dateTimeType: "DATETIME",
    dateTimeColDataType: "timestamp",
    extrapolate: false,
    format,
    intervalFactor: 1,
    query,
    rawQuery: query,
    round: "0s",
    skip_comments: true,
  };
}

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { grafanaDashboard, grafanaQueries } from "../../src/console/grafana/dashboard.ts";
import { ClickHouse, HAS_CLICKHOUSE } from "./clickhouse.ts";
import { BEGIN, failures, pointOf } from "./records.ts";

const FILE = fileURLToPath(new URL("../../src/console/grafana.json", import.meta.url).href);

test("the Grafana dashboard is up to date (npm run grafana)", () => {
  expect(JSON.parse(readFileSync(FILE, "utf8"))).toEqual(JSON.parse(JSON.stringify(grafanaDashboard())));
});

const README = fileURLToPath(new URL("../../src/console/README.md", import.meta.url).href);

/** The queries that the README gives, each with its comment. */
function documentedQueries(): readonly string[] {
  const blocks = readFileSync(README, "utf8").matchAll(/^```sql\n(.*?)^```/gms);
  return [...blocks].flatMap(([, sql = ""]) => sql.trim().split(/\n{2,}/));
}

/** As the data source's plugin expands a query before it sends it (cloudflare-docs analytics-engine/grafana). */
function expanded(query: string): string {
  return query
    .replaceAll("$timeSeries", "(intDiv(toUInt32(timestamp), 3600) * 3600) * 1000")
    .replaceAll(
      "$timeFilter",
      `timestamp >= toDateTime(${BEGIN}) AND timestamp <= toDateTime(${BEGIN + 3 * 86_400})`,
    )
    .replaceAll("$dataset", "outspoken_failures")
    .replaceAll("$route", "'npm', 'go'");
}

if (!HAS_CLICKHOUSE) {
  process.stdout.write(
    "Not run: the dashboard's SQL (chdb is not installed; test/console/install does it).\n",
  );
}

describe.runIf(HAS_CLICKHOUSE)("in a ClickHouse", () => {
  let clickHouse: ClickHouse;

  beforeAll(async () => {
    clickHouse = await ClickHouse.start();
    await clickHouse.load(
      failures(200).map((one) => ({ at: one.at, sampleInterval: 2, point: pointOf(one) })),
    );
  });

  afterAll(() => clickHouse.stop());

  test("every query of the dashboard is answered with rows", async () => {
    const queries = grafanaQueries();
    expect(queries).toHaveLength(9);
    for (const query of queries) {
      const rows = await clickHouse.run(expanded(query));
      expect([query, rows.length > 0]).toEqual([query, true]);
    }
  });

  test.each(documentedQueries())("the README's query runs: %s", async (query) => {
    await clickHouse.run(expanded(query));
  });
});

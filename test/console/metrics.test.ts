/** The metrics as Prometheus gets them, read by its own tools. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { OPEN_METRICS, openMetrics, PLAIN_TEXT, plainText } from "../../src/console/metrics/exposition.ts";
import { failureSamples, metricFamilies, neverLess, SERIES_MAX } from "../../src/console/metrics/families.ts";
import { VERSION } from "../../src/console/version.ts";
import { ConsoleGateway } from "./gateway.ts";
import { HAS_PROMETHEUS, promtool, samplesIn } from "./prometheus.ts";
import { BEGIN } from "./records.ts";

/** What Prometheus 2 and 3 send (prometheus: scrape/scrape.go). */
const ACCEPT =
  "application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2";
const DAY = 86_400;

if (!HAS_PROMETHEUS) {
  process.stdout.write(
    "Not run: the metrics in Prometheus' parsers (they are not installed; test/console/install does it).\n",
  );
}

interface Scraped {
  readonly status: number;
  readonly contentType: string | null;
  readonly text: string;
}

async function scrape(gateway: ConsoleGateway, accept = ACCEPT): Promise<Scraped> {
  const response = await gateway.askWithToken("/metrics", { headers: { accept } });
  return {
    status: response.status,
    contentType: response.headers.get("content-type"),
    text: await response.text(),
  };
}

describe("a gateway with failures", () => {
  let gateway: ConsoleGateway;
  let scraped: Scraped;

  beforeAll(async () => {
    gateway = await ConsoleGateway.start();
    for (const path of ["/npm/403/a", "/npm/403/b", "/npm/401/c", "/go/example.com/app/@v/500/d"])
      await gateway.fail(path, "npm/11.19.1 node/v24.1.0 linux x64 workspaces/false");
    await gateway.askWithToken("/api/switches/npm", { method: "PUT", body: '{"value":"observe"}' });
    scraped = await scrape(gateway);
  });

  afterAll(() => gateway.close());

  test("exposes them in OpenMetrics", () => {
    expect(scraped.status).toBe(200);
    expect(scraped.contentType).toBe("application/openmetrics-text; version=1.0.0; charset=utf-8");
    expect(scraped.text).toContain(
      'outspoken_failures_total{route="npm",category="forbidden",format="npm",client="npm",status="403",mode="on"} 2\n',
    );
    expect(scraped.text).toMatch(/\n# EOF\n$/);
    // The first step of a sign-in is not a failure.
    expect(scraped.text).not.toContain("challenge");
  });

  test("exposes each route's state", () => {
    expect(scraped.text).toContain('outspoken_switch_state{route="npm",state="observe"} 1\n');
    expect(scraped.text).toContain('outspoken_switch_state{route="npm",state="on"} 0\n');
    expect(scraped.text).toContain('outspoken_switch_state{route="off",state="off"} 1\n');
    expect(scraped.text).toContain('outspoken_switch_share_ratio{route="some"} 0.25\n');
    expect(scraped.text).toContain('outspoken_switch_share_ratio{route="go"} 1\n');
  });

  test("exposes its version", () => {
    expect(scraped.text).toContain(`outspoken_build_info{version="${VERSION}"} 1\n`);
  });

  test.each([
    ["text/plain;version=0.0.4", PLAIN_TEXT],
    ["*/*", PLAIN_TEXT],
    ["application/openmetrics-text;version=1.0.0,text/plain;q=0.5", OPEN_METRICS],
    ["application/openmetrics-text;q=0.1,text/plain", PLAIN_TEXT],
  ])("answers Accept: %s with %s", async (accept, type) => {
    const { contentType, text } = await scrape(gateway, accept);
    expect(contentType).toContain(`${type}; version=`);
    expect(text.endsWith("# EOF\n")).toBe(type === OPEN_METRICS);
  });

  test.runIf(HAS_PROMETHEUS).each([OPEN_METRICS, PLAIN_TEXT])(
    "is readable by a parser of %s",
    async (type) => {
      const { text } = await scrape(gateway, type);
      const samples = samplesIn(text, type);
      const total = samples.filter(({ name }) => name === "outspoken_failures_total");
      expect(total.map(({ labels, value }) => [labels.category, value])).toEqual([
        ["forbidden", 2],
        ["server_error", 1],
      ]);
      const created = samples.filter(({ name }) => name === "outspoken_failures_created");
      expect(created).toHaveLength(type === OPEN_METRICS ? 2 : 0);
      for (const { value } of created) expect(value % DAY).toBe(0);
      expect(samples.filter(({ name }) => name === "outspoken_build_info")).toHaveLength(1);
    },
  );

  test.runIf(HAS_PROMETHEUS)("passes promtool without a warning", async () => {
    const { text } = await scrape(gateway, PLAIN_TEXT);
    expect(promtool(["check", "metrics"], text)).toEqual({ status: 0, says: "" });
  });

  test.each([
    ["without a token", {}, 401],
    ["with another token", { authorization: "Bearer wrong" }, 401],
  ])("refuses a scrape %s as the API does", async (_title, headers, status) => {
    const response = await gateway.ask("/metrics", { headers });
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(response.headers.get("www-authenticate")).toMatch(/^Bearer /);
    expect(await response.text()).not.toContain(VERSION);
  });
});

describe("a gateway", () => {
  let gateway: ConsoleGateway | null = null;

  afterEach(() => gateway?.close());

  async function analytics(answer: () => Response, variables = {}) {
    const asked: unknown[] = [];
    gateway = await ConsoleGateway.start({
      variables: { LOCAL_STORE: "", ...variables },
      analytics: async (request) => {
        asked.push(await request.json());
        return answer();
      },
    });
    return { gateway, asked };
  }

  test("queries Analytics SQL once for several scrapes, for what was counted since midnight", async () => {
    const row = { route: "npm", category: "timeout", format: "npm", client: "npm", status: 504, mode: "on" };
    const rows = { data: [{ ...row, failures: "12" }], rows: 1, statistics: {} };
    const { gateway: started, asked } = await analytics(() => Response.json(rows));
    const [first, second] = [await scrape(started), await scrape(started, PLAIN_TEXT)];
    expect(first.text).toContain('status="504",mode="on"} 12\n');
    expect(second.text).toContain('status="504",mode="on"} 12\n');
    expect(asked).toEqual([
      {
        query: expect.stringContaining('GROUP BY "route", "category", "format", "client", "status", "mode"'),
        params: {
          since: expect.stringMatching(/^\d{4}-\d\d-\d\dT00:00:00Z$/),
          until: expect.any(String),
        },
      },
    ]);
  });

  test("fails the scrape if Analytics SQL refuses the query", async () => {
    const { gateway: started } = await analytics(() => new Response("busy", { status: 429 }));
    expect(await scrape(started)).toMatchObject({ status: 502, text: expect.stringContaining("busy") });
  });

  test("fails the scrape if failures can't be looked up, and names what to set", async () => {
    gateway = await ConsoleGateway.start({ variables: { LOCAL_STORE: "" } });
    expect(await scrape(gateway)).toMatchObject({
      status: 503,
      text: expect.stringContaining("[analytics]"),
    });
  });

  test("has no metrics without ADMIN_TOKEN", async () => {
    gateway = await ConsoleGateway.start({ variables: { ADMIN_TOKEN: "" } });
    expect((await scrape(gateway)).status).toBe(404);
  });
});

describe("the series", () => {
  const group = (client: string, failures: number) => ({
    values: { route: "npm", category: "timeout", format: "npm", client, status: "504", mode: "on" },
    failures,
  });

  test("are bounded; sums by route and category stay right", () => {
    const groups = Array.from({ length: SERIES_MAX + 50 }, (_, index) => group(`client-${index}`, 2));
    const samples = failureSamples(groups);
    expect(samples).toHaveLength(SERIES_MAX + 1);
    expect(samples.at(-1)).toEqual({
      labels: { ...group("other", 0).values, status: "other" },
      value: 100,
    });
  });

  test("never decrease, whatever the estimates", () => {
    const highest = new Map<string, number>();
    const values = [10, 12, 11, 13].map(
      (failures) => neverLess(failureSamples([group("npm", failures)]), highest)[0]?.value,
    );
    expect(values).toEqual([10, 12, 12, 13]);
  });

  test.runIf(HAS_PROMETHEUS).each([
    [OPEN_METRICS, openMetrics],
    [PLAIN_TEXT, plainText],
  ] as const)("can have any text as a label, in %s", (type, write) => {
    const client = 'a"b\\c\\nd\ne{}=,größer';
    const families = metricFamilies(failureSamples([group(client, 1)]), BEGIN, []);
    const found = samplesIn(write(families), type).find(({ name }) => name === "outspoken_failures_total");
    expect(found?.labels.client).toBe(client);
  });
});

/** A Prometheus across midnight UTC, when the counters start again: the scrapes it gets, and what it computes of them. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LocalFailures } from "../../src/analytics/local-failures.ts";
import { MemoryStore } from "../../src/analytics/memory-store.ts";
import { CONTENT_TYPES, OPEN_METRICS, openMetrics } from "../../src/console/metrics/exposition.ts";
import { metricFamilies } from "../../src/console/metrics/families.ts";
import { Today } from "../../src/console/metrics/today.ts";
import { HAS_PROMETHEUS, Prometheus } from "./prometheus.ts";
import { BEGIN, failures, pointOf } from "./records.ts";

if (!HAS_PROMETHEUS) {
  process.stdout.write(
    "Not run: a Prometheus over midnight (it is not installed; test/console/install does it).\n",
  );
}

const MINUTE = 60;
const MIDNIGHT = BEGIN + 86_400;
/** Seconds from midnight: a scrape a minute, a failure every five seconds, and more yesterday than there will be today. */
const FIRST_SCRAPE = -15 * MINUTE + 30;
const LAST_SCRAPE = 15 * MINUTE + 30;
const BETWEEN_FAILURES = 5;
const YESTERDAY = 5_000;

interface Scrape {
  readonly second: number;
  readonly text: string;
}

/** What the gateway's own code answers to each scrape, with the store's clock and its own set to that time. */
async function scrapes(): Promise<readonly Scrape[]> {
  let now = 0;
  const local = new LocalFailures(() => now);
  const today = new Today();
  const [one] = failures(1);
  if (one === undefined) throw new Error("no failure");
  const record = { ...one.record, category: "timeout", route: "npm", mode: "on" } as const;
  const fail = (second: number): void => {
    now = second * 1_000;
    local.writeDataPoint(pointOf({ ...one, record }));
  };
  for (let count = 0; count < YESTERDAY; count += 1) fail(MIDNIGHT - 20 * MINUTE);
  const found: Scrape[] = [];
  for (let second = FIRST_SCRAPE - BETWEEN_FAILURES; second <= LAST_SCRAPE; second += BETWEEN_FAILURES) {
    fail(MIDNIGHT + second);
    if ((second - FIRST_SCRAPE) % MINUTE !== 0) continue;
    const { since, samples } = await today.countersAt((MIDNIGHT + second) * 1_000, new MemoryStore(local));
    found.push({ second, text: openMetrics(metricFamilies(samples, since, [])) });
  }
  return found;
}

const TOTAL = "sum(outspoken_failures_total)";
const PER_SECOND = 1 / BETWEEN_FAILURES;

describe.runIf(HAS_PROMETHEUS)("a Prometheus that scrapes across midnight", { timeout: 120_000 }, () => {
  let served: readonly Scrape[] = [];
  let target: Server;
  let prometheus: Prometheus;
  /** The virtual midnight in the server's own time, which must not be long ago. */
  const midnight = Math.floor(Date.now() / 1_000) - 20 * MINUTE;

  beforeAll(async () => {
    served = await scrapes();
    let next = 0;
    target = createServer((_, response) => {
      const scrape = served[Math.min(next, served.length - 1)];
      next += 1;
      response.setHeader("content-type", CONTENT_TYPES[OPEN_METRICS]);
      response.end(scrape === undefined ? "# EOF\n" : at(scrape.text, midnight + scrape.second));
    }).listen(0, "127.0.0.1");
    await once(target, "listening");
    const address = target.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    prometheus = await Prometheus.start(`127.0.0.1:${address.port}`);
    while ((await count()) !== served.length) await new Promise((resolve) => setTimeout(resolve, 200));
  }, 120_000);

  afterAll(async () => {
    await prometheus.stop();
    target.close();
  });

  function count(): Promise<number | null> {
    return prometheus.valueAt("count_over_time(outspoken_failures_total[31m])", midnight + LAST_SCRAPE);
  }

  async function valueAt(expression: string, second: number): Promise<number> {
    const value = await prometheus.valueAt(expression, midnight + second);
    if (value === null) throw new Error(`${expression} has no value at ${second}`);
    return value;
  }

  test("sees one reset", async () => {
    expect(await valueAt("resets(outspoken_failures_total[31m])", LAST_SCRAPE)).toBe(1);
    expect(await valueAt(TOTAL, -30)).toBeGreaterThan(YESTERDAY);
    expect(await valueAt(TOTAL, 30)).toBe(30 / BETWEEN_FAILURES + 1);
  });

  test.each([2, 5, 10])("has no negative rate and no spike, over %i minutes", async (minutes) => {
    for (let second = FIRST_SCRAPE + minutes * MINUTE; second <= LAST_SCRAPE; second += MINUTE) {
      const rate = await valueAt(`rate(outspoken_failures_total[${minutes}m])`, second);
      // Failures between the last scrape of the day and midnight are in no later scrape.
      const unseen = (MINUTE / 2 / ((minutes - 1) * MINUTE)) * PER_SECOND;
      expect(rate).toBeLessThanOrEqual(PER_SECOND * 1.05);
      expect(rate).toBeGreaterThanOrEqual((PER_SECOND - unseen) * 0.95);
    }
  });

  test("counts all but those between the last scrape of the day and midnight", async () => {
    const seconds = LAST_SCRAPE - FIRST_SCRAPE;
    // The last scrape was half a minute before; the failure at midnight itself is one of today's.
    const unseen = MINUTE / 2 / BETWEEN_FAILURES - 1;
    const increase = await valueAt(`increase(outspoken_failures_total[${seconds + 1}s])`, LAST_SCRAPE);
    expect(Math.round(increase)).toBe(seconds / BETWEEN_FAILURES - unseen);
  });
});

/** The text with the second of the scrape at each sample. */
function at(text: string, second: number): string {
  return text.replace(/^(?!#)(.+)$/gm, `$1 ${second}`);
}

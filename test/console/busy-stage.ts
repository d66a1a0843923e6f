/** The page over a thousand failures of mixed kinds, through Analytics SQL's binding and a ClickHouse, in a browser. */
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import { HAS_CHROMIUM, launch, screenshot, sessionCookie } from "./chromium.ts";
import { ClickHouse, HAS_CLICKHOUSE, type StoredPoint } from "./clickhouse.ts";
import { ADMIN_PATH, ConsoleGateway } from "./gateway.ts";
import { mixedFailures } from "./mixed-failures.ts";
import { isWiderThanScreen, violations } from "./page-checks.ts";

export const CAN_RUN = HAS_CHROMIUM && HAS_CLICKHOUSE;

const ROUTES = [
  { path: "/npm/*", format: "npm", origin: "https://gitlab.example.com" },
  { path: "/pypi/*", format: "pypi", origin: "https://artifactory.example.com:8443" },
  {
    path: "/maven/*",
    id: "maven-central",
    format: "maven",
    origin: "https://nexus.example.com",
    breaker: { failures: 2, open_seconds: 300 },
    fallback: { origin: "https://mirror.example.com" },
  },
  { path: "/v2/*", id: "oci", format: "oci", origin: "https://harbor.example.com" },
];

/** The first fires, and its message is never delivered: nothing answers at the webhook. */
const ALERTS = {
  "many-failures": { at_least: 50, minutes: 1_440 },
  "no-more-than-usual": { category: "unreachable", at_least: 100_000, minutes: 60, times_yesterday: 4 },
};

/** In seconds since 1970. */
export const NOW = Math.floor(Date.now() / 1_000);
export const POINTS: readonly StoredPoint[] = mixedFailures(1_000, Date.now()).map(
  ({ writtenAtMs, point }) => ({
    at: Math.floor(writtenAtMs / 1_000),
    sampleInterval: 1,
    point,
  }),
);

/** All of the points are failures. */
export function countedWithin(since: number, until: number): number {
  return POINTS.filter(({ at }) => at >= since && at < until).length;
}

export class BusyPage {
  readonly gateway: ConsoleGateway;
  readonly #clickHouse: ClickHouse;
  readonly #browser: Browser;
  readonly #counter: { queries: number };

  private constructor(
    gateway: ConsoleGateway,
    clickHouse: ClickHouse,
    browser: Browser,
    counter: { queries: number },
  ) {
    this.gateway = gateway;
    this.#clickHouse = clickHouse;
    this.#browser = browser;
    this.#counter = counter;
  }

  static async start(): Promise<BusyPage> {
    const counter = { queries: 0 };
    const clickHouse = await ClickHouse.start();
    await clickHouse.load(POINTS);
    const gateway = await ConsoleGateway.start({
      variables: {
        LOCAL_STORE: "",
        ROUTES: JSON.stringify(ROUTES),
        ALERTS: JSON.stringify(ALERTS),
        ALERT_WEBHOOK: "https://hooks.example.com/outspoken",
      },
      analytics: (request) => {
        counter.queries += 1;
        return clickHouse.answer(request);
      },
      internet: async () => Response.error(),
    });
    await gateway.runCron();
    return new BusyPage(gateway, clickHouse, await launch(), counter);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.gateway.close();
    this.#clickHouse.stop();
  }

  /** Replaces the failures. */
  load(points: readonly StoredPoint[]): Promise<void> {
    return this.#clickHouse.load(points);
  }

  /** How many queries are made meanwhile. */
  async queriesDuring(work: () => Promise<unknown>): Promise<number> {
    this.#counter.queries = 0;
    await work();
    return this.#counter.queries;
  }

  async textOf(path: string): Promise<string> {
    return (await this.gateway.askWithToken(path)).text();
  }

  async withPage(
    path: string,
    options: BrowserContextOptions,
    use: (page: Page) => Promise<void>,
  ): Promise<void> {
    const context = await this.#browser.newContext({ viewport: { width: 1_280, height: 900 }, ...options });
    try {
      await context.addCookies([await sessionCookie(this.gateway)]);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("pageerror", (error) => complaints.push(String(error)));
      // One of the tests ends its session.
      page.on("console", (message) => {
        if (message.type() === "error" && !/ 40[01] /.test(message.text())) complaints.push(message.text());
      });
      await page.clock.install();
      await page.goto(`${this.gateway.url}${ADMIN_PATH}${path}`);
      await use(page);
      expect(complaints).toEqual([]);
    } finally {
      await context.close();
    }
  }
}

export async function look(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: screenshot(`busy-${name}`), fullPage: true });
  expect(await violations(page)).toEqual([]);
  expect(await isWiderThanScreen(page)).toBe(false);
}

/**
 * The page over a thousand failures of mixed kinds, through Analytics SQL's binding and a ClickHouse, in a real browser.
 * Screenshots go to `outspoken-console` in the system's temporary folder, to be looked at.
 */
import { existsSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ClickHouse, HAS_CLICKHOUSE, type StoredPoint } from "./clickhouse.ts";
import { ADMIN_PATH, ConsoleGateway, form, TOKEN } from "./gateway.ts";
import { mixedFailures } from "./mixed-failures.ts";
import { isWiderThanScreen, LOOKS, violations } from "./page-checks.ts";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const CAN_RUN = existsSync(CHROMIUM) && HAS_CLICKHOUSE;
const SCREENSHOTS = join(tmpdir(), "outspoken-console");
const DAY = 86_400;

/** Enough for a browser on a busy machine. */
const TIMEOUT_MS = 120_000;

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

if (!CAN_RUN)
  process.stdout.write(
    "Not run: the busy page (Chromium or chdb is missing; test/console/install gets them).\n",
  );

describe.runIf(CAN_RUN)("the page over a thousand failures", { timeout: TIMEOUT_MS }, () => {
  let clickHouse: ClickHouse;
  let gateway: ConsoleGateway;
  let browser: Browser;
  /** How many queries were made since it was last reset. */
  let queries = 0;
  const now = Math.floor(Date.now() / 1_000);
  const points: readonly StoredPoint[] = mixedFailures(1_000, Date.now()).map(({ writtenAtMs, point }) => ({
    at: Math.floor(writtenAtMs / 1_000),
    sampleInterval: 1,
    point,
  }));

  beforeAll(async () => {
    mkdirSync(SCREENSHOTS, { recursive: true });
    clickHouse = await ClickHouse.start();
    await clickHouse.load(points);
    gateway = await ConsoleGateway.start({
      variables: {
        LOCAL_STORE: "",
        ROUTES: JSON.stringify(ROUTES),
        ALERTS: JSON.stringify(ALERTS),
        ALERT_WEBHOOK: "https://hooks.example.com/outspoken",
      },
      analytics: (request) => {
        queries += 1;
        return clickHouse.answer(request);
      },
      internet: async () => Response.error(),
    });
    await gateway.runCron();
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
  });

  afterAll(async () => {
    await browser.close();
    await gateway.close();
    clickHouse.stop();
  });

  async function withPage(
    path: string,
    options: BrowserContextOptions,
    use: (page: Page) => Promise<void>,
  ): Promise<void> {
    const signedIn = await gateway.ask("/sign-in", form({ token: TOKEN }));
    const [, name = "", value = ""] =
      /^([^=]+)=([^;]*);/.exec(signedIn.headers.get("set-cookie") ?? "") ?? [];
    const context = await browser.newContext({ viewport: { width: 1_280, height: 900 }, ...options });
    try {
      await context.addCookies([{ name, value, url: `${gateway.url}${ADMIN_PATH}/` }]);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("pageerror", (error) => complaints.push(String(error)));
      // One of the tests ends its session.
      page.on("console", (message) => {
        if (message.type() === "error" && !/ 40[01] /.test(message.text())) complaints.push(message.text());
      });
      await page.clock.install();
      await page.goto(`${gateway.url}${ADMIN_PATH}${path}`);
      await use(page);
      expect(complaints).toEqual([]);
    } finally {
      await context.close();
    }
  }

  function minute(seconds: number): string {
    return new Date(seconds * 1_000).toISOString().slice(0, 16);
  }

  async function textOf(path: string): Promise<string> {
    return (await gateway.askWithToken(path)).text();
  }

  /** All of the points are failures. */
  function countedWithin(since: number, until: number): number {
    return points.filter(({ at }) => at >= since && at < until).length;
  }

  async function look(page: Page, name: string): Promise<void> {
    await page.screenshot({ path: join(SCREENSHOTS, `busy-${name}.png`), fullPage: true });
    expect(await violations(page)).toEqual([]);
    expect(await isWiderThanScreen(page)).toBe(false);
  }

  describe.each(LOOKS)("%s", (name, options) => {
    test("alerts", async () => {
      await withPage("/alerts", options, async (page) => {
        await look(page, `alerts-${name}`);
        expect(await page.locator("tr", { hasText: "many-failures" }).textContent()).toContain(
          "firing since",
        );
      });
    });

    test.each([
      ["overview", "/"],
      ["one-by-one", "/failures?range=7d"],
    ])("%s", async (view, path) => {
      await withPage(path, options, async (page) => {
        await look(page, `${view}-${name}`);
        for (const text of ["maven-central", /docker|containerd/])
          expect(await page.locator("#live td, #live th", { hasText: text }).last().isVisible()).toBe(true);
      });
    });
  });

  test.each([
    ["misunderstood", "/?from=yesterday&category=wrong"],
    ["custom-span", `/?from=${minute(now - 3 * DAY)}&to=${minute(now - DAY)}&origin_host=nexus.example.com`],
    ["busy-package", "/package?format=npm&package=%40acme%2Fleft-pad"],
    ["try-out-refused", "/try-out?client=npm%2Fnpm+11+install&status=99&message=Kept"],
  ])("%s, on a phone", async (view, path) => {
    const [, options = {}] = LOOKS[2] ?? [];
    await withPage(path, options, (page) => look(page, `${view}-phone`));
  });

  test("a view makes few queries, regardless of its content", async () => {
    for (const [path, most] of [
      ["/", 7],
      ["/?range=30d&mode=observe", 7],
      ["/package?format=npm&package=lodahs", 6],
      ["/failures", 1],
      ["/try-out", 0],
      ["/alerts", 4],
    ] as const) {
      queries = 0;
      await textOf(path);
      expect([path, queries]).toEqual([path, most]);
    }
  });

  test("shows how many there are, and how many there were the day before", async () => {
    const text = await textOf("/");
    const [, total, past] =
      /<b>(\d+)<\/b> failures in 24 hours, <strong>[\d.]+ times<\/strong> the day before \((\d+)\)/.exec(
        text,
      ) ?? [];
    // The span begins on the half hour.
    expect(Number(total)).toBeGreaterThanOrEqual(countedWithin(now - DAY, now + 1));
    expect(Number(past)).toBeGreaterThan(0);
    expect(Number(past)).toBeLessThan(Number(total) / 3);
  });

  test("has a row for each origin, those that are down first, with their fallbacks", async () => {
    await gateway.fail("/maven/org/acme/a/1/a-1.jar", "Apache-Maven/3.9.16");
    await gateway.fail("/maven/org/acme/a/1/a-1.jar", "Apache-Maven/3.9.16");
    const text = await textOf("/");
    const hosts = [...text.matchAll(/<th scope="row"><a href="[^"]*origin_host[^"]*">([^<]*)</g)].map(
      ([, host]) => host,
    );
    expect(hosts).toHaveLength(4);
    expect(hosts.slice(0, 2).toSorted()).toEqual(["artifactory.example.com:8443", "nexus.example.com"]);
    expect(text).toContain("Fallback: mirror.example.com");
    expect(text).toMatch(/Breaker in this isolate: (?:<strong>)?(?:open|closed)/);
    expect(text).toMatch(/\d+ served anyway/);
    expect(text).toMatch(
      /Last outage <time[^>]*>[^<]*<\/time> \([^)]*\): The registry behind this gateway refused the connection/,
    );
  });

  test("a reason links to its failures, page by page, each once", async () => {
    await withPage("/?range=7d", {}, async (page) => {
      await page
        .getByRole("link", { name: /^Package protected/ })
        .first()
        .click();
      await page.waitForURL((url) => url.pathname.endsWith("/failures") && url.searchParams.has("reason"));
      const refs: string[] = [];
      for (;;) {
        refs.push(...(await page.locator("td:first-child a").allTextContents()));
        const reasons = await page.locator("td.reason").allTextContents();
        expect(reasons.filter((text) => !text.includes("Package protected."))).toEqual([]);
        const older = page.getByRole("link", { name: "Older" });
        if ((await older.count()) === 0) break;
        await older.click();
      }
      expect(new Set(refs).size).toBe(refs.length);
      const wanted = points.filter(
        ({ at, point }) =>
          at >= now - 7 * DAY && point.blobs?.[8]?.toString().startsWith("Package protected"),
      );
      expect(refs.length).toBeGreaterThanOrEqual(wanted.length);
    });
  });

  test("a failure links to all failures like it", async () => {
    await withPage("/failures?range=7d&category=blocked", {}, async (page) => {
      await page.locator("td:first-child a").first().click();
      await page.getByRole("link", { name: "All failures like this in the last 7 days" }).click();
      const query = new URL(page.url()).searchParams;
      expect(Object.fromEntries(query)).toMatchObject({ range: "7d", route: "pypi", category: "blocked" });
      expect([query.get("package"), query.get("reason")?.slice(0, 8)]).toEqual([
        expect.stringMatching(/^(?:requests|urllib3)$/),
        "requests",
      ]);
      expect(await page.locator("td.reason").count()).toBeGreaterThan(5);
    });
  });

  test.each([
    ["from=yesterday", "from wants a date or a time in UTC"],
    ["from=2026-02-31", "from wants a date or a time in UTC"],
    ["to=25:00", "to wants a date or a time in UTC"],
    ["from=2999-01-01", "from wants a time in the past"],
    ["from=2026-08-02&to=2026-08-01T00:00", "from wants a time before to"],
    ["from=2020-01-01", "Failures are kept for three months"],
    ["from=2020-01-01&to=2020-01-02", "Failures are kept for three months"],
    ["range=fortnight", "range wants one of 1h, 24h, 7d, 30d"],
    ["category=wrong", "category wants one of challenge, probe"],
    ["origin_host=a/b", "origin_host wants a host as it is counted"],
    ["before=x", "before wants the value from the link to older failures"],
  ])("%s can't be understood, which the page reports", async (query, says) => {
    const text = await textOf(`/failures?${query}`);
    expect(/<div class="trouble" role="alert">(.*?)<\/div>/s.exec(text)?.[1]).toContain(says);
  });

  test("a day includes all its hours, in UTC", async () => {
    const day = Math.floor(now / DAY - 2) * DAY;
    const date = new Date(day * 1_000).toISOString().slice(0, 10);
    const text = await textOf(`/?from=${date}&to=${date}`);
    expect(text).toContain(`<b>${countedWithin(day, day + DAY)}</b> failures from ${date} 00:00 to`);
    expect(text).not.toContain("data-refresh");
  });

  test("keeps its filters in every address, and in that of the CSV", async () => {
    const text = await textOf("/?range=7d&mode=observe&route=pypi");
    for (const [, address = ""] of text.matchAll(
      /<a href="(\/-\/outspoken\/(?:api\/failures\.csv|failures|\?)[^"]*)"/g,
    )) {
      if (/aria-current|show all/.test(address)) continue;
      expect(address).toMatch(/mode=observe|mode=on|route=pypi/);
    }
    const csv =
      /href="\/-\/outspoken(\/api\/failures\.csv[^"]*)"/.exec(text)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const lines = (await textOf(csv)).trim().split("\r\n");
    const listed = points.filter(
      ({ at, point }) =>
        at >= now - 7 * DAY && point.indexes?.[0] === "pypi" && point.blobs?.[14] === "observe",
    );
    expect(lines.length - 1).toBeGreaterThanOrEqual(listed.length);
    expect(lines.slice(1).every((line) => line.includes('"pypi"') && line.includes('"observe"'))).toBe(true);
  });

  describe("refreshes by itself", () => {
    const MINUTE_MS = 61_000;
    const more = (count: number): readonly StoredPoint[] => [
      ...points,
      ...points.slice(0, count).map((one) => ({ ...one, at: now })),
    ];
    const total = (page: Page) => page.locator("#total b").textContent();

    test("once a minute, and announces it if the numbers have changed", async () => {
      await withPage("/", {}, async (page) => {
        const before = Number(await total(page));
        await page.locator("#chart canvas").waitFor();
        await clickHouse.load(more(40));
        await page.clock.runFor(MINUTE_MS);
        await page.getByText(/^Updated \d\d:\d\d UTC$/).waitFor();
        expect(Number(await total(page))).toBe(before + 40);
        expect(await page.locator("#announced").textContent()).toContain(`${before + 40} failures`);
        expect(await page.locator("#chart canvas").count()).toBe(1);
        expect(await page.locator("#over-time-table").getAttribute("open")).toBeNull();
      });
      await clickHouse.load(points);
    });

    test.each([
      ["a form is in use", "/", "form[role=search] [name]"],
      ["a table is in use", "/", "#live .scroll"],
      ["it is switched off", "/", "#refreshing input"],
    ])("but not while %s", async (_what, path, element) => {
      await withPage(path, {}, async (page) => {
        if (element.startsWith("#refreshing")) await page.locator(element).uncheck();
        else await page.locator(element).first().focus();
        queries = 0;
        await page.clock.runFor(2 * MINUTE_MS);
        expect(queries).toBe(0);
      });
    });

    test.each(["/?from=2026-11-01&to=2026-11-02", "/failures?before=1787356800.bcdf", "/try-out"])(
      "but not %s, which stays as it is",
      async (path) => {
        await withPage(path, {}, async (page) => {
          queries = 0;
          await page.clock.runFor(2 * MINUTE_MS);
          expect(queries).toBe(0);
          expect(await page.getByText("Refresh every minute").isVisible()).toBe(false);
        });
      },
    );

    test("and reports it if it could not", async () => {
      await withPage("/", {}, async (page) => {
        await page.context().clearCookies();
        await page.clock.runFor(MINUTE_MS);
        await page.locator("#refreshed").getByText("You are signed out: not updated").waitFor();
        expect(await page.locator("#announced").textContent()).toContain("signed out");
        expect(Number(await total(page))).toBeGreaterThan(0);
      });
    });

    test("but not without the script, where everything else works", async () => {
      await withPage("/", { javaScriptEnabled: false }, async (page) => {
        expect(await page.getByText("Refresh every minute").isVisible()).toBe(false);
        expect(Number(await total(page))).toBeGreaterThan(0);
      });
    });
  });

  test("a try-out has an address that shows it again", async () => {
    await withPage("/try-out", {}, async (page) => {
      await page.getByLabel("Client", { exact: true }).selectOption({ label: "twine" });
      await page.getByLabel("Status").fill("422");
      await page.getByLabel("Message").fill("Version 1.0 exists & can't be replaced");
      await page.getByRole("button", { name: "Try" }).click();
      await page.getByText("twine, with Outspoken").waitFor();
      const shown = await page.locator("#result pre").first().textContent();
      const address = page.url();
      expect(await page.getByRole("link", { name: "Link to this try-out" }).getAttribute("href")).toBe(
        new URL(address).pathname + new URL(address).search,
      );
      await page.goto(address);
      expect(await page.locator("#result pre").first().textContent()).toBe(shown);
      expect(await page.getByLabel("Message").inputValue()).toBe("Version 1.0 exists & can't be replaced");
    });
    const wrong = await gateway.askWithToken("/try-out?client=npm%2Fnpm+11+install&status=99&message=Kept");
    expect(wrong.status).toBe(400);
    expect(await wrong.text()).toContain(">Kept</textarea>");
  });
});

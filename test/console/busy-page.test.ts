/** The page over a thousand failures: how it looks, what it counts, where it links, and how few queries it makes. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BusyPage, CAN_RUN, countedWithin, look, NOW, POINTS } from "./busy-stage.ts";
import { TIMEOUT_MS } from "./chromium.ts";
import { LOOKS } from "./page-checks.ts";

const DAY = 86_400;

if (!CAN_RUN)
  process.stdout.write(
    "Not run: the busy page (Chromium or chdb is missing; test/console/install gets them).\n",
  );

function minute(seconds: number): string {
  return new Date(seconds * 1_000).toISOString().slice(0, 16);
}

describe.runIf(CAN_RUN)("the page over a thousand failures", { timeout: TIMEOUT_MS }, () => {
  let busy: BusyPage;

  beforeAll(async () => {
    busy = await BusyPage.start();
  });

  afterAll(() => busy.close());

  describe.each(LOOKS)("%s", (name, options) => {
    test("alerts", async () => {
      await busy.withPage("/alerts", options, async (page) => {
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
      await busy.withPage(path, options, async (page) => {
        await look(page, `${view}-${name}`);
        for (const text of ["maven-central", /docker|containerd/])
          expect(await page.locator("#live td, #live th", { hasText: text }).last().isVisible()).toBe(true);
      });
    });
  });

  test.each([
    ["misunderstood", "/?from=yesterday&category=wrong"],
    ["custom-span", `/?from=${minute(NOW - 3 * DAY)}&to=${minute(NOW - DAY)}&origin_host=nexus.example.com`],
    ["busy-package", "/package?format=npm&package=%40acme%2Fleft-pad"],
    ["try-out-refused", "/try-out?client=npm%2Fnpm+11+install&status=99&message=Kept"],
  ])("%s, on a phone", async (view, path) => {
    const [, options = {}] = LOOKS[2] ?? [];
    await busy.withPage(path, options, (page) => look(page, `${view}-phone`));
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
      const queries = await busy.queriesDuring(() => busy.textOf(path));
      expect([path, queries]).toEqual([path, most]);
    }
  });

  test("shows how many there are, and how many there were the day before", async () => {
    const text = await busy.textOf("/");
    const [, total, past] =
      /<b>(\d+)<\/b> failures in 24 hours, <strong>[\d.]+ times<\/strong> the day before \((\d+)\)/.exec(
        text,
      ) ?? [];
    // The span begins on the half hour.
    expect(Number(total)).toBeGreaterThanOrEqual(countedWithin(NOW - DAY, NOW + 1));
    expect(Number(past)).toBeGreaterThan(0);
    expect(Number(past)).toBeLessThan(Number(total) / 3);
  });

  test("has a row for each origin, those that are down first, with their fallbacks", async () => {
    await busy.gateway.fail("/maven/org/acme/a/1/a-1.jar", "Apache-Maven/3.9.16");
    await busy.gateway.fail("/maven/org/acme/a/1/a-1.jar", "Apache-Maven/3.9.16");
    const text = await busy.textOf("/");
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
    await busy.withPage("/?range=7d", {}, async (page) => {
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
      const wanted = POINTS.filter(
        ({ at, point }) =>
          at >= NOW - 7 * DAY && point.blobs?.[8]?.toString().startsWith("Package protected"),
      );
      expect(refs.length).toBeGreaterThanOrEqual(wanted.length);
    });
  });

  test("a failure links to all failures like it", async () => {
    await busy.withPage("/failures?range=7d&category=blocked", {}, async (page) => {
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
    const text = await busy.textOf(`/failures?${query}`);
    expect(/<div class="trouble" role="alert">(.*?)<\/div>/s.exec(text)?.[1]).toContain(says);
  });

  test("a day includes all its hours, in UTC", async () => {
    const day = Math.floor(NOW / DAY - 2) * DAY;
    const date = new Date(day * 1_000).toISOString().slice(0, 10);
    const text = await busy.textOf(`/?from=${date}&to=${date}`);
    expect(text).toContain(`<b>${countedWithin(day, day + DAY)}</b> failures from ${date} 00:00 to`);
    expect(text).not.toContain("data-refresh");
  });

  test("keeps its filters in every address, and in that of the CSV", async () => {
    const text = await busy.textOf("/?range=7d&mode=observe&route=pypi");
    for (const [, address = ""] of text.matchAll(
      /<a href="(\/-\/outspoken\/(?:api\/failures\.csv|failures|\?)[^"]*)"/g,
    )) {
      if (/aria-current|show all/.test(address)) continue;
      expect(address).toMatch(/mode=observe|mode=on|route=pypi/);
    }
    const csv =
      /href="\/-\/outspoken(\/api\/failures\.csv[^"]*)"/.exec(text)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const lines = (await busy.textOf(csv)).trim().split("\r\n");
    const listed = POINTS.filter(
      ({ at, point }) =>
        at >= NOW - 7 * DAY && point.indexes?.[0] === "pypi" && point.blobs?.[14] === "observe",
    );
    expect(lines.length - 1).toBeGreaterThanOrEqual(listed.length);
    expect(lines.slice(1).every((line) => line.includes('"pypi"') && line.includes('"observe"'))).toBe(true);
  });

  test("a try-out has an address that shows it again", async () => {
    await busy.withPage("/try-out", {}, async (page) => {
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
    const wrong = await busy.gateway.askWithToken(
      "/try-out?client=npm%2Fnpm+11+install&status=99&message=Kept",
    );
    expect(wrong.status).toBe(400);
    expect(await wrong.text()).toContain(">Kept</textarea>");
  });
});

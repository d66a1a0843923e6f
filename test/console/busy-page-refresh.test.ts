/** When the page over a thousand failures refreshes by itself, and when it does not. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BusyPage, CAN_RUN, NOW, POINTS } from "./busy-stage.ts";
import { TIMEOUT_MS } from "./chromium.ts";
import type { StoredPoint } from "./clickhouse.ts";

describe.runIf(CAN_RUN)("the page over a thousand failures", { timeout: TIMEOUT_MS }, () => {
  let busy: BusyPage;

  beforeAll(async () => {
    busy = await BusyPage.start();
  });

  afterAll(() => busy.close());

  describe("refreshes by itself", () => {
    const MINUTE_MS = 61_000;
    const more = (count: number): readonly StoredPoint[] => [
      ...POINTS,
      ...POINTS.slice(0, count).map((one) => ({ ...one, at: NOW })),
    ];
    const total = (page: Page) => page.locator("#total b").textContent();

    test("once a minute, and announces it if the numbers have changed", async () => {
      await busy.withPage("/", {}, async (page) => {
        const before = Number(await total(page));
        await page.locator("#chart canvas").waitFor();
        await busy.load(more(40));
        await page.clock.runFor(MINUTE_MS);
        await page.getByText(/^Updated \d\d:\d\d UTC$/).waitFor();
        expect(Number(await total(page))).toBe(before + 40);
        expect(await page.locator("#announced").textContent()).toContain(`${before + 40} failures`);
        expect(await page.locator("#chart canvas").count()).toBe(1);
        expect(await page.locator("#over-time-table").getAttribute("open")).toBeNull();
      });
      await busy.load(POINTS);
    });

    test.each([
      ["a form is in use", "/", "form[role=search] [name]"],
      ["a table is in use", "/", "#live .scroll"],
      ["it is switched off", "/", "#refreshing input"],
    ])("but not while %s", async (_what, path, element) => {
      await busy.withPage(path, {}, async (page) => {
        if (element.startsWith("#refreshing")) await page.locator(element).uncheck();
        else await page.locator(element).first().focus();
        expect(await busy.queriesDuring(() => page.clock.runFor(2 * MINUTE_MS))).toBe(0);
      });
    });

    test.each(["/?from=2026-11-01&to=2026-11-02", "/failures?before=1787356800.bcdf", "/try-out"])(
      "but not %s, which stays as it is",
      async (path) => {
        await busy.withPage(path, {}, async (page) => {
          expect(await busy.queriesDuring(() => page.clock.runFor(2 * MINUTE_MS))).toBe(0);
          expect(await page.getByText("Refresh every minute").isVisible()).toBe(false);
        });
      },
    );

    test("and reports it if it could not", async () => {
      await busy.withPage("/", {}, async (page) => {
        await page.context().clearCookies();
        await page.clock.runFor(MINUTE_MS);
        await page.locator("#refreshed").getByText("You are signed out: not updated").waitFor();
        expect(await page.locator("#announced").textContent()).toContain("signed out");
        expect(Number(await total(page))).toBeGreaterThan(0);
      });
    });

    test("but not without the script, where everything else works", async () => {
      await busy.withPage("/", { javaScriptEnabled: false }, async (page) => {
        expect(await page.getByText("Refresh every minute").isVisible()).toBe(false);
        expect(Number(await total(page))).toBeGreaterThan(0);
      });
    });
  });
});

/** The console's pages in a browser: how they look, wide, on a phone and in the dark, and what works without JavaScript. */
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { BrowserStage, HOSTILE, PHONE } from "./browser-stage.ts";
import { HAS_CHROMIUM, screenshot, TIMEOUT_MS } from "./chromium.ts";
import { ADMIN_PATH } from "./gateway.ts";
import { isWiderThanScreen, violations } from "./page-checks.ts";

/** How many of the chart's pixels have a colour of their own (axes and lines are grey). */
async function colouredPixels(page: Page): Promise<number> {
  return page.evaluate(`(() => {
    const canvas = document.querySelector("#chart canvas");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let coloured = 0;
    for (let at = 0; at < data.length; at += 4) {
      const spread = Math.max(data[at], data[at + 1], data[at + 2]) - Math.min(data[at], data[at + 1], data[at + 2]);
      if (data[at + 3] > 200 && spread > 40) coloured += 1;
    }
    return coloured;
  })()`);
}

const LOOKS: readonly (readonly [name: string, options: BrowserContextOptions])[] = [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["phone", { viewport: PHONE, colorScheme: "light", hasTouch: true, isMobile: true }],
  ["phone-dark", { viewport: PHONE, colorScheme: "dark", hasTouch: true, isMobile: true }],
];

if (!HAS_CHROMIUM)
  process.stdout.write("Not run: the console in a browser (no Chromium; test/console/install gets it).\n");

describe.runIf(HAS_CHROMIUM)("the console in a browser", { timeout: TIMEOUT_MS }, () => {
  let stage: BrowserStage;

  beforeAll(async () => {
    stage = await BrowserStage.start();
  });

  afterAll(() => stage.close());
  afterEach(() => stage.closePages());

  describe.each(LOOKS)("%s", (name, options) => {
    test("the sign-in form", async () => {
      const page = await stage.open(options);
      await page.screenshot({ path: screenshot(`${name}-sign-in`) });
      expect(await violations(page)).toEqual([]);
      expect(await isWiderThanScreen(page)).toBe(false);
    });

    test("the failures: chart, tables, switches", async () => {
      const page = await stage.openSignedIn(options);
      await page.locator("#chart canvas").waitFor();
      await page.screenshot({ path: screenshot(`${name}-failures`), fullPage: true });
      expect(await colouredPixels(page)).toBeGreaterThan(100);
      expect(await violations(page)).toEqual([]);
      expect(await isWiderThanScreen(page)).toBe(false);
    });

    test("a package's own page, from the most refused", async () => {
      const page = await stage.openSignedIn(options);
      await page.getByRole("link", { name: "@acme/left-pad" }).first().click();
      await page.getByRole("heading", { name: "@acme/left-pad", level: 1 }).waitFor();
      await page.locator("#chart canvas").waitFor();
      expect(await page.locator("main").textContent()).toContain("2.0.0-rc.1");
      await page.screenshot({ path: screenshot(`${name}-package`), fullPage: true });
      expect(await violations(page)).toEqual([]);
      expect(await isWiderThanScreen(page)).toBe(false);
    });

    test("a failure, found by its reference", async () => {
      const page = await stage.openSignedIn(options);
      await page.getByLabel("npm says 403, why?").fill(`Reference: ${stage.protectedRef}.`);
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: stage.protectedRef }).waitFor();
      expect(await page.locator("dl").textContent()).toContain("Package protected. Ask the maintainers.");
      await page.screenshot({ path: screenshot(`${name}-failure`), fullPage: true });
      expect(await violations(page)).toEqual([]);
      expect(await isWiderThanScreen(page)).toBe(false);
    });

    test("a search for what a terminal prints", async () => {
      const page = await stage.openSignedIn(options);
      const url = `${stage.gateway.url}/npm/@acme%2fleft-pad/-/left-pad-1.3.0.tgz`;
      await page
        .getByLabel("npm says 403, why?")
        .fill(`npm error code E403\nnpm error 403 403 Forbidden - GET ${url} - left-pad-1.3.0.tgz`);
      await page.getByRole("button", { name: "Search" }).click();
      await page.getByText("Understood as").waitFor();
      expect(await page.locator("ul.filters").textContent()).toMatch(
        /package @acme\/left-pad 1\.3\.0.*client npm.*status 403/s,
      );
      const first = page.locator(".results li").first();
      expect(await first.textContent()).toContain("package @acme/left-pad, version 1.3.0");
      await page.screenshot({ path: screenshot(`${name}-search`), fullPage: true });
      expect(await violations(page)).toEqual([]);
      expect(await isWiderThanScreen(page)).toBe(false);
      await first.getByRole("link", { name: /^[a-z]{10}$/ }).click();
      await page.getByRole("heading", { level: 1, name: /^Failure [a-z]{10}$/ }).waitFor();
    });

    test("the try-out", async () => {
      const page = await stage.openSignedIn(options);
      await page.goto(`${stage.consoleUrl}/try-out`);
      await page.getByLabel("Client", { exact: true }).selectOption({ label: "Maven 3.9.16" });
      await page.getByLabel("Message").fill("Version 1.0 is quarantined.");
      await page.getByRole("button", { name: "Try" }).click();
      await page.getByText("Maven 3.9.16, with Outspoken").waitFor();
      expect(await page.locator("#result pre").first().textContent()).toContain(
        "detail='Version 1.0 is quarantined.",
      );
      await page.screenshot({ path: screenshot(`${name}-try-out`), fullPage: true });
      expect(await violations(page)).toEqual([]);
      expect(await isWiderThanScreen(page)).toBe(false);
    });
  });

  test("without JavaScript the chart is a table, and the try-out a page", async () => {
    const page = await stage.openSignedIn({ javaScriptEnabled: false });
    expect(await page.locator("#chart").isVisible()).toBe(false);
    expect(await page.locator("#over-time").isVisible()).toBe(true);
    const cells = await page.locator("#over-time tbody td").allTextContents();
    expect(cells.reduce((sum, text) => sum + Number(text), 0)).toBe(18);
    await page.getByLabel("Client", { exact: true }).selectOption({ label: "pnpm 11" });
    await page.getByRole("button", { name: "Try" }).click();
    await page.waitForURL((url) => url.pathname.endsWith("/try-out"));
    expect(await page.locator("#result pre").first().textContent()).toContain("ERR_PNPM_FETCH_403");
    await page.screenshot({ path: screenshot("without-javascript"), fullPage: true });
  });

  test("with JavaScript the try-out answers on the same page", async () => {
    const page = await stage.openSignedIn();
    await page.getByLabel("Client", { exact: true }).selectOption({ label: "twine" });
    expect(await page.getByLabel("User-Agent").getAttribute("placeholder")).toBe(
      "twine/7.0.0 CPython/3.13.1",
    );
    await page.getByRole("button", { name: "Try" }).click();
    await page.getByText("twine, with Outspoken").waitFor();
    expect(new URL(page.url()).pathname).toBe(`${ADMIN_PATH}/`);
  });

  test.each([
    ["200 and a block page, like a web filter", "answered with a web page, which says:", "server_error"],
    ["200 and a sign-in page", "a sign-in page of registry.example.com", "unauthorized"],
    ["302 to a sign-in page", "a sign-in page of sso.example.com", "unauthorized"],
  ])("the try-out of %s", async (shape, says, category) => {
    const page = await stage.openSignedIn();
    await page.goto(`${stage.consoleUrl}/try-out`);
    await page.getByLabel("The origin answers with").selectOption({ label: shape });
    await page.getByRole("button", { name: "Try" }).click();
    await page.getByText("npm 11 install, with Outspoken").waitFor();
    expect(await page.locator("#result pre").first().textContent()).toContain(says);
    expect(await page.locator("#result .category").textContent()).toBe(category);
    expect(await page.getByText(", without", { exact: false }).count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    await page.getByLabel("Client", { exact: true }).selectOption({ label: "another client of generic" });
    await page.getByRole("button", { name: "Try" }).click();
    await page.getByText("Outspoken passes it through unchanged").waitFor();
  });

  test("an origin's words are text wherever they are shown", async () => {
    const page = await stage.openSignedIn();
    expect(await page.getByText("onerror").count()).toBeGreaterThan(0);
    await page
      .getByRole("link", { name: /^[a-z]{10}$/ })
      .first()
      .waitFor();
    for (const path of [
      "/",
      "/try-out?client=generic%2Fcurl&status=403&shape=text&message=",
      "/failure?ref=",
      "/search?q=",
    ]) {
      await page.goto(`${stage.consoleUrl}${path}${path === "/" ? "" : encodeURIComponent(HOSTILE)}`);
      expect(await page.title()).not.toBe("harmed");
      expect(await page.locator("main img, main script").count()).toBe(0);
    }
  });

  test("a row's link narrows to its value, and another leads back", async () => {
    const page = await stage.openSignedIn();
    await page.getByRole("link", { name: "not_found" }).first().click();
    await page.waitForURL((url) => url.searchParams.get("category") === "not_found");
    expect(await page.locator(".total").textContent()).toContain("3 failures");
    await page.getByRole("link", { name: "show all, not only category not_found" }).click();
    expect(await page.locator(".total").textContent()).toContain("18 failures");
  });
});

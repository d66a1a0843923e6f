/** Switches thrown in a browser: chosen, confirmed, recorded. */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { BrowserStage, PHONE } from "./browser-stage.ts";
import { HAS_CHROMIUM, screenshot, TIMEOUT_MS } from "./chromium.ts";
import { isWiderThanScreen, violations } from "./page-checks.ts";

describe.runIf(HAS_CHROMIUM)("the console in a browser", { timeout: TIMEOUT_MS }, () => {
  let stage: BrowserStage;

  beforeAll(async () => {
    stage = await BrowserStage.start();
  });

  afterAll(() => stage.close());
  afterEach(() => stage.closePages());

  describe.each([
    ["with JavaScript on a phone", "phone", { viewport: PHONE, isMobile: true, hasTouch: true }],
    ["without JavaScript", "plain", { javaScriptEnabled: false }],
    ["in the dark", "dark", { colorScheme: "dark" }],
  ] as const)("a switch, %s", (_title, name, options) => {
    /** From the overview to the confirmation, with that choice. */
    async function choose(
      page: Page,
      choice: string,
      fields: Readonly<Record<string, string>> = {},
    ): Promise<void> {
      await page.goto(`${stage.consoleUrl}/#switches`);
      await page.getByRole("link", { name: "Change off" }).click();
      await page.getByRole("radio", { name: choice }).check();
      for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).fill(value);
      await page.getByRole("button", { name: "Continue" }).click();
    }

    test("is chosen, confirmed, thrown and recorded", async () => {
      const page = await stage.openSignedIn(options);
      await page.goto(`${stage.consoleUrl}/switches/off`);
      await page.screenshot({ path: screenshot(`${name}-switch`), fullPage: true });
      if (name !== "plain") expect(await violations(page)).toEqual([]);
      expect(await isWiderThanScreen(page)).toBe(false);
      for (const [choice, fields, then] of [
        ["a share", { Percent: "40" }, "40%"],
        ["observe", {}, "observe"],
        [
          "maintenance",
          { "What every client": "Back at 14:00 UTC", Until: "2999-12-01T14:00" },
          "maintenance until 2999-12-01 14:00 UTC: Back at 14:00 UTC",
        ],
        ["back to the configuration", {}, "as configured (off)"],
      ] as const) {
        await choose(page, choice, fields);
        await page.getByRole("heading", { name: "Throw the switch for off?" }).waitFor();
        expect(await page.locator("dl").textContent()).toContain(then);
        if (choice === "maintenance") {
          await page.screenshot({ path: screenshot(`${name}-switch-question`), fullPage: true });
          if (name !== "plain") expect(await violations(page)).toEqual([]);
        }
        await page.getByRole("button", { name: "Throw the switch" }).click();
        const status = (await page.getByRole("status").textContent()) ?? "";
        expect(status).toContain(`off is now set to ${then.replace(/as configured \((.*)\)/, "$1")}`);
        expect(status).toMatch(/obeys by \d\d:\d\d:\d\d UTC, in 90 seconds/);
      }
      await page.getByRole("link", { name: "all switches and changes" }).click();
      const changes = await page.getByRole("region", { name: "Last changes" }).textContent();
      expect(changes).toContain(
        "maintenance until 2999-12-01 14:00 UTC: Back at 14:00 UTC → as configured (off)",
      );
      expect(changes).toContain("on this page");
      await page.screenshot({ path: screenshot(`${name}-switches`), fullPage: true });
      if (name !== "plain") expect(await violations(page)).toEqual([]);
      expect(await isWiderThanScreen(page)).toBe(false);
      await page.goto(`${stage.consoleUrl}/`);
      expect(await page.getByRole("region", { name: "Last changes" }).textContent()).toContain(
        "→ as configured (off)",
      );
    });

    test("with a wrong choice is refused with the reason, and keeps what was entered", async () => {
      const page = await stage.openSignedIn(options);
      await choose(page, "maintenance", { "What every client": "Back soon", Until: "2020-01-01T00:00" });
      expect(await page.getByRole("alert").textContent()).toBe("The end of this maintenance has passed.");
      expect(await page.getByLabel("What every client").inputValue()).toBe("Back soon");
      expect(await page.getByRole("radio", { name: "maintenance" }).isChecked()).toBe(true);
      if (name !== "plain") expect(await violations(page)).toEqual([]);
    });
  });
});

/** Signing in and out in a browser, by keyboard and from links. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { BrowserStage } from "./browser-stage.ts";
import { HAS_CHROMIUM, TIMEOUT_MS } from "./chromium.ts";
import { TOKEN } from "./gateway.ts";
import { violations } from "./page-checks.ts";

describe.runIf(HAS_CHROMIUM)("the console in a browser", { timeout: TIMEOUT_MS }, () => {
  let stage: BrowserStage;

  beforeAll(async () => {
    stage = await BrowserStage.start();
  });

  afterAll(() => stage.close());
  afterEach(() => stage.closePages());

  test("by keyboard alone: sign in, choose a range, find the try-out, sign out", async () => {
    const page = await stage.open();
    // The field gets the focus when the page opens.
    await page.waitForFunction('document.activeElement?.tagName === "INPUT"');
    await page.keyboard.type(TOKEN);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Failures", level: 1 }).waitFor();
    const seen: string[] = [];
    for (let key = 0; key < 12; key += 1) {
      await page.keyboard.press("Tab");
      const focus: { text: string; outline: string } = await page.evaluate(`(() => {
        const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
        return { text: document.activeElement.textContent.trim(), outline: outlineStyle === "none" ? "" : outlineWidth };
      })()`);
      expect([focus.text, focus.outline]).toEqual([focus.text, "3px"]);
      seen.push(focus.text);
      if (focus.text === "7 days") break;
    }
    expect(seen).toEqual([
      "Skip to the content",
      "Outspoken",
      "Failures",
      "Alerts",
      "Switches",
      "Try-out",
      "Sign out",
      "1 hour",
      "24 hours",
      "7 days",
    ]);
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.searchParams.get("range") === "7d");
    await page.getByRole("button", { name: "Sign out" }).focus();
    await page.keyboard.press("Enter");
    await page.getByLabel("Operator's token").waitFor();
    await page.goto(`${stage.consoleUrl}/try-out`);
    expect(await page.getByLabel("Operator's token").count()).toBe(1);
  });

  test("a link to a failure leads there through the sign-in", async () => {
    const page = await stage.open();
    const address = `${stage.consoleUrl}/failures/${stage.protectedRef}?range=7d`;
    await page.goto(address);
    await page.getByLabel("Operator's token").fill("wrong");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").waitFor();
    await page.getByLabel("Operator's token").fill(TOKEN);
    await page.getByLabel("Your name").fill("Ada");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: stage.protectedRef }).waitFor();
    expect(page.url()).toBe(address);
  });

  test("a link on another site opens the page for a person who is signed in", async () => {
    const page = await stage.openSignedIn();
    const address = `${stage.consoleUrl}/failures/${stage.protectedRef}`;
    await page.route("http://chat.example/", (route) =>
      route.fulfill({ contentType: "text/html", body: `<a href="${address}">Failure</a>` }),
    );
    await page.goto("http://chat.example/");
    await page.getByRole("link", { name: "Failure" }).click();
    await page.getByRole("heading", { name: stage.protectedRef }).waitFor();
    expect(page.url()).toBe(address);
  });

  test("a link on another site leads a stranger to the sign-in, once", async () => {
    const page = await stage.open();
    const address = `${stage.consoleUrl}/failures/${stage.protectedRef}`;
    await page.route("http://chat.example/", (route) =>
      route.fulfill({ contentType: "text/html", body: `<a href="${address}">Failure</a>` }),
    );
    let loads = 0;
    page.on("response", (response) => {
      if (response.url() === address) loads += 1;
    });
    await page.goto("http://chat.example/");
    await page.getByRole("link", { name: "Failure" }).click();
    await page.waitForLoadState("networkidle");
    await page.getByLabel("Operator's token").waitFor();
    expect(loads).toBeLessThanOrEqual(2);
  });

  test("a wrong token is reported", async () => {
    const page = await stage.open();
    await page.keyboard.type("wrong");
    await page.keyboard.press("Enter");
    expect(await page.getByRole("alert").textContent()).toBe("That is not the token.");
    expect(await violations(page)).toEqual([]);
  });
});

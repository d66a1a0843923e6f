/**
 * The console in a real browser (Debian's Chromium), on a gateway that has failures. Screenshots go to
 * `outspoken-console` in the system's temporary folder, to be looked at.
 */
import { existsSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { ADMIN_PATH, ConsoleGateway, form, TOKEN } from "./gateway.ts";
import { isWiderThanScreen, violations } from "./page-checks.ts";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const HAS_CHROMIUM = existsSync(CHROMIUM);
const SCREENSHOTS = join(tmpdir(), "outspoken-console");

const NPM = "npm/11.19.1 node/v24.1.0 linux x64 workspaces/false";
const HOSTILE = `<img src=x onerror="document.title='harmed'"> & "quoted" 'text' </script><script>document.title='harmed'</script>`;

const WIDE = { width: 1200, height: 900 };
const PHONE = { width: 360, height: 740 };

type Cookie = Parameters<BrowserContext["addCookies"]>[0][number];

/** Enough for a browser on a busy machine. */
const TIMEOUT_MS = 120_000;

let gateway: ConsoleGateway;
let browser: Browser;
let protectedRef: string;

if (!HAS_CHROMIUM)
  process.stdout.write("Not run: the console in a browser (no Chromium; test/console/install gets it).\n");

describe.runIf(HAS_CHROMIUM)("the console in a browser", { timeout: TIMEOUT_MS }, () => {
  const contexts: BrowserContext[] = [];
  /** What a page's console reported: errors of scripts, and violations of the policy. */
  const complaints: string[] = [];

  beforeAll(async () => {
    mkdirSync(SCREENSHOTS, { recursive: true });
    gateway = await ConsoleGateway.start();
    protectedRef = await gateway.fail("/npm/403/Package protected. Ask the maintainers.", NPM);
    await gateway.fail(`/npm/403/${encodeURIComponent(HOSTILE)}`, NPM);
    for (const status of [404, 404, 404, 422, 429, 500, 503]) {
      await gateway.fail(
        `/npm/${status}/Something else happened to this package.`,
        "pnpm/11.22.0 npm/? node/v24.1.0",
      );
    }
    await gateway.fail("/go/example.com/app/@v/403/No.", "Go-http-client/1.1");
    for (const version of ["1.3.0", "1.3.0", "1.2.9", "2.0.0-rc.1"])
      await gateway.fail(`/npm/@acme%2fleft-pad/-/left-pad-${version}.tgz`, NPM);
    await gateway.fail("/npm/@acme%2fleft-pad", "pnpm/11.22.0 npm/? node/v24.1.0");
    await gateway.fail(`/npm/${"a-very-long-name".repeat(12)}`, NPM);
    await gateway.fail(`/npm/${encodeURIComponent(HOSTILE)}`, NPM);
    await gateway.fail("/go/github.com/!burnt!sushi/toml/@v/v1.4.0.zip", "Go-http-client/1.1");
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
  });

  afterAll(async () => {
    await browser.close();
    await gateway.close();
  });

  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    // A page answered with 400, 401 or 404 is intended.
    expect(complaints.splice(0).filter((text) => !/status of 40[014] /.test(text))).toEqual([]);
  });

  async function open(options: BrowserContextOptions = {}, cookie?: Cookie): Promise<Page> {
    const context = await browser.newContext({ viewport: WIDE, ...options });
    if (cookie !== undefined) await context.addCookies([cookie]);
    contexts.push(context);
    const page = await context.newPage();
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    await page.goto(`${gateway.url}${ADMIN_PATH}/`);
    return page;
  }

  /** With the cookie of a session; the form has its own tests. */
  async function openSignedIn(options: BrowserContextOptions = {}): Promise<Page> {
    const signedIn = await gateway.ask("/sign-in", form({ token: TOKEN }));
    const [, name = "", value = ""] =
      /^([^=]+)=([^;]*);/.exec(signedIn.headers.get("set-cookie") ?? "") ?? [];
    const page = await open(options, {
      name,
      value,
      url: `${gateway.url}${ADMIN_PATH}/`,
      sameSite: "Strict",
    });
    await page.getByRole("heading", { name: "Failures", level: 1 }).waitFor();
    return page;
  }

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

  describe.each(LOOKS)("%s", (name, options) => {
    test("the sign-in form", async () => {
      const page = await open(options);
      await page.screenshot({ path: join(SCREENSHOTS, `${name}-sign-in.png`) });
      expect(await violations(page)).toEqual([]);
      expect(await isWiderThanScreen(page)).toBe(false);
    });

    test("the failures: chart, tables, switches", async () => {
      const page = await openSignedIn(options);
      await page.locator("#chart canvas").waitFor();
      await page.screenshot({ path: join(SCREENSHOTS, `${name}-failures.png`), fullPage: true });
      expect(await colouredPixels(page)).toBeGreaterThan(100);
      expect(await violations(page)).toEqual([]);
      expect(await isWiderThanScreen(page)).toBe(false);
    });

    test("a package's own page, from the most refused", async () => {
      const page = await openSignedIn(options);
      await page.getByRole("link", { name: "@acme/left-pad" }).first().click();
      await page.getByRole("heading", { name: "@acme/left-pad", level: 1 }).waitFor();
      await page.locator("#chart canvas").waitFor();
      expect(await page.locator("main").textContent()).toContain("2.0.0-rc.1");
      await page.screenshot({ path: join(SCREENSHOTS, `${name}-package.png`), fullPage: true });
      expect(await violations(page)).toEqual([]);
      expect(await isWiderThanScreen(page)).toBe(false);
    });

    test("a failure, found by its reference", async () => {
      const page = await openSignedIn(options);
      await page.getByLabel("npm says 403, why?").fill(`Reference: ${protectedRef}.`);
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: protectedRef }).waitFor();
      expect(await page.locator("dl").textContent()).toContain("Package protected. Ask the maintainers.");
      await page.screenshot({ path: join(SCREENSHOTS, `${name}-failure.png`), fullPage: true });
      expect(await violations(page)).toEqual([]);
      expect(await isWiderThanScreen(page)).toBe(false);
    });

    test("a search for what a terminal prints", async () => {
      const page = await openSignedIn(options);
      const url = `${gateway.url}/npm/@acme%2fleft-pad/-/left-pad-1.3.0.tgz`;
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
      await page.screenshot({ path: join(SCREENSHOTS, `${name}-search.png`), fullPage: true });
      expect(await violations(page)).toEqual([]);
      expect(await isWiderThanScreen(page)).toBe(false);
      await first.getByRole("link", { name: /^[a-z]{10}$/ }).click();
      await page.getByRole("heading", { level: 1, name: /^Failure [a-z]{10}$/ }).waitFor();
    });

    test("the try-out", async () => {
      const page = await openSignedIn(options);
      await page.goto(`${gateway.url}${ADMIN_PATH}/try-out`);
      await page.getByLabel("Client", { exact: true }).selectOption({ label: "Maven 3.9.16" });
      await page.getByLabel("Message").fill("Version 1.0 is quarantined.");
      await page.getByRole("button", { name: "Try" }).click();
      await page.getByText("Maven 3.9.16, with Outspoken").waitFor();
      expect(await page.locator("#result pre").first().textContent()).toContain(
        "detail='Version 1.0 is quarantined.",
      );
      await page.screenshot({ path: join(SCREENSHOTS, `${name}-try-out.png`), fullPage: true });
      expect(await violations(page)).toEqual([]);
      expect(await isWiderThanScreen(page)).toBe(false);
    });
  });

  test("by keyboard alone: sign in, choose a range, find the try-out, sign out", async () => {
    const page = await open();
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
    await page.goto(`${gateway.url}${ADMIN_PATH}/try-out`);
    expect(await page.getByLabel("Operator's token").count()).toBe(1);
  });

  test("a link to a failure leads there through the sign-in", async () => {
    const page = await open();
    const address = `${gateway.url}${ADMIN_PATH}/failures/${protectedRef}?range=7d`;
    await page.goto(address);
    await page.getByLabel("Operator's token").fill("wrong");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").waitFor();
    await page.getByLabel("Operator's token").fill(TOKEN);
    await page.getByLabel("Your name").fill("Ada");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: protectedRef }).waitFor();
    expect(page.url()).toBe(address);
  });

  test("a link on another site opens the page for a person who is signed in", async () => {
    const page = await openSignedIn();
    const address = `${gateway.url}${ADMIN_PATH}/failures/${protectedRef}`;
    await page.route("http://chat.example/", (route) =>
      route.fulfill({ contentType: "text/html", body: `<a href="${address}">Failure</a>` }),
    );
    await page.goto("http://chat.example/");
    await page.getByRole("link", { name: "Failure" }).click();
    await page.getByRole("heading", { name: protectedRef }).waitFor();
    expect(page.url()).toBe(address);
  });

  test("a link on another site leads a stranger to the sign-in, once", async () => {
    const page = await open();
    const address = `${gateway.url}${ADMIN_PATH}/failures/${protectedRef}`;
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
    const page = await open();
    await page.keyboard.type("wrong");
    await page.keyboard.press("Enter");
    expect(await page.getByRole("alert").textContent()).toBe("That is not the token.");
    expect(await violations(page)).toEqual([]);
  });

  test("without JavaScript the chart is a table, and the try-out a page", async () => {
    const page = await openSignedIn({ javaScriptEnabled: false });
    expect(await page.locator("#chart").isVisible()).toBe(false);
    expect(await page.locator("#over-time").isVisible()).toBe(true);
    const cells = await page.locator("#over-time tbody td").allTextContents();
    expect(cells.reduce((sum, text) => sum + Number(text), 0)).toBe(18);
    await page.getByLabel("Client", { exact: true }).selectOption({ label: "pnpm 11" });
    await page.getByRole("button", { name: "Try" }).click();
    await page.waitForURL((url) => url.pathname.endsWith("/try-out"));
    expect(await page.locator("#result pre").first().textContent()).toContain("ERR_PNPM_FETCH_403");
    await page.screenshot({ path: join(SCREENSHOTS, "without-javascript.png"), fullPage: true });
  });

  test("with JavaScript the try-out answers on the same page", async () => {
    const page = await openSignedIn();
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
    const page = await openSignedIn();
    await page.goto(`${gateway.url}${ADMIN_PATH}/try-out`);
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
    const page = await openSignedIn();
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
      await page.goto(`${gateway.url}${ADMIN_PATH}${path}${path === "/" ? "" : encodeURIComponent(HOSTILE)}`);
      expect(await page.title()).not.toBe("harmed");
      expect(await page.locator("main img, main script").count()).toBe(0);
    }
  });

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
      await page.goto(`${gateway.url}${ADMIN_PATH}/#switches`);
      await page.getByRole("link", { name: "Change off" }).click();
      await page.getByRole("radio", { name: choice }).check();
      for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).fill(value);
      await page.getByRole("button", { name: "Continue" }).click();
    }

    test("is chosen, confirmed, thrown and recorded", async () => {
      const page = await openSignedIn(options);
      await page.goto(`${gateway.url}${ADMIN_PATH}/switches/off`);
      await page.screenshot({ path: join(SCREENSHOTS, `${name}-switch.png`), fullPage: true });
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
          await page.screenshot({ path: join(SCREENSHOTS, `${name}-switch-question.png`), fullPage: true });
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
      await page.screenshot({ path: join(SCREENSHOTS, `${name}-switches.png`), fullPage: true });
      if (name !== "plain") expect(await violations(page)).toEqual([]);
      expect(await isWiderThanScreen(page)).toBe(false);
      await page.goto(`${gateway.url}${ADMIN_PATH}/`);
      expect(await page.getByRole("region", { name: "Last changes" }).textContent()).toContain(
        "→ as configured (off)",
      );
    });

    test("with a wrong choice is refused with the reason, and keeps what was entered", async () => {
      const page = await openSignedIn(options);
      await choose(page, "maintenance", { "What every client": "Back soon", Until: "2020-01-01T00:00" });
      expect(await page.getByRole("alert").textContent()).toBe("The end of this maintenance has passed.");
      expect(await page.getByLabel("What every client").inputValue()).toBe("Back soon");
      expect(await page.getByRole("radio", { name: "maintenance" }).isChecked()).toBe(true);
      if (name !== "plain") expect(await violations(page)).toEqual([]);
    });
  });

  test("a row's link narrows to its value, and another leads back", async () => {
    const page = await openSignedIn();
    await page.getByRole("link", { name: "not_found" }).first().click();
    await page.waitForURL((url) => url.searchParams.get("category") === "not_found");
    expect(await page.locator(".total").textContent()).toContain("3 failures");
    await page.getByRole("link", { name: "show all, not only category not_found" }).click();
    expect(await page.locator(".total").textContent()).toContain("18 failures");
  });
});

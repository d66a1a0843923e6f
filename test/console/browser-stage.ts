/** The console in a real browser, on a gateway that has failures. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import { type Cookie, launch, sessionCookie } from "./chromium.ts";
import { ADMIN_PATH, ConsoleGateway } from "./gateway.ts";

const NPM = "npm/11.19.1 node/v24.1.0 linux x64 workspaces/false";
export const HOSTILE = `<img src=x onerror="document.title='harmed'"> & "quoted" 'text' </script><script>document.title='harmed'</script>`;

const WIDE = { width: 1200, height: 900 };
export const PHONE = { width: 360, height: 740 };

/** 18 failures. Out: the reference of the one that says "Package protected". */
async function fillWithFailures(gateway: ConsoleGateway): Promise<string> {
  const protectedRef = await gateway.fail("/npm/403/Package protected. Ask the maintainers.", NPM);
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
  return protectedRef;
}

export class BrowserStage {
  readonly gateway: ConsoleGateway;
  readonly #browser: Browser;
  /** The failure of a package that is protected. */
  readonly protectedRef: string;
  readonly #contexts: BrowserContext[] = [];
  /** What a page's console reported: errors of scripts, and violations of the policy. */
  readonly #complaints: string[] = [];

  private constructor(gateway: ConsoleGateway, browser: Browser, protectedRef: string) {
    this.gateway = gateway;
    this.#browser = browser;
    this.protectedRef = protectedRef;
  }

  static async start(): Promise<BrowserStage> {
    const gateway = await ConsoleGateway.start();
    const protectedRef = await fillWithFailures(gateway);
    return new BrowserStage(gateway, await launch(), protectedRef);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.gateway.close();
  }

  /** After each test. */
  async closePages(): Promise<void> {
    await Promise.all(this.#contexts.splice(0).map((context) => context.close()));
    // A page answered with 400, 401 or 404 is intended.
    expect(this.#complaints.splice(0).filter((text) => !/status of 40[014] /.test(text))).toEqual([]);
  }

  get consoleUrl(): string {
    return `${this.gateway.url}${ADMIN_PATH}`;
  }

  /** The console's first page. */
  async open(options: BrowserContextOptions = {}, cookie?: Cookie): Promise<Page> {
    const context = await this.#browser.newContext({ viewport: WIDE, ...options });
    if (cookie !== undefined) await context.addCookies([cookie]);
    this.#contexts.push(context);
    const page = await context.newPage();
    page.on("pageerror", (error) => this.#complaints.push(String(error)));
    page.on("console", (message) => message.type() === "error" && this.#complaints.push(message.text()));
    await page.goto(`${this.consoleUrl}/`);
    return page;
  }

  /** With the cookie of a session; the form has its own tests. */
  async openSignedIn(options: BrowserContextOptions = {}): Promise<Page> {
    const page = await this.open(options, await sessionCookie(this.gateway));
    await page.getByRole("heading", { name: "Failures", level: 1 }).waitFor();
    return page;
  }
}

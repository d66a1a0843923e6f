/** Debian's Chromium, and where screenshots of the console go to be looked at. */
import { existsSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium } from "playwright-core";
import { ADMIN_PATH, type ConsoleGateway } from "./gateway.ts";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const HAS_CHROMIUM = existsSync(CHROMIUM);
const SCREENSHOTS = join(tmpdir(), "outspoken-console");

/** Enough for a browser on a busy machine. */
export const TIMEOUT_MS = 120_000;

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
}

/** Where a page's screenshot is put. */
export function screenshot(name: string): string {
  mkdirSync(SCREENSHOTS, { recursive: true });
  return join(SCREENSHOTS, `${name}.png`);
}

export type Cookie = Parameters<BrowserContext["addCookies"]>[0][number];

/** The cookie of a session. */
export async function sessionCookie(gateway: ConsoleGateway): Promise<Cookie> {
  const [, name = "", value = ""] = /^([^=]+)=(.*)$/.exec(await gateway.signIn()) ?? [];
  return { name, value, url: `${gateway.url}${ADMIN_PATH}/`, sameSite: "Strict" };
}

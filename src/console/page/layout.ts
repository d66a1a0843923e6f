/** The frame of every page: head, navigation, sign-out. `html` escapes all values. */
import { html } from "hono/html";
import { VERSION } from "../version.ts";

export type Markup = ReturnType<typeof html>;

export const ADMIN_PATH = "/-/outspoken";

export interface Page {
  readonly title: string;
  /** Null before sign-in: no navigation. */
  readonly current: "overview" | "alerts" | "switches" | "package" | "try-out" | "failure" | null;
  readonly body: Markup;
}

export function layout({ title, current, body }: Page): Markup {
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title} - Outspoken</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${ADMIN_PATH}/assets/page.css">
${current === null ? "" : scripts()}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header>
<p class="brand"><a href="${ADMIN_PATH}/">Outspoken</a></p>
${current === null ? "" : navigation(current)}
</header>
<main id="main" tabindex="-1">
${body}
</main>
${current === null ? "" : html`<footer><p class="note">Outspoken ${VERSION}</p></footer>`}
</body>
</html>
`;
}

function scripts(): Markup {
  return html`<link rel="stylesheet" href="${ADMIN_PATH}/assets/chart.css">
<script src="${ADMIN_PATH}/assets/chart.js" defer></script>
<script src="${ADMIN_PATH}/assets/page.js" defer></script>
<script src="${ADMIN_PATH}/assets/refresh.js" defer></script>`;
}

function navigation(current: Page["current"]): Markup {
  const link = (name: Page["current"], path: string, label: string) =>
    html`<li><a href="${ADMIN_PATH}${path}"${name === current ? html` aria-current="page"` : ""}>${label}</a></li>`;
  return html`<nav aria-label="Console"><ul>
${link("overview", "/", "Failures")}
${link("alerts", "/alerts", "Alerts")}
${link("switches", "/switches", "Switches")}
${link("try-out", "/try-out", "Try-out")}
</ul></nav>
<form method="post" action="${ADMIN_PATH}/sign-out"><button class="quiet">Sign out</button></form>`;
}

/** What is wrong, one line each. A list itself can't have the role of an alert. */
export function troubles(lines: readonly (Markup | string)[]): Markup {
  return html`<div class="trouble" role="alert"><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul></div>`;
}

/** A frame in which a wide table scrolls, also by keyboard. */
export function scrolling(label: string, table: Markup): Markup {
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">${table}</div>`;
}

/** `1,234` */
export function counted(count: number): string {
  return count.toLocaleString("en");
}

/** `2026-08-22 10:00:00` in UTC, with the ISO form as `datetime`. */
export function timeOf(seconds: number): Markup {
  const iso = new Date(seconds * 1_000).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 19)}</time>`;
}

/** A category with its colour, which only repeats the word. */
export function categoryOf(category: string): Markup {
  const swatch = /^[a-z_]+$/.test(category) ? category : "unknown";
  return html`<span class="category ${swatch}">${category}</span>`;
}

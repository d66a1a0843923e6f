/**
 * The reason in a page's title, without the names of host, product and vendor around it:
 * `Rendering error | registry.example | Vendor`, `400 The plain HTTP request was sent to HTTPS port`.
 */
import { saysOnlyStatus } from "../status-words.ts";
import type { Page } from "./page.ts";

/** The page's title, or empty. */
export function titleOf(page: Page): string {
  return page.blocks.find((block) => block.tag === "title")?.text.trim() ?? "";
}

/** The title as a choice of reasons; empty if it only has a status and a name. */
export function titleReason(page: Page): string[] {
  const parts = titleOf(page).split(/ [|·] /, PARTS_MAX);
  const reason = parts.find((part) => !isHost(part) && !saysOnlyStatus(part));
  if (reason === undefined) return [];
  // "404 - Product": the text after a bare status and a dash is the site's name.
  const [status = "", name] = reason.split(/ [-–—] /, 2);
  if (name !== undefined && saysOnlyStatus(status)) return [];
  // With a status in front, the other parts are names ("Not Found | Product").
  return parts.indexOf(reason) > 0 && saysOnlyStatus(parts[0] ?? "") ? [] : [reason];
}

const PARTS_MAX = 8;

function isHost(text: string): boolean {
  return /^[\w-]{1,63}(?:\.[\w-]{1,63}){1,10}$/.test(text.trim());
}

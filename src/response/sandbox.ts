/**
 * Pages and pictures with scripts among the packages: a browser shows them under the gateway's own host, where the
 * operator's page is too, and what stands there may do all that its operator can. So they get an origin of their own.
 */
import type { Env } from "../env.ts";
import type { ResponseEdits } from "./edits.ts";

/** What a browser shows as a document (Fetch Metadata 2.1); no package client sends that header. */
const DOCUMENTS: ReadonlySet<string> = new Set(["document", "iframe", "frame", "object", "embed"]);

/** Sandboxes the answer (CSP 3, 6.3) where a browser would show it beside the operator's page. */
export function sandbox(edits: ResponseEdits, request: Request, env: Env): void {
  // Without its token there is no such page.
  if (env.ADMIN_TOKEN === undefined) return;
  const destination = request.headers.get("sec-fetch-dest");
  if (destination === null || !DOCUMENTS.has(destination)) return;
  edits.appendHeader("content-security-policy", "sandbox");
}

/**
 * Pages and pictures with scripts among the packages: a browser shows them under the gateway's own host, where the
 * operator's page is too, and what stands there may do all that its operator can. So they get an origin of their own.
 */
import type { Env } from "../env.ts";
import { rewrapped } from "./broken-body.ts";

/** What a browser shows as a document (Fetch Metadata 2.1); no package client sends that header. */
const DOCUMENTS: ReadonlySet<string> = new Set(["document", "iframe", "frame", "object", "embed"]);

/** The answer, sandboxed (CSP 3, 6.3) where a browser would show it beside the operator's page; else the same object. */
export function sandboxed(response: Response, request: Request, env: Env): Response {
  // Without its token there is no such page. A status beyond 599 passes only as the very object that fetch gave.
  if (env.ADMIN_TOKEN === undefined || response.status > 599) return response;
  const destination = request.headers.get("sec-fetch-dest");
  if (destination === null || !DOCUMENTS.has(destination)) return response;
  const shown = rewrapped(response.body, response);
  shown.headers.append("content-security-policy", "sandbox");
  return shown;
}

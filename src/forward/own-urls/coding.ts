/**
 * The coding of documents that are rewritten: asked for in gzip or plain, sent in gzip or plain. Pure.
 */

/** Workerd encodes the rewritten bytes again where `Content-Encoding` says so; plain they stay where it was absent. */
export function setCoding(headers: Headers, toGzip: boolean): void {
  if (!headers.has("content-encoding")) return;
  if (toGzip) headers.set("content-encoding", "gzip");
  else headers.delete("content-encoding");
  if (!/accept-encoding|\*/i.test(headers.get("vary") ?? "")) headers.append("vary", "accept-encoding");
}

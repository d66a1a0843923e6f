/** One request over sockets, and the script by which an origin answers it. */
import type { Ask } from "../../sockets/client.ts";
import type { Script } from "../../sockets/exchange.ts";
import type { Json } from "../../sockets/miniflare.ts";

/** One request, and the route on which it is made. */
export interface LintCase {
  readonly name: string;
  /** Its format, and fields other than path and origin. */
  readonly route: { readonly format: string } & { readonly [field: string]: Json };
  /** Below the route's path, with a slash. */
  readonly path: string;
  /** Requested instead of `path`: what no route serves. */
  readonly outside?: string;
  readonly ask?: Ask;
  /** In: the origin's own `http://127.0.0.1:port`. */
  readonly script: (origin: string) => Script;
}

/** What Outspoken speaks, and the status with which it has to. */
export interface SpokenCase extends LintCase {
  readonly status: number;
}

export const OPERATORS_TOKEN = "f00dfacef00dfacef00dfacef00dface";

export const DATE = "Thu, 26 Nov 2026 12:00:00 GMT";
const MODIFIED = "Thu, 01 Jan 2026 00:00:00 GMT";
export const FILE = Buffer.from("the bytes of an archive, which no other file has\n");
export const VALIDATORS = { Date: DATE, ETag: '"file-1"', "Last-Modified": MODIFIED };
export const FILE_FIELDS = {
  ...VALIDATORS,
  "Content-Type": "application/octet-stream",
  "Accept-Ranges": "bytes",
  "Cache-Control": "max-age=600",
};
export const JSON_FIELDS = {
  ...VALIDATORS,
  "Content-Type": "application/json",
  Vary: "Accept",
  "Cache-Control": "max-age=60",
};
export const GENERIC = { format: "generic" };

/** A document of npm's that names a tarball at the origin. */
export function packument(origin: string): string {
  return JSON.stringify({
    name: "left-pad",
    versions: { "1.0.0": { dist: { tarball: `${origin}/left-pad-1.0.0.tgz` } } },
  });
}

/** An answer with its length. */
export function answers(
  status: string,
  fields: Readonly<Record<string, string>>,
  body: string | Buffer = "",
): LintCase["script"] {
  return () => (exchange) => exchange.answer(status, fields, body);
}

/** An answer without a length, with its fields as given. */
export function head(status: string, fields: Readonly<Record<string, string>>): string {
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status}\r\n${lines.join("")}\r\n`;
}

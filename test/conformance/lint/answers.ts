/** What is asked over sockets: answers that pass, for which the origin's own is linted too, and some that Outspoken speaks. */
import { gzipSync } from "node:zlib";
import type { Ask } from "../../sockets/client.ts";
import type { Script } from "../../sockets/exchange.ts";
import { chunks, LAST_CHUNK } from "../../sockets/message.ts";
import type { Json } from "../../sockets/miniflare.ts";

/** One request, and the route on which it is made. */
export interface Asked {
  readonly name: string;
  /** Its format, and fields beside it, path and origin. */
  readonly route: { readonly format: string } & { readonly [field: string]: Json };
  /** Below the route's path, with a slash. */
  readonly path: string;
  readonly ask?: Ask;
  /** In: the origin's own `http://127.0.0.1:port`. */
  readonly script: (origin: string) => Script;
}

const DATE = "Thu, 26 Nov 2026 12:00:00 GMT";
const MODIFIED = "Thu, 01 Jan 2026 00:00:00 GMT";
const FILE = Buffer.from("the bytes of an archive, which nobody else has\n");
const VALIDATORS = { Date: DATE, ETag: '"file-1"', "Last-Modified": MODIFIED };
const FILE_FIELDS = {
  ...VALIDATORS,
  "Content-Type": "application/octet-stream",
  "Accept-Ranges": "bytes",
  "Cache-Control": "max-age=600",
};
const JSON_FIELDS = {
  ...VALIDATORS,
  "Content-Type": "application/json",
  Vary: "Accept",
  "Cache-Control": "max-age=60",
};
const GENERIC = { format: "generic" };

/** A document of npm's that names a tarball at the origin. */
function packument(origin: string): string {
  return JSON.stringify({
    name: "left-pad",
    versions: { "1.0.0": { dist: { tarball: `${origin}/left-pad-1.0.0.tgz` } } },
  });
}

/** An answer with its length. */
function answers(
  status: string,
  fields: Readonly<Record<string, string>>,
  body: string | Buffer = "",
): Asked["script"] {
  return () => (exchange) => exchange.answer(status, fields, body);
}

/** An answer without a length, whose fields stand as they are given. */
function head(status: string, fields: Readonly<Record<string, string>>): string {
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status}\r\n${lines.join("")}\r\n`;
}

export const PASSED: readonly Asked[] = [
  { name: "a file", route: GENERIC, path: "/file", script: answers("200 OK", FILE_FIELDS, FILE) },
  {
    name: "a part of a file",
    route: GENERIC,
    path: "/file",
    ask: { headers: { Range: "bytes=4-8" } },
    script: answers(
      "206 Partial Content",
      { ...FILE_FIELDS, "Content-Range": `bytes 4-8/${FILE.length}` },
      FILE.subarray(4, 9),
    ),
  },
  {
    name: "a range that the file has not",
    route: { ...GENERIC, enabled: false },
    path: "/file",
    ask: { headers: { Range: "bytes=900-" } },
    script: answers("416 Range Not Satisfiable", { Date: DATE, "Content-Range": `bytes */${FILE.length}` }),
  },
  {
    name: "not modified",
    route: GENERIC,
    path: "/file",
    ask: { headers: { "If-None-Match": '"file-1"' } },
    script: () => (exchange) =>
      exchange.send(head("304 Not Modified", { ...VALIDATORS, "Cache-Control": "max-age=600" })),
  },
  {
    name: "an answer to HEAD",
    route: GENERIC,
    path: "/file",
    ask: { method: "HEAD" },
    script: answers("200 OK", FILE_FIELDS, FILE),
  },
  {
    name: "a document with gzip",
    route: { format: "npm" },
    path: "/left-pad",
    ask: { headers: { "Accept-Encoding": "gzip" } },
    script: () =>
      answers(
        "200 OK",
        { ...JSON_FIELDS, Vary: "Accept-Encoding", "Content-Encoding": "gzip" },
        gzipSync('{"name":"left-pad"}'),
      )(""),
  },
  {
    name: "a document in chunks",
    route: { format: "npm" },
    path: "/left-pad",
    script: () => (exchange) => {
      exchange.send(head("200 OK", { ...JSON_FIELDS, "Transfer-Encoding": "chunked" }));
      exchange.send(Buffer.concat([chunks('{"name":', '"left-pad"}'), Buffer.from(LAST_CHUNK)]));
    },
  },
  {
    name: "a document whose URLs are replaced",
    route: { format: "npm" },
    path: "/left-pad",
    script: (origin) => answers("200 OK", JSON_FIELDS, packument(origin))(origin),
  },
  {
    name: "a document with gzip whose URLs are replaced",
    route: { format: "npm" },
    path: "/left-pad",
    ask: { headers: { "Accept-Encoding": "gzip" } },
    script: (origin) =>
      answers(
        "200 OK",
        { ...JSON_FIELDS, Vary: "Accept-Encoding", "Content-Encoding": "gzip" },
        gzipSync(packument(origin)),
      )(origin),
  },
  {
    name: "the head of a document whose URLs are replaced",
    route: { format: "npm" },
    path: "/left-pad",
    ask: { method: "HEAD" },
    script: (origin) => answers("200 OK", JSON_FIELDS, packument(origin))(origin),
  },
  {
    name: "a copy of a document whose URLs are replaced, confirmed",
    route: { format: "npm" },
    path: "/left-pad",
    ask: { headers: { "If-None-Match": '"file-1"' } },
    script: () => (exchange) =>
      exchange.send(
        head("304 Not Modified", { ...VALIDATORS, Vary: "Accept", "Cache-Control": "max-age=60" }),
      ),
  },
  {
    name: "a redirect at the origin",
    route: GENERIC,
    path: "/moved",
    script: (origin) => answers("302 Found", { Date: DATE, Location: `${origin}/file` })(origin),
  },
  {
    name: "a redirect to elsewhere",
    route: GENERIC,
    path: "/moved",
    script: answers("307 Temporary Redirect", {
      Date: DATE,
      Location: "https://storage.example/file?signature=a%2Fb",
    }),
  },
  {
    name: "a notice in a header",
    route: { format: "npm", notice: "The registry moves on Monday" },
    path: "/left-pad",
    ask: { headers: { "User-Agent": "npm/11.19.1 node/v24.21.0 linux x64 workspaces/false" } },
    script: answers("200 OK", JSON_FIELDS, '{"name":"left-pad"}'),
  },
  {
    name: "a notice in a document",
    route: { format: "composer", notice: "The registry moves on Monday" },
    path: "/packages.json",
    ask: { headers: { "User-Agent": "Composer/2.10.2 (Linux; 6.1; PHP 8.3.1; cURL 8.5)" } },
    script: answers("200 OK", JSON_FIELDS, '{"packages":[]}'),
  },
  {
    name: "a stream of events",
    route: { format: "openai" },
    path: "/chat/completions",
    ask: { method: "POST", body: '{"stream":true}', headers: { "Content-Type": "application/json" } },
    script: () => (exchange) => {
      const fields = { Date: DATE, "Content-Type": "text/event-stream", "Cache-Control": "no-cache" };
      exchange.send(head("200 OK", { ...fields, "Transfer-Encoding": "chunked" }));
      exchange.send(
        Buffer.concat([chunks('data: {"choices":[]}\n\n', "data: [DONE]\n\n"), Buffer.from(LAST_CHUNK)]),
      );
    },
  },
  {
    name: "a begun upload",
    route: { format: "oci" },
    path: "/tools/demo/blobs/uploads/",
    ask: { method: "POST", body: "" },
    script: (origin) =>
      answers("202 Accepted", {
        Date: DATE,
        Location: `${origin}/tools/demo/blobs/uploads/one`,
        "Docker-Upload-UUID": "one",
        Range: "0-0",
      })(origin),
  },
  {
    name: "a created package",
    route: { format: "maven" },
    path: "/org/example/app/1.0/app-1.0.jar",
    ask: { method: "PUT", body: FILE },
    script: (origin) =>
      answers("201 Created", { Date: DATE, Location: `${origin}/org/example/app/1.0/app-1.0.jar` })(origin),
  },
  {
    name: "nothing to say",
    route: GENERIC,
    path: "/file",
    ask: { method: "DELETE" },
    script: () => (exchange) => exchange.send(head("204 No Content", { Date: DATE })),
  },
  {
    name: "cookies",
    route: GENERIC,
    path: "/file",
    script: answers("200 OK", { ...FILE_FIELDS, "Set-Cookie": "session=a; Path=/; HttpOnly" }, FILE),
  },
  {
    name: "a page on the operator's own host",
    route: GENERIC,
    path: "/page",
    script: answers(
      "200 OK",
      { ...VALIDATORS, "Content-Type": "text/html; charset=utf-8", "Cache-Control": "max-age=60" },
      "<!doctype html><title>Files</title>",
    ),
  },
  {
    name: "a failure on an observed route",
    route: { format: "npm", enabled: "observe" },
    path: "/left-pad",
    script: answers(
      "403 Forbidden",
      { Date: DATE, "Content-Type": "application/json" },
      '{"message":"Not for you"}',
    ),
  },
];

const REFUSAL = answers(
  "403 Forbidden",
  { Date: DATE, "Content-Type": "application/json" },
  '{"message":"Not for you"}',
);

export const SPOKEN: readonly Asked[] = [
  { name: "a refusal", route: { format: "npm" }, path: "/left-pad", script: REFUSAL },
  {
    name: "a refusal to HEAD",
    route: { format: "oci" },
    path: "/tools/demo/manifests/1",
    ask: { method: "HEAD" },
    script: REFUSAL,
  },
  {
    name: "a challenge",
    route: { format: "oci" },
    path: "/",
    script: (origin) =>
      answers("401 Unauthorized", {
        Date: DATE,
        "WWW-Authenticate": `Bearer realm="${origin}/token",service="registry"`,
      })(origin),
  },
  {
    name: "a range that the file has not, spoken",
    route: GENERIC,
    path: "/file",
    ask: { headers: { Range: "bytes=900-" } },
    script: answers("416 Range Not Satisfiable", { Date: DATE, "Content-Range": `bytes */${FILE.length}` }),
  },
  {
    name: "a method that is not allowed",
    route: GENERIC,
    path: "/file",
    ask: { method: "DELETE" },
    script: answers("405 Method Not Allowed", { Date: DATE, Allow: "GET, HEAD" }),
  },
  {
    name: "an origin that resets",
    route: { format: "npm", retries: 0 },
    path: "/left-pad",
    script: () => (exchange) => exchange.reset(),
  },
  {
    name: "an origin that says nothing in time",
    route: { format: "npm", timeout_ms: 300 },
    path: "/left-pad",
    script: () => () => new Promise(() => {}),
  },
  {
    name: "a copy confirmed while the origin is down",
    route: { format: "npm", retries: 0, stale_if_error: true },
    path: "/left-pad",
    ask: { headers: { "If-None-Match": '"file-1"' } },
    script: () => (exchange) => exchange.reset(),
  },
  {
    name: "a last resort",
    route: { format: "pypi", last_resort: true },
    path: "/simple/app/",
    ask: {
      headers: {
        "User-Agent": 'pip/26.2.1 {"ci":null}',
        Accept: "application/vnd.pypi.simple.v1+json, text/html; q=0.01",
      },
    },
    script: REFUSAL,
  },
  {
    name: "a sign-in page",
    route: { format: "npm" },
    path: "/left-pad",
    script: answers(
      "200 OK",
      { ...VALIDATORS, "Content-Type": "text/html; charset=utf-8" },
      "<!doctype html><title>Sign in</title><form action=/login><input type=password></form>",
    ),
  },
];

/** Answers that pass; the origin's own are linted too. */
import { gzipSync } from "node:zlib";
import { chunks, LAST_CHUNK } from "../../sockets/message.ts";
import {
  answers,
  DATE,
  FILE,
  FILE_FIELDS,
  GENERIC,
  head,
  JSON_FIELDS,
  type LintCase,
  packument,
  VALIDATORS,
} from "./cases.ts";

export const PASSED: readonly LintCase[] = [
  { name: "a file", route: GENERIC, path: "/file", script: answers("200 OK", FILE_FIELDS, FILE) },
  {
    name: "part of a file",
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
    name: "a range outside the file",
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
    name: "HEAD of a document whose URLs are replaced",
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
    name: "a redirect elsewhere",
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
    name: "an event stream",
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
    name: "an upload that has begun",
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
    name: "no content",
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

/** Answers that only look like a web page instead of a package. */
import { deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { Connection, requestHead } from "./client.ts";
import { answering } from "./exchange.ts";
import { chunks } from "./message.ts";
import {
  ACCESS,
  askScripted,
  BLOCK_PAGE,
  gateway,
  HTML,
  origin,
  redirects,
  SIGN_IN_PAGE,
  scripted,
  serveWebPages,
} from "./web-pages-registry.ts";

serveWebPages();

const INDEX = `<!DOCTYPE html>
<html><head><title>Links for left-pad</title></head><body><a href="left-pad-1.0.tar.gz">left-pad-1.0.tar.gz</a></body></html>
`;
const PACKUMENT = '{"name":"left-pad","readme":"<html>"}';

describe("an answer that only looks like a page passes byte for byte", () => {
  const LONG = JSON.stringify({ name: "left-pad", readme: "all work and no play ".repeat(200_000) });
  const CODED: readonly (readonly [coding: string, bytes: Buffer])[] = [
    ["gzip", gzipSync(PACKUMENT)],
    ["deflate", deflateSync(PACKUMENT)],
    ["zstd", zstdCompressSync(PACKUMENT)],
    ["x-odd", Buffer.from("<html>")],
  ];

  test.each([
    ["JSON as text/html", "/composer/dists/a.zip", HTML, PACKUMENT],
    ["JSON without a type", "/npm/-/whoami", {}, PACKUMENT],
    ["an archive as text/html", "/npm/left-pad/-/left-pad-1.3.0.tgz", HTML, gzipSync(PACKUMENT)],
    [
      "an archive without a type",
      "/maven/com/acme/app/1.0/app-1.0.jar",
      {},
      Buffer.from("PK\u0003\u0004<html>"),
    ],
    [
      "a POM as text/html",
      "/maven/com/acme/app/1.0/app-1.0.pom",
      HTML,
      "<project><modelVersion>4.0.0</modelVersion></project>",
    ],
    [
      "XML metadata as text/html",
      "/maven/com/acme/app/maven-metadata.xml",
      HTML,
      '<?xml version="1.0"?>\n<metadata/>',
    ],
    ["repomd.xml without a type", "/rpm/repodata/repomd.xml", {}, '<?xml version="1.0"?>\n<repomd/>'],
    ["a feed as text/html", "/nuget/FindPackagesById()", HTML, "<?xml version='1.0'?><feed/>"],
    [
      "a checksum as text/html",
      "/maven/com/acme/app/1.0/app-1.0.jar.sha1",
      HTML,
      "da39a3ee5e6b4b0d3255bfef95601890afd80709",
    ],
    ["an index of PEP 503", "/as-it-is/simple/left-pad/", HTML, INDEX],
    ["a page of a site", "/maven/com/acme/app/1.0/app-1.0-site.html", HTML, SIGN_IN_PAGE],
    [
      "a listing of a folder",
      "/maven/com/acme/app/",
      HTML,
      "<html><title>Index of /com/acme/app</title></html>",
    ],
    ["a go-import page", "/go/example.com/app?go-get=1", HTML, '<html><meta name="go-import"></html>'],
    ["a model's page", "/huggingface/acme/app/resolve/main/login.html", HTML, SIGN_IN_PAGE],
    ["a blob", "/oci/v2/acme/app/blobs/sha256:abc", HTML, SIGN_IN_PAGE],
    ["anything on a generic route", "/generic/x", HTML, SIGN_IN_PAGE],
    ["WebDAV's receipt", "/maven/com/acme/app/1.0/app-1.0.jar", HTML, BLOCK_PAGE, "PUT", "201 Created"],
    ["a long document as text/html", "/cargo/se/rd/serde", HTML, LONG],
    [
      "a document of another type that begins like a page",
      "/go/example.com/app/@v/list",
      { "Content-Type": "text/plain" },
      "<html>",
    ],
  ] satisfies readonly (readonly [
    string,
    string,
    Record<string, string>,
    string | Buffer,
    string?,
    string?,
  ])[])("%s", async (_, path, headers, body, method = "GET", status = "200 OK") => {
    const answer = await askScripted(
      `${method} ${path}`,
      answering(status, { ...headers, ETag: '"1"' }, body),
    );
    expect(answer).toMatchObject({ status: Number(status.slice(0, 3)), framing: "length", complete: true });
    expect(answer.body.equals(Buffer.from(body))).toBe(true);
    expect(answer.header("content-type")).toBe(headers["Content-Type" as keyof typeof headers] ?? null);
    expect([answer.header("etag"), answer.header("x-outspoken")]).toEqual(['"1"', null]);
  });

  test.each(CODED)("in %s, in its coding and with its length", async (coding, bytes) => {
    const headers = { ...HTML, "Content-Encoding": coding };
    const options = { headers: { "Accept-Encoding": coding } };
    const answer = await askScripted("/cargo/se/rd/serde", answering("200 OK", headers, bytes), options);
    expect([answer.header("content-encoding"), answer.header("content-length")]).toEqual([
      coding,
      String(bytes.length),
    ]);
    expect(answer.body.equals(bytes)).toBe(true);
  });

  test("in gzip, for a client that can't decode it", async () => {
    const headers = { ...HTML, "Content-Encoding": "gzip" };
    const options = { headers: { "Accept-Encoding": "identity" } };
    const answer = await askScripted(
      "/cargo/se/rd/serde",
      answering("200 OK", headers, gzipSync(PACKUMENT)),
      options,
    );
    expect([answer.header("content-encoding"), answer.text]).toEqual([null, PACKUMENT]);
  });

  test("with the gateway's URLs, if it is rewritten", async () => {
    const page = INDEX.replace("left-pad-1.0.tar.gz", `${origin.url}/packages/left-pad-1.0.tar.gz`);
    const answer = await askScripted("/pypi/simple/left-pad/", answering("200 OK", HTML, page));
    expect(answer.text).toContain('href="http://packages.example/pypi/packages/left-pad-1.0.tar.gz"');
  });

  test("a part from the middle of it", async () => {
    const headers = { ...HTML, "Content-Range": "bytes 10-19/100" };
    const answer = await askScripted(
      "/npm/left-pad/-/left-pad-1.3.0.tgz",
      answering("206 Partial Content", headers, "<html>.."),
    );
    expect([answer.status, answer.text]).toEqual([206, "<html>.."]);
  });

  test("a HEAD, whatever its type", async () => {
    const answer = await askScripted("HEAD /npm/left-pad", answering("200 OK", HTML, BLOCK_PAGE));
    expect([answer.status, answer.header("content-length")]).toEqual([200, String(BLOCK_PAGE.length)]);
  });

  test("for a browser", async () => {
    const headers = { Accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" };
    const page = await askScripted("/npm/left-pad", answering("200 OK", HTML, SIGN_IN_PAGE), { headers });
    expect(page.text).toBe(SIGN_IN_PAGE);
    const redirect = await askScripted("/npm/left-pad", redirects(ACCESS), { headers });
    expect(redirect.header("location")).toBe(ACCESS);
  });

  test.each(["passing", "off"])("on a route that is %s", async (route) => {
    const page = await askScripted(`/${route}/left-pad`, answering("200 OK", HTML, SIGN_IN_PAGE));
    expect([page.status, page.text]).toEqual([200, SIGN_IN_PAGE]);
    const redirect = await askScripted(`/${route}/left-pad`, redirects(ACCESS));
    expect([redirect.status, redirect.header("location")]).toEqual([302, ACCESS]);
    const empty = await askScripted(`/${route}/left-pad`, answering("200 OK", {}));
    expect([empty.status, empty.body.length]).toEqual([200, 0]);
  });

  test("streaming if it stalls before or after its first byte", async () => {
    for (const first of ["", "{"]) {
      const { promise: may, resolve: go } = Promise.withResolvers<void>();
      const connection = await Connection.open(gateway.port());
      const [path, options] = scripted("/cargo/se/rd/serde", async (exchange) => {
        exchange.send(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\n${first}`);
        await may;
        exchange.send("{}".slice(first.length));
      });
      connection.send(requestHead(path, options));
      await connection.receives(`\r\n\r\n${first}`);
      go();
      expect(await connection.answer()).toMatchObject({ status: 200, text: "{}", complete: true });
    }
  });

  test("broken off if the origin breaks off", async () => {
    const answer = await askScripted("/cargo/se/rd/serde", (exchange) => {
      exchange.send("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n");
      exchange.send(chunks("{"));
      exchange.fin();
    });
    expect([answer.status, answer.text, answer.complete]).toEqual([200, "{", false]);
  });
});

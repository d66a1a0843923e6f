/** Web pages and empty answers where clients can only use a package or a document. */
import { deflateSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { Connection, requestHead } from "./client.ts";
import { answering, type Script } from "./exchange.ts";
import { chunks, LAST_CHUNK } from "./message.ts";
import { PACKAGE_CASES } from "./package-requests.ts";
import { expectReferenceShown, expectSpoken } from "./spoken-answer.ts";
import {
  askScripted,
  at,
  BLOCK_PAGE,
  gateway,
  HTML,
  origin,
  scripted,
  serveWebPages,
  WORDS,
} from "./web-pages-registry.ts";

serveWebPages();

describe("a page at 200 where it can't be right", () => {
  test.each(PACKAGE_CASES)("%s: %s is 502 with the page's words", async (format, target) => {
    const answer = await askScripted(at(format, target), answering("200 OK", HTML, BLOCK_PAGE));
    const line = await expectSpoken(gateway, answer, {
      status: 502,
      category: "server_error",
      logged: { cause: "answered", origin_status: 200, origin_host: origin.host, reason: WORDS },
    });
    expect(line.body_bytes).toBe(BLOCK_PAGE.length);
    expect(`${answer.phrase}\n${answer.text.replaceAll('\\"', '"')}`).toContain(
      `The registry's host ${origin.host} answered with a web page`,
    );
  });

  test.each([
    ["203", answering("203 Non-Authoritative Information", HTML, BLOCK_PAGE)],
    ["201", answering("201 Created", HTML, BLOCK_PAGE)],
    ["XHTML", answering("200 OK", { "Content-Type": "application/xhtml+xml" }, BLOCK_PAGE)],
    ["no type", answering("200 OK", {}, BLOCK_PAGE)],
    ["a type in capitals", answering("200 OK", { "Content-Type": "TEXT/HTML" }, BLOCK_PAGE)],
    ["preceded by blanks and a byte order mark", answering("200 OK", HTML, `\uFEFF\r\n \t${BLOCK_PAGE}`)],
    ["gzip", answering("200 OK", { ...HTML, "Content-Encoding": "gzip" }, gzipSync(BLOCK_PAGE))],
    ["deflate", answering("200 OK", { ...HTML, "Content-Encoding": "deflate" }, deflateSync(BLOCK_PAGE))],
    [
      "gzip under another spelling",
      answering("200 OK", { ...HTML, "Content-Encoding": "GZIP" }, gzipSync(BLOCK_PAGE)),
    ],
    [
      "in chunks",
      (exchange) => {
        exchange.send("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (const part of ["\n", " ", "<", BLOCK_PAGE.slice(1)]) exchange.send(chunks(part));
        exchange.send(LAST_CHUNK);
      },
    ],
    [
      "the beginning of a part",
      answering(
        "206 Partial Content",
        { ...HTML, "Content-Range": `bytes 0-9/${BLOCK_PAGE.length}` },
        BLOCK_PAGE,
      ),
    ],
  ] satisfies readonly (readonly [string, Script])[])("%s", async (_, script) => {
    const answer = await askScripted("/npm/left-pad", script);
    await expectSpoken(gateway, answer, { status: 502, category: "server_error" });
    expect(JSON.parse(answer.text).error).toBe(
      `The registry's host ${origin.host} answered with a web page, which says: "${WORDS}". Its address may be wrong, or ` +
        `something on the way answered instead. Reference: ${answer.header("x-outspoken-ref")}`,
    );
  });

  test("a page without words is reported as a page", async () => {
    const answer = await askScripted(
      "/npm/left-pad",
      answering("200 OK", HTML, "<!DOCTYPE html><div id=app></div>"),
    );
    await expectSpoken(gateway, answer, { status: 502, category: "server_error" });
    expect(answer.phrase).toContain(`${origin.host} answered with a web page. Its address may be wrong`);
  });

  test("the product that made the page is named if it is known", async () => {
    const page = `<html><head><title>Internet Security by Zscaler</title></head><body><p>${WORDS}</p></body></html>`;
    const answer = await askScripted("/npm/left-pad", answering("200 OK", HTML, page));
    await expectSpoken(gateway, answer, { status: 502, category: "server_error" });
    expect(answer.phrase).toContain(
      `${origin.host} answered with a web page of Zscaler, which says: "${WORDS}".`,
    );
  });

  test("a page that stalls is heard as far as it has arrived", async () => {
    const stalled = await askScripted("/npm/left-pad", async (exchange) => {
      exchange.send(
        `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n${BLOCK_PAGE}`,
      );
      await exchange.closes();
    });
    await expectSpoken(gateway, stalled, { status: 502, category: "server_error" });
    expect(stalled.text).toContain(WORDS);
  });

  test("nothing of the page's head reaches the client", async () => {
    const headers = { ...HTML, "Set-Cookie": "session=1", "X-Frame-Options": "DENY", ETag: '"1"' };
    const answer = await askScripted("/npm/left-pad", answering("200 OK", headers, BLOCK_PAGE));
    expect(["set-cookie", "x-frame-options", "etag"].map((name) => answer.header(name))).toEqual([
      null,
      null,
      null,
    ]);
    expect(answer.header("content-type")).toBe("application/json");
  });

  test("the operator's credentials are masked if the page echoes them", async () => {
    const answer = await askScripted(
      "/mirror/left-pad",
      answering(
        "200 OK",
        HTML,
        "<html><body><p>The token open-sesame is not known in this place.</p></body></html>",
      ),
    );
    expect(answer.status).toBe(502);
    expect(answer.bytes.toString("latin1")).not.toContain("open-sesame");
    expect(answer.text).toContain("is not known in this place");
  });

  test("a status rule may say what the page means", async () => {
    const answer = await askScripted("/ruled/left-pad", answering("200 OK", HTML, BLOCK_PAGE));
    await expectSpoken(gateway, answer, { status: 403, category: "forbidden", logged: { rule: "rule-1" } });
  });

  test("the rest of an upload is read before the client is answered", async () => {
    const [path, options] = scripted("PUT /npm/left-pad", answering("200 OK", HTML, BLOCK_PAGE));
    const connection = await Connection.open(gateway.port());
    const { "X-Script": script = "" } = options.headers ?? {};
    connection.send(
      requestHead(path, { method: "PUT", headers: { "X-Script": script, "Content-Length": "100000" } }),
    );
    connection.send("x".repeat(100_000));
    expect((await connection.answer("PUT")).status).toBe(502);
  });
});

describe("an empty answer where a document is certain", () => {
  test.each([
    ["npm", "/left-pad"],
    ["composer", "/packages.json"],
    ["cargo", "/config.json"],
    ["helm", "/index.yaml"],
    ["pypi", "/simple/left-pad/"],
    ["maven", "/com/acme/app/maven-metadata.xml"],
    ["oci", "/v2/acme/app/manifests/latest"],
  ])("%s: %s is 502", async (format, target) => {
    for (const headers of [{ "Content-Type": "application/json" }, HTML, {}]) {
      const answer = await askScripted(at(format, target), answering("200 OK", headers));
      await expectSpoken(gateway, answer, {
        status: 502,
        category: "server_error",
        logged: { cause: "answered", origin_status: 200, body_bytes: 0 },
      });
      expectReferenceShown(answer);
      expect(`${answer.phrase}\n${answer.text}`).toContain("an empty document");
    }
  });

  test.each([
    ["go", "/example.com/app/@v/list"],
    ["oci", "/v2/"],
    ["debian", "/dists/bookworm/main/binary-amd64/Packages"],
    ["maven", "/com/acme/app/1.0/app-1.0-javadoc.jar"],
    ["npm", "HEAD /left-pad"],
    ["npm", "PUT /left-pad"],
    ["terraform", "/v1/modules/acme/app/aws/1.0.0/download"],
    ["generic", "/x"],
  ])("%s: %s may be empty", async (format, target) => {
    const answer = await askScripted(at(format, target), answering("200 OK", {}));
    expect([answer.status, answer.body.length, answer.header("x-outspoken")]).toEqual([200, 0, null]);
  });

  test("passes if another Outspoken gateway spoke it", async () => {
    const spoken = {
      "Content-Type": 'text/plain; reason="No."',
      "X-Outspoken": "forbidden",
      "X-Outspoken-Ref": "bcdfghjkmn",
    };
    const answer = await askScripted("/pypi/simple/left-pad/", answering("200 OK", spoken));
    expect([answer.status, answer.header("x-outspoken")]).toEqual([200, "forbidden"]);
  });

  test("204 passes, since it is meant to be empty", async () => {
    const answer = await askScripted("/npm/left-pad", (exchange) =>
      exchange.send("HTTP/1.1 204 No Content\r\n\r\n"),
    );
    expect(answer.status).toBe(204);
  });
});

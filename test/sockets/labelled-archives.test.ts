/**
 * Files labelled `Content-Encoding: gzip` because they are gzip files, by Apache's AddEncoding or an object store's
 * metadata: clients check the digests of the encoded files.
 */
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { type Answer, ask } from "./client.ts";
import { IS_OBSERVED } from "./gateway.ts";
import { serveGateway, serveOrigin } from "./serve.ts";

const TEXT = "all work and no play ".repeat(500);
const FILE = gzipSync(TEXT);

const origin = serveOrigin();
const gateway = serveGateway(() => {
  const base = { format: "generic", origin: origin.url };
  return [
    { ...base, path: "/r/*" },
    { ...base, path: "/off/*", enabled: false },
    { ...base, path: "/npm/*", format: "npm" },
    { ...base, path: "/composer/*", format: "composer", notice: "Moving on Friday." },
  ];
});

/** Clients that refuse gzip, and one without the header. */
const ACCEPTS = [undefined, "identity", "gzip;q=0", "identity;q=1, *;q=0"];

const VALIDATORS = {
  ETag: '"abc"',
  "Accept-Ranges": "bytes",
  "X-Checksum-Sha1": "da39a3ee",
  Digest: "sha-256=abc",
  "Repr-Digest": "sha-256=:abc=:",
};

async function get(path: string, accept: string | undefined, headers = {}): Promise<Answer> {
  const all = accept === undefined ? headers : { ...headers, "Accept-Encoding": accept };
  return ask(gateway.port(), path, { headers: all, patienceMs: 3_000 });
}

function expectUnchanged(answer: Answer, sent: Readonly<Record<string, string>>, body = FILE): void {
  expect(answer.complete).toBe(true);
  expect(answer.body.equals(body)).toBe(true);
  for (const [name, value] of Object.entries(sent))
    expect([name, answer.header(name)]).toEqual([name, value]);
  expect(answer.header("content-length")).toBe(String(body.length));
}

/** Known by name or by type; anything else is decoded. */
const ARCHIVES: readonly (readonly [path: string, type: string, disposition: string])[] = [
  ["/pip-26.0-py3-none-any.whl", "application/zip", ""],
  ["/pip-26.0.tar.gz", "", ""],
  ["/chart-1.0.0.tgz", "application/x-tar", ""],
  ["/hello_2.10_amd64.deb", "application/vnd.debian.binary-package", ""],
  ["/hello-2.10.x86_64.rpm", "", ""],
  ["/Packages.gz", "text/plain", ""],
  ["/repodata/primary.xml.zst", "text/xml", ""],
  ["/serde-1.0.0.crate", "", ""],
  ["/rails-8.0.0.gem", "", ""],
  ["/newtonsoft.json.13.0.3.nupkg", "", ""],
  ["/left-pad/download", "application/octet-stream", ""],
  ["/left-pad/download", "binary/octet-stream", ""],
  ["/v2/a/blobs/sha256:00", "application/vnd.oci.image.layer.v1.tar+gzip", ""],
  ["/v2/a/blobs/sha256:00", "application/vnd.docker.image.rootfs.diff.tar.gzip", ""],
  ["/download/17", "text/plain", 'attachment; filename="a-1.0.zip"'],
  ["/download/17", "", "attachment; filename*=UTF-8''a-1.0.conda"],
];

describe.each(ARCHIVES)("%s of type %j", (path, type, disposition) => {
  test.each(ACCEPTS)("passes unchanged (Accept-Encoding: %j)", async (accept) => {
    for (const coding of ["gzip", "x-gzip"]) {
      const headers = {
        ...(type === "" ? {} : { "Content-Type": type }),
        ...(disposition === "" ? {} : { "Content-Disposition": disposition }),
        ...VALIDATORS,
        "Content-Encoding": coding,
      };
      origin.on(path, (exchange) => exchange.answer("200 OK", headers, FILE));
      expectUnchanged(await get(`/r${path}`, accept), headers);
    }
  });
});

describe("a range, which can't be decoded from its middle", () => {
  const range = {
    "Content-Range": `bytes 30-${FILE.length - 1}/${FILE.length}`,
    "Content-Type": "text/plain",
    "Content-Encoding": "gzip",
    ...VALIDATORS,
  };

  test.each(ACCEPTS)("passes unchanged (Accept-Encoding: %j)", async (accept) => {
    origin.on("/notes.txt", (exchange) => exchange.answer("206 Partial Content", range, FILE.subarray(30)));
    expectUnchanged(
      await get("/r/notes.txt", accept, { Range: "bytes=30-" }),
      range,
      Buffer.from(FILE.subarray(30)),
    );
  });
});

describe("content that must not be transformed (RFC 9110 7.7)", () => {
  const fixed = { ...VALIDATORS, "Content-Encoding": "gzip", "Cache-Control": "max-age=60, No-Transform" };

  test("is not decoded", async () => {
    const headers = { ...fixed, "Content-Type": "text/plain" };
    origin.on("/fixed.txt", (exchange) => exchange.answer("200 OK", headers, FILE));
    expectUnchanged(await get("/r/fixed.txt", "identity"), headers);
  });

  test("is not rewritten", async () => {
    const headers = { ...VALIDATORS, "Content-Type": "application/json", "Cache-Control": "no-transform" };
    const body = Buffer.from(JSON.stringify({ dist: { tarball: `${origin.url}/a.tgz` } }));
    origin.on("/fixed", (exchange) => exchange.answer("200 OK", headers, body));
    expectUnchanged(await get("/npm/fixed", undefined), headers, body);
  });

  test("gets no notice", async () => {
    const headers = { "Content-Type": "application/json", "Cache-Control": "no-transform" };
    origin.on("/packages.json", (exchange) => exchange.answer("200 OK", headers, '{"a":1}'));
    const composer = { "User-Agent": "Composer/2.10.2 (Linux; 6.1; PHP 8.4.1; cURL 8.5)" };
    expectUnchanged(
      await get("/composer/packages.json", undefined, composer),
      headers,
      Buffer.from('{"a":1}'),
    );
  });
});

test.each(ACCEPTS)("a route that is off decodes nothing (Accept-Encoding: %j)", async (accept) => {
  const headers = { ...VALIDATORS, "Content-Type": "text/plain", "Content-Encoding": "gzip" };
  origin.on("/off.txt", (exchange) => exchange.answer("200 OK", headers, FILE));
  const answer = await get("/off/off.txt", accept);
  expectUnchanged(answer, headers);
  expect(answer.header("vary")).toBeNull();
});

describe.skipIf(IS_OBSERVED)("decoded content", () => {
  const headers = {
    ...VALIDATORS,
    "Content-Type": "text/plain",
    "Content-Encoding": "gzip",
    "Content-MD5": "abc",
    "Content-Digest": "sha-256=:abc=:",
    "X-Goog-Hash": "md5=abc",
  };

  test("keeps only fields that are still true", async () => {
    origin.on("/notes.txt", (exchange) => exchange.answer("200 OK", headers, FILE));
    const answer = await get("/r/notes.txt", "identity");
    expect(answer).toMatchObject({ status: 200, text: TEXT, framing: "length", complete: true });
    expect([answer.header("etag"), answer.header("vary")]).toEqual(['W/"abc"', "accept-encoding"]);
    const gone = ["content-encoding", "content-md5", "content-digest", "x-goog-hash", "accept-ranges"];
    for (const name of [...gone, "x-checksum-sha1", "digest", "repr-digest"])
      expect([name, answer.header(name)]).toEqual([name, null]);
  });

  test("varies by Accept-Encoding, and says so even to clients that get it unchanged", async () => {
    origin.on("/notes.txt", (exchange) => exchange.answer("200 OK", headers, FILE));
    const answer = await get("/r/notes.txt", "gzip");
    expectUnchanged(answer, headers);
    expect(answer.header("vary")).toBe("accept-encoding");
  });

  test.each(["accept-encoding", "Origin, Accept-Encoding", "*"])("says so once (Vary: %s)", async (vary) => {
    origin.on("/notes.txt", (exchange) => exchange.answer("200 OK", { ...headers, Vary: vary }, FILE));
    for (const accept of ["gzip", "identity"])
      expect((await get("/r/notes.txt", accept)).header("vary")).toBe(vary);
  });

  test("is streamed if it is large", async () => {
    const large = Buffer.from(TEXT.repeat(500));
    origin.on("/large.txt", (exchange) => exchange.answer("200 OK", headers, gzipSync(large)));
    const answer = await get("/r/large.txt", "identity");
    expect(answer).toMatchObject({ status: 200, framing: "chunked", complete: true });
    expect(answer.body.equals(large)).toBe(true);
  });
});

test.each(["identity", "Identity"])("%s is not a coding: everything stays unchanged", async (coding) => {
  const headers = { ...VALIDATORS, "Content-Type": "text/plain", "Content-Encoding": coding };
  origin.on("/plain.txt", (exchange) => exchange.answer("200 OK", headers, TEXT));
  for (const accept of ["gzip", "identity", undefined])
    expectUnchanged(await get("/r/plain.txt", accept), headers, Buffer.from(TEXT));
});

test.skipIf(IS_OBSERVED)("x-gzip is gzip to a client that takes it", async () => {
  const headers = { ...VALIDATORS, "Content-Type": "text/plain", "Content-Encoding": "x-gzip" };
  origin.on("/x.txt", (exchange) => exchange.answer("200 OK", headers, FILE));
  expectUnchanged(await get("/r/x.txt", "gzip"), headers);
  expect(await get("/r/x.txt", "identity")).toMatchObject({ text: TEXT, complete: true });
});

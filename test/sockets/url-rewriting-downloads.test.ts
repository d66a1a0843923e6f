/** Files below a product's root, where paths of documents and downloads look alike. */
import { describe, expect, test } from "vitest";
import { type Answer, ask } from "./client.ts";
import { serveGateway, serveOrigin } from "./serve.ts";

const origin = serveOrigin();
const gateway = serveGateway(() => {
  const formats = ["helm", "npm", "nuget", "pypi", "pub", "rpm", "terraform", "vscode"];
  return formats.map((format) => ({ path: `/${format}/*`, format, origin: origin.url }));
});

function get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return ask(gateway.port(), path, { headers: { Host: "packages.example", ...headers } });
}

const HASH = "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8";

/** Downloads of various products, with a Content-Type that some of them use. */
const DOWNLOADS: readonly (readonly [format: string, path: string, type: string])[] = [
  ["helm", "/artifactory/api/helm/k8s/charts/app-1.0.0.tgz", "application/x-gzip"],
  ["helm", "/artifactory/api/helm/k8s/charts/app-1.0.0.tgz.prov", "text/plain"],
  ["helm", "/api/v4/projects/42/packages/helm/stable/charts/app-1.0.0.tgz", "application/octet-stream"],
  ["helm", "/api/charts/app-1.0.0.tgz.prov", "application/json"],
  ["npm", `/download/@acme/left-pad/1.3.0/${HASH}`, "application/octet-stream"],
  ["nuget", "/api/v2/package/Acme.Lib/1.0.0", "application/zip"],
  ["nuget", "/artifactory/api/nuget/dotnet/Download/Acme.Lib/1.0.0", "application/octet-stream"],
  ["nuget", "/repository/nuget-hosted/Acme.Lib/1.0.0-beta.1", "application/zip"],
  ["pypi", "/packages/acme/acme-1.0.0.tar.zst", "application/octet-stream"],
  ["pypi", "/packages/acme/acme-1.0.0.tar.gz.provenance", "application/json"],
  ["pub", "/api/packages/acme/files/1.0.0", "application/octet-stream"],
  ["rpm", "/Packages/p/python3-metalink-6.4-1.el9.noarch.rpm", "application/x-rpm"],
  ["terraform", "/downloads/terraform-provider-acme_1.0.0_manifest.json", "application/json"],
  ["vscode", "/vscode/asset/acme/tools/1.0.0/Microsoft.VisualStudio.Code.Manifest", "application/json"],
];

describe("a download is not a document", () => {
  test.each(DOWNLOADS)("%s %s", async (format, path, type) => {
    const body = `signed: ${origin.url}/a, and no byte of it changes`;
    origin.on(path, (exchange) => {
      const headers = { "Content-Type": type, ETag: '"abc"', "Accept-Ranges": "bytes" };
      if (exchange.header("if-none-match") === '"abc"')
        exchange.send('HTTP/1.1 304 Not Modified\r\nETag: "abc"\r\n\r\n');
      else if (exchange.header("range") === "bytes=8-" && exchange.header("if-range") === '"abc"')
        exchange.answer(
          "206 Partial Content",
          { ...headers, "Content-Range": `bytes 8-${body.length - 1}/${body.length}` },
          body.slice(8),
        );
      else exchange.answer("200 OK", headers, body);
    });
    const whole = await get(`/${format}${path}`);
    expect([whole.status, whole.text]).toEqual([200, body]);
    expect([whole.header("etag"), whole.header("accept-ranges")]).toEqual(['"abc"', "bytes"]);
    expect(whole.header("content-length")).toBe(String(body.length));
    const rest = await get(`/${format}${path}`, { Range: "bytes=8-", "If-Range": '"abc"' });
    expect([rest.status, rest.text, rest.header("etag")]).toEqual([206, body.slice(8), '"abc"']);
    const fresh = await get(`/${format}${path}`, { "If-None-Match": '"abc"' });
    expect([fresh.status, fresh.header("etag")]).toEqual([304, '"abc"']);
  });
});

/** Content at a document's path and with a document's type that a signature or digest covers. */
const SEALED: readonly (readonly [what: string, begins: string])[] = [
  ["clear-signed text", "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n"],
  ["a PGP signature", "-----BEGIN PGP SIGNATURE-----\n\n"],
  ["an SSH signature", "-----BEGIN SSH SIGNATURE-----\n"],
  ["a signify signature", "untrusted comment: verify with key.pub\n"],
  ["a DSSE envelope", '{"payloadType":"application/vnd.in-toto+json","payload":"e30=","x":"'],
  ["a sigstore bundle", '{\n  "mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json", "x":"'],
  ["an in-toto statement", '{"_type":"https://in-toto.io/Statement/v1","x":"'],
  ["a JWS", "eyJhbGciOiJFUzI1NiJ9.e30."],
  ["a JWS in JSON", '{ "protected": "eyJhbGciOiJFUzI1NiJ9", "x":"'],
  ["TUF metadata", '{"signatures":[],"signed":{"x":"'],
  ["an archive", "PK\u0003\u0004\u0014 acme/METADATA"],
];

describe("signed content is recognized by its beginning", () => {
  test.each(SEALED)("%s", async (what, begins) => {
    const body = `${begins} ${origin.url}/acme/-/acme-1.0.0.tgz\n`;
    const path = `/sealed-${what.replaceAll(" ", "-")}`;
    origin.on(path, (exchange) => exchange.answer("200 OK", { "Content-Type": "application/json" }, body));
    expect(await get(`/npm${path}`)).toMatchObject({ status: 200, text: body, complete: true });
  });

  test.each([1, 7, 200])("also in pieces of %i bytes", async (size) => {
    const body = `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n${origin.url}/a.tgz\n${"a".repeat(300)}`;
    const path = `/pieces-${size}`;
    origin.on(path, async (exchange) => {
      exchange.send(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
      );
      for (let at = 0; at < body.length; at += size) {
        const piece = body.slice(at, at + size);
        exchange.send(`${piece.length.toString(16)}\r\n${piece}\r\n`);
        if (at < 60) await new Promise((resolve) => setTimeout(resolve, 2));
      }
      exchange.send("0\r\n\r\n");
    });
    expect(await get(`/npm${path}`)).toMatchObject({ text: body, complete: true });
  });

  test("a document with a signature later on is rewritten", async () => {
    const text = (base: string): string =>
      `{"name":"a","dist":{"tarball":"${base}/a.tgz","signatures":[{"sig":"-----BEGIN PGP SIGNATURE-----"}]}}`;
    origin.on("/named", (exchange) =>
      exchange.answer("200 OK", { "Content-Type": "application/json" }, text(origin.url)),
    );
    expect((await get("/npm/named")).text).toBe(text("http://packages.example/npm"));
  });
});

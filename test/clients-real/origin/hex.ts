/** A Hex repository of one package, without a signature: its clients are configured not to expect one. */
import { gzipSync } from "node:zlib";
import { digest, tar, tgz } from "./archives.ts";
import { likePlainText } from "./refusals.ts";
import { type Answer, file, type Registry, stageByMethod } from "./registry.ts";

const VERSION = "3";
const METADATA = [
  '{<<"app">>,<<"demo">>}.',
  '{<<"build_tools">>,[<<"rebar3">>]}.',
  '{<<"name">>,<<"demo">>}.',
  '{<<"requirements">>,[]}.',
  '{<<"version">>,<<"1.0.0">>}.',
  "",
].join("\n");
const CONTENTS = tgz({
  "rebar.config": "",
  "src/demo.app.src": '{application,demo,[{vsn,"1.0.0"},{applications,[kernel,stdlib]}]}.\n',
});
const INNER = digest("sha256", Buffer.concat([Buffer.from(VERSION + METADATA), CONTENTS]));
const TARBALL = tar({
  VERSION,
  CHECKSUM: INNER.toUpperCase(),
  "metadata.config": METADATA,
  "contents.tar.gz": CONTENTS,
});

export const hexRegistry: Registry = {
  prefix: "/hex",
  format: "hex",
  stage: (request) => stageByMethod(request, /^\/tarballs\//),
  answer({ path }): Answer | null {
    // rebar3 caches a tarball under its ETag, and accepts none without.
    if (path === "/tarballs/demo-1.0.0.tar")
      return { status: 200, headers: { etag: '"demo-1.0.0"' }, body: TARBALL };
    return path === "/packages/demo" ? file(gzipSync(signed(releases()))) : null;
  },
  refuse: likePlainText,
};

/** hexpm/specifications: registry/package.proto */
function releases(): Buffer {
  const release = Buffer.concat([
    field(1, "1.0.0"),
    field(2, Buffer.from(INNER, "hex")),
    field(5, Buffer.from(digest("sha256", TARBALL), "hex")),
  ]);
  return Buffer.concat([field(1, release), field(2, "demo"), field(3, "outspoken")]);
}

/** hexpm/specifications: registry/signed.proto */
function signed(payload: Buffer): Buffer {
  return field(1, payload);
}

/** A field of protobuf with text, bytes or a message, in less than 16 KiB. */
function field(number: number, value: string | Buffer): Buffer {
  const body = Buffer.from(value);
  const length = body.length < 0x80 ? [body.length] : [0x80 | (body.length & 0x7f), body.length >> 7];
  return Buffer.concat([Buffer.from([(number << 3) | 2, ...length]), body]);
}

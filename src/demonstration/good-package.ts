/**
 * One npm package, generated so that an install and its integrity check really happen.
 */

const BLOCK_BYTES = 512;
const VERSION = "1.0.0";
const ENCODER = new TextEncoder();

const FILES: readonly (readonly [path: string, text: string])[] = [
  [
    "package/package.json",
    `${JSON.stringify({ name: "good", version: VERSION, main: "index.js", license: "MIT" })}\n`,
  ],
  ["package/index.js", 'module.exports = "It works.";\n'],
];

/** The gzip-compressed tarball. */
export async function tarball(): Promise<Uint8Array> {
  const blocks = FILES.flatMap(([path, text]) => entry(path, ENCODER.encode(text)));
  const archive = new Blob([...blocks, new Uint8Array(2 * BLOCK_BYTES)]);
  const packed = archive.stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/** The packument; `registry` is the absolute URL of the registry as the client sees it. */
export async function packument(registry: string): Promise<Record<string, unknown>> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-512", await tarball()));
  const dist = {
    tarball: `${registry}/good/-/good-${VERSION}.tgz`,
    integrity: `sha512-${btoa(String.fromCharCode(...digest))}`,
  };
  return {
    name: "good",
    "dist-tags": { latest: VERSION },
    versions: { [VERSION]: { name: "good", version: VERSION, dist } },
  };
}

/** One file of a POSIX ustar archive: header block and content, padded to whole blocks. */
function entry(path: string, content: Uint8Array): Uint8Array<ArrayBuffer>[] {
  const header = new Uint8Array(BLOCK_BYTES);
  const put = (at: number, text: string) => header.set(ENCODER.encode(text), at);
  put(0, path);
  put(100, "0000644\0");
  put(108, "0000000\0");
  put(116, "0000000\0");
  put(124, `${content.length.toString(8).padStart(11, "0")}\0`);
  put(136, "00000000000\0");
  put(148, " ".repeat(8));
  put(156, "0");
  put(257, "ustar\0");
  put(263, "00");
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(148, `${sum.toString(8).padStart(6, "0")}\0 `);
  const padded = new Uint8Array(Math.ceil(content.length / BLOCK_BYTES) * BLOCK_BYTES);
  padded.set(content);
  return [header, padded];
}

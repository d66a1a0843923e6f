/** Small real archives, as the formats require them. */
import { createHash } from "node:crypto";
import { crc32, deflateRawSync, gzipSync } from "node:zlib";

export type Files = Readonly<Record<string, string | Buffer>>;

const BLOCK_BYTES = 512;

/** A tar (ustar) of plain files, in the order given. */
export function tar(files: Files): Buffer {
  const blocks: Buffer[] = [];
  for (const [name, content] of Object.entries(files)) {
    const body = Buffer.from(content);
    blocks.push(tarHeader(name, body.length), body, Buffer.alloc(-body.length & (BLOCK_BYTES - 1)));
  }
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK_BYTES)]);
}

export function tgz(files: Files): Buffer {
  return gzipSync(tar(files));
}

function tarHeader(name: string, size: number): Buffer {
  const header = Buffer.alloc(BLOCK_BYTES);
  header.write(name, 0);
  header.write("0000644\0", 100);
  header.write("0000000\0", 108);
  header.write("0000000\0", 116);
  header.write(`${size.toString(8).padStart(11, "0")}\0`, 124);
  header.write("00000000000\0", 136);
  header.write("        ", 148);
  header.write("0", 156);
  header.write("ustar\x0000", 257);
  let sum = 0;
  for (const byte of header) sum += byte;
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return header;
}

/** A zip, as wheels, jars, Go modules and NuGet packages are; `stored`: uncompressed, as conda requires. */
export function zip(files: Files, method: "deflated" | "stored" = "deflated"): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(files)) {
    const body = Buffer.from(content);
    const packed = method === "stored" ? body : deflateRawSync(body);
    const label = Buffer.from(name);
    const facts = zipFacts(method, body, packed.length, label.length);
    const local = Buffer.concat([Buffer.from("504b0304", "hex"), facts, label, packed]);
    const central = Buffer.alloc(14);
    central.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([Buffer.from("504b01021400", "hex"), facts, central, label]));
    parts.push(local);
    at += local.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, index, end]);
}

/** What the local header and the directory have in common. */
function zipFacts(
  method: "deflated" | "stored",
  body: Buffer,
  packedBytes: number,
  labelBytes: number,
): Buffer {
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(20, 0);
  facts.writeUInt16LE(method === "stored" ? 0 : 8, 4);
  facts.writeUInt16LE(0x21, 8);
  facts.writeUInt32LE(crc32(body), 10);
  facts.writeUInt32LE(packedBytes, 14);
  facts.writeUInt32LE(body.length, 18);
  facts.writeUInt16LE(labelBytes, 22);
  return facts;
}

export function digest(algorithm: "md5" | "sha1" | "sha256" | "sha512", body: string | Buffer): string {
  return createHash(algorithm).update(body).digest("hex");
}

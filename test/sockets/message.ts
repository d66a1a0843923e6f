/** Reads HTTP/1.1 messages from bytes, as strictly as a careful client would. */

export interface Head {
  /** The first line without its line end. */
  readonly line: string;
  /** In the order received, names as spelled. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The offset at which the body begins. */
  readonly length: number;
}

/** The head at the beginning of `bytes`, or null if its empty line has not arrived yet. */
export function readHead(bytes: Buffer): Head | null {
  const end = bytes.indexOf("\r\n\r\n");
  if (end === -1) return null;
  const [line = "", ...fields] = bytes.subarray(0, end).toString("latin1").split("\r\n");
  const headers = fields.map((field): [string, string] => {
    const colon = field.indexOf(":");
    return [field.slice(0, colon), field.slice(colon + 1).trim()];
  });
  return { line, headers, length: end + 4 };
}

/** Every value of the header, in order. */
export function headerValues(head: Pick<Head, "headers">, name: string): string[] {
  const lower = name.toLowerCase();
  return head.headers.filter(([key]) => key.toLowerCase() === lower).map(([, value]) => value);
}

/** The header's values joined as in RFC 9110 5.2, or null if it is absent. */
export function headerValue(head: Pick<Head, "headers">, name: string): string | null {
  const values = headerValues(head, name);
  return values.length === 0 ? null : values.join(", ");
}

export interface Chunked {
  readonly body: Buffer;
  /** The last chunk and the empty line after it have arrived. */
  readonly ended: boolean;
  /** Size of the chunks on the wire. */
  readonly length: number;
}

/** As much of a chunked body as has arrived. */
export function readChunked(bytes: Buffer): Chunked {
  const parts: Buffer[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = bytes.indexOf("\r\n", at);
    if (lineEnd === -1) return { body: Buffer.concat(parts), ended: false, length: at };
    const size = Number.parseInt(bytes.subarray(at, lineEnd).toString("latin1"), 16);
    if (Number.isNaN(size)) throw new Error(`not a chunk size: ${bytes.subarray(at, lineEnd)}`);
    const start = lineEnd + 2;
    if (size === 0) {
      const ended = bytes.subarray(start, start + 2).toString("latin1") === "\r\n";
      return { body: Buffer.concat(parts), ended, length: start + 2 };
    }
    parts.push(bytes.subarray(start, start + size));
    if (bytes.length < start + size + 2)
      return { body: Buffer.concat(parts), ended: false, length: bytes.length };
    at = start + size + 2;
  }
}

/** `parts` as the chunks of a chunked body, without the last chunk. */
export function chunks(...parts: (string | Buffer)[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const bytes = Buffer.from(part);
      return [Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from("\r\n")];
    }),
  );
}

export const LAST_CHUNK = "0\r\n\r\n";

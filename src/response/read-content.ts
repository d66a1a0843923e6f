/**
 * Content that is decoded or changed on its way to the client. Its beginning is read, within bounds, before the headers
 * are sent: small content is then complete, with its length, and if it breaks off there, an error can still be sent.
 * The rest streams, and breaks off where the origin's does.
 */
import type { Fault } from "../failure/outage.ts";
import { READ_AHEAD_MAX_BYTES, READ_AHEAD_MAX_MS } from "../limits.ts";
import type { Deadline } from "../request/deadline.ts";
import { faultOf, isCut } from "../request/fault.ts";
import { type ByteTransform, chained } from "./byte-transform.ts";
import { type ByteSource, ContentReader } from "./content-reader.ts";

const NOTHING = new Uint8Array();
const BOUNDS = { maxBytes: READ_AHEAD_MAX_BYTES, maxMs: READ_AHEAD_MAX_MS };

/** The content as far as it is known when the headers are sent. */
export type Ahead =
  | { readonly kind: "read"; readonly body: Uint8Array | ReadableStream<Uint8Array> }
  | { readonly kind: "broken"; readonly fault: Fault };

export class ReadContent {
  readonly #source: ByteSource;
  readonly #length: number | null;
  readonly #isCoded: boolean;
  readonly #transforms: ByteTransform[] = [];

  /** In: the decoded content, whether it had a coding, and a hint at its length, or null. */
  constructor(source: ByteSource, isCoded: boolean, length: number | null) {
    this.#source = source;
    this.#isCoded = isCoded;
    this.#length = length;
  }

  /** Whether it is sent as it is read. */
  get isUnchanged(): boolean {
    return this.#transforms.length === 0;
  }

  /** Transforms apply in the order in which they are added. */
  change(transform: ByteTransform): void {
    this.#transforms.push(transform);
  }

  /** `onSlow` is called once it has taken `WATCH_CLIENT_AFTER_MS`. */
  async readAhead(deadline: Deadline, onSlow: () => void): Promise<Ahead> {
    const reader = new ContentReader(this.#source, this.#length);
    const beginning = await reader.begin(BOUNDS, deadline, onSlow);
    if (beginning.end === "broken") return { kind: "broken", fault: this.#faultOf(beginning.error) };
    const transform = chained(this.#transforms);
    const body =
      beginning.end === "whole"
        ? transform.end(beginning.bytes)
        : streamOf(transform.push(beginning.bytes), reader, transform);
    return { kind: "read", body };
  }

  #faultOf(error: unknown): Fault {
    const fault = faultOf(error);
    return this.#isCoded && !isCut(fault) ? "undecodable" : fault;
  }

  /** All of it as a stream, with nothing read ahead. */
  stream(): ReadableStream<Uint8Array> {
    return streamOf(NOTHING, new ContentReader(this.#source, this.#length), chained(this.#transforms));
  }
}

/** `first`, then the rest transformed; read on demand. */
function streamOf(
  first: Uint8Array,
  reader: ContentReader,
  transform: ByteTransform,
): ReadableStream<Uint8Array> {
  let ahead = first;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      let bytes = ahead;
      ahead = NOTHING;
      // A pull that enqueues nothing is not repeated.
      while (bytes.length === 0) {
        const part = await reader.next();
        bytes = part === null ? transform.end(NOTHING) : transform.push(part);
        if (part !== null) continue;
        if (bytes.length > 0) controller.enqueue(bytes);
        return controller.close();
      }
      controller.enqueue(bytes);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

/**
 * An event stream read as it passes: its events as they are completed, and at the end the one that was not.
 * Bounded: of an event longer than `EVENT_MAX_CHARACTERS` nothing is kept, and reading continues after it.
 */
import { createParser, type EventSourceParser } from "eventsource-parser";
import type { StreamEvent, UnfinishedEvent } from "../clients/shared/client.ts";

/** `response.completed` repeats a complete answer; longer ones contain images. */
const EVENT_MAX_CHARACTERS = 1024 * 1024;

/** Read at once. So small that an overlong event is never detected in the piece in which it began. */
const PIECE_MAX_CHARACTERS = EVENT_MAX_CHARACTERS / 4;

/** The end of an event, whatever its line ends are; a leftover LF of a CRLF is just one more blank line. */
const BLANK_LINE = /\n[\r\n]|\r\r/;

/** As much of a line as identifies it. */
const DATA_FIELD = "data:";

const LINE_FEED = new Uint8Array([0x0a]);

/** UTF-8's longest character without its last byte (RFC 3629). */
const TAIL_MAX_BYTES = 3;

export interface Ending {
  /** The event whose blank line did not come, if it has data. */
  readonly event: StreamEvent | null;
  readonly unfinished: UnfinishedEvent;
  /** What must be sent before anything else: the rest of a CRLF, or of a character, since Python's SDKs fail on half a one. */
  readonly missing: Uint8Array;
}

export class EventWatcher {
  readonly #parser: EventSourceParser;
  readonly #decoder = new TextDecoder();
  #isTooLong = false;
  #lineStart = "";
  #lastCharacter = "";
  #lastBytes = new Uint8Array();
  #onEvent: (event: StreamEvent | null) => void;

  /** `onEvent` gets every event; null for one that is too long. */
  constructor(onEvent: (event: StreamEvent | null) => void) {
    this.#onEvent = onEvent;
    this.#parser = createParser({
      maxBufferSize: EVENT_MAX_CHARACTERS,
      onEvent: ({ event = "", data }) => this.#onEvent({ name: event, data }),
      onError: ({ type }) => {
        if (type === "max-buffer-size-exceeded") this.#isTooLong = true;
      },
    });
  }

  read(bytes: Uint8Array): void {
    this.#lastBytes = tailOf(this.#lastBytes, bytes);
    const text = this.#decoder.decode(bytes, { stream: true });
    for (let at = 0; at < text.length; at += PIECE_MAX_CHARACTERS) {
      this.#readPiece(text.slice(at, at + PIECE_MAX_CHARACTERS));
    }
  }

  /** Ends the watch: `read` must not be called again. */
  end(): Ending {
    const missing = this.#lastCharacter === "\r" ? LINE_FEED : missingOfCharacter(this.#lastBytes);
    this.read(missing);
    const isData = this.#lineStart.startsWith(DATA_FIELD);
    const line = this.#lineStart === "" ? "none" : isData ? "data" : "other";
    if (this.#isTooLong) return { event: null, unfinished: { data: null, line }, missing };
    const events: (StreamEvent | null)[] = [];
    this.#onEvent = (event) => events.push(event);
    this.#parser.feed("\n\n");
    const event = events[0] ?? null;
    return { event, unfinished: { data: event?.data ?? "", line }, missing };
  }

  #readPiece(piece: string): void {
    if (!this.#isTooLong) this.#parser.feed(piece);
    if (this.#isTooLong) this.#skip(this.#lastCharacter + piece);
    const lineEnd = Math.max(piece.lastIndexOf("\n"), piece.lastIndexOf("\r"));
    const line = lineEnd === -1 ? this.#lineStart + piece : piece.slice(lineEnd + 1);
    this.#lineStart = line.slice(0, DATA_FIELD.length);
    this.#lastCharacter = piece.slice(-1);
  }

  /** Looks for the end of an overlong event, and reads on from there. */
  #skip(text: string): void {
    const end = BLANK_LINE.exec(text);
    if (end === null) return;
    this.#isTooLong = false;
    this.#onEvent(null);
    this.#parser.reset();
    this.#parser.feed(text.slice(end.index + end[0].length));
  }
}

/** The last bytes of a stream once `bytes` have followed. */
function tailOf(before: Uint8Array, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  if (bytes.length >= TAIL_MAX_BYTES) return bytes.slice(-TAIL_MAX_BYTES);
  return new Uint8Array([...before, ...bytes]).slice(-TAIL_MAX_BYTES);
}

/** Continuation bytes for the character in whose middle `tail` ends; none if it ends with a complete one. */
function missingOfCharacter(tail: Uint8Array): Uint8Array {
  for (let back = 1; back <= tail.length; back++) {
    const byte = tail[tail.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    const missing = new Uint8Array(Math.max(length - back, 0)).fill(0x80);
    // RFC 3629: the shortest form only.
    if (back === 1 && byte === 0xe0) missing[0] = 0xa0;
    if (back === 1 && byte === 0xf0) missing[0] = 0x90;
    return missing;
  }
  return new Uint8Array();
}

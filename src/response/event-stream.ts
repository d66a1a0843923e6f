/**
 * Event streams (`text/event-stream`) on their way to the client: every chunk goes on at once and unchanged, and is
 * read only then. Where the origin breaks off, the client's own error event takes the place of silence.
 *
 * A stream that ends without an error may be unfinished too: some proxies end a body properly whatever happened behind
 * them, and no SDK notices. So it is said where the stream's own events show that more was to come, and
 * never where it can't be known. A stream in a content coding passes unwatched: its end is the coding's.
 */
import type { EventStream, StreamEvent, StreamedError, StreamStage } from "../clients/shared/client.ts";
import type { Failure } from "../failure/failure.ts";
import type { Circumstances } from "../failure/judge.ts";
import { joinBytes } from "../text/bytes.ts";
import type { ResponseEdits } from "./edits.ts";
import { brokenStream, streamedFailure, withStatus } from "./event-stream-failure.ts";
import { EventWatcher } from "./event-stream-watcher.ts";

export interface StreamCounting {
  readonly circumstances: () => Circumstances;
  readonly count: (failure: Failure) => void;
}

/** Watches the answer where it is an event stream; any other answer stays as it is. */
export function watchEventStream(
  edits: ResponseEdits,
  answer: Response,
  events: EventStream,
  counting: StreamCounting,
): void {
  if (!isEventStream(answer, edits.isDecoded)) return;
  // As it will be sent: what is counted later has this status.
  const { status } = answer;
  edits.extendContent((body) => {
    const { readable, writable } = new IdentityTransformStream();
    pass(body, writable, new StreamWatch(events, status, counting));
    return readable;
  });
}

function isEventStream({ ok, headers }: Response, isDecoded: boolean): boolean {
  const type = headers.get("content-type") ?? "";
  return (
    ok && /^\s*text\/event-stream\s*(?:;|$)/i.test(type) && (isDecoded || !headers.has("content-encoding"))
  );
}

/** One chunk at a time, as fast as the client takes them. Never rejects. */
async function pass(body: ReadableStream, writable: WritableStream, watch: StreamWatch): Promise<void> {
  const reader: ReadableStreamDefaultReader<Uint8Array> = body.getReader();
  const writer = writable.getWriter();
  try {
    for (;;) {
      const next = await reader.read().catch(() => null);
      if (next === null || next.done) {
        const last = watch.end(next === null);
        if (last !== null) await writer.write(last);
        return await writer.close();
      }
      const passed = writer.write(next.value);
      watch.read(next.value);
      await passed;
    }
  } catch {
    // The client went away.
    reader.cancel().catch(() => {});
  }
}

class StreamWatch {
  readonly #events: EventStream;
  readonly #status: number;
  readonly #counting: StreamCounting;
  readonly #watcher = new EventWatcher((event) => this.#see(event));
  #stage: StreamStage | null = null;
  #error: StreamedError | null = null;

  constructor(events: EventStream, status: number, counting: StreamCounting) {
    this.#events = events;
    this.#status = status;
    this.#counting = counting;
  }

  read(bytes: Uint8Array): void {
    this.#watcher.read(bytes);
  }

  /** The stream is over. Out: the bytes that the client still needs, or null. */
  end(isBroken: boolean): Uint8Array | null {
    const hadError = this.#error !== null;
    const { event, unfinished, missing } = this.#watcher.end();
    const isBegun = event !== null && event.data !== "";
    const isCut = isBegun && !isWhole(event.data);
    // Some clients take the end of the stream for the end of its last event.
    if (isBegun && !isCut) this.#see(event);
    if (this.#stage === "ended") {
      const needsBlankLine = !hadError && this.#error !== null && event !== null;
      return needsBlankLine ? encoded("\n\n") : null;
    }
    if (!isBroken && !isCut && this.#stage !== "begun") return null;
    const failure = brokenStream(this.#counting.circumstances());
    this.#counting.count(withStatus(this.#status, failure));
    return joinBytes([missing, encoded(this.#events.say(failure, unfinished))]);
  }

  #see(event: StreamEvent | null): void {
    if (event === null) {
      // It may have been the last one.
      if (this.#stage === "begun") this.#stage = "complete";
      return;
    }
    const error = this.#events.errorIn(event);
    if (error !== null && this.#error === null) {
      this.#error = error;
      const { circumstances, count } = this.#counting;
      count(streamedFailure(error, this.#status, circumstances()));
    }
    if (error !== null) this.#stage = "ended";
    else if (this.#stage !== "ended") this.#stage = this.#events.stageAt(event) ?? this.#stage;
  }
}

/** False for JSON that broke off. */
function isWhole(data: string): boolean {
  if (!data.trimStart().startsWith("{")) return true;
  try {
    JSON.parse(data);
    return true;
  } catch {
    return false;
  }
}

function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

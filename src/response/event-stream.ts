/**
 * Event streams (`text/event-stream`) on their way to the client: every chunk is forwarded at once and unchanged, and
 * read only then. If the origin breaks off, the client gets its own kind of error event instead of silence.
 *
 * A stream that ends without an error may be unfinished too: some proxies end a body properly whatever happened behind
 * them, and no SDK notices. So the error is also sent if the stream's own events show that more was to come, and never
 * if that can't be known. A stream in a content coding passes unwatched: its end belongs to the coding. One that is
 * only observed is never changed: it breaks off where the origin does.
 */
import type { EventStream } from "../clients/shared/client.ts";
import { declaredLength } from "../request/content-length.ts";
import type { ResponseEdits } from "./edits.ts";
import type { StreamCounting, StreamWatch } from "./stream-watch.ts";

export interface Watching extends StreamCounting {
  /** Nothing is added to the stream, whatever happens. */
  readonly isObserved: boolean;
}

/** Watches the answer if it is an event stream; any other answer stays as it is. */
export function watchEventStream(
  edits: ResponseEdits,
  answer: Response,
  events: EventStream,
  watching: Watching,
): void {
  if (!isEventStream(answer, edits.isDecoded)) return;
  // The status that is sent: failures counted later have it too.
  const { status } = answer;
  const watch = (body: ReadableStream, { readable, writable }: TransformStream): ReadableStream => {
    // A separate module in the bundle (wrangler.toml), loaded for the first event stream: few routes have any.
    import("./stream-watch.ts").then(({ StreamWatch }) =>
      pass(body, writable, new StreamWatch(events, status, watching), watching.isObserved),
    );
    return readable;
  };
  if (watching.isObserved) edits.watchContent((body) => watch(body, sameLength(answer)));
  else edits.extendContent((body) => watch(body, new IdentityTransformStream()));
}

function sameLength({ headers }: Response): TransformStream {
  const length = declaredLength(headers);
  return length === null ? new IdentityTransformStream() : new FixedLengthStream(length);
}

function isEventStream({ ok, headers }: Response, isDecoded: boolean): boolean {
  const type = headers.get("content-type") ?? "";
  return (
    ok && /^\s*text\/event-stream\s*(?:;|$)/i.test(type) && (isDecoded || !headers.has("content-encoding"))
  );
}

/** One chunk at a time, as fast as the client takes them. Never rejects. */
async function pass(
  body: ReadableStream,
  writable: WritableStream,
  watch: StreamWatch,
  isObserved: boolean,
): Promise<void> {
  const reader: ReadableStreamDefaultReader<Uint8Array> = body.getReader();
  const writer = writable.getWriter();
  try {
    for (;;) {
      const next = await reader.read().catch(() => null);
      if (next === null || next.done) {
        const last = watch.end(next === null);
        if (isObserved && next === null) return await writer.abort(new Error("the origin broke off"));
        if (last !== null && !isObserved) await writer.write(last);
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

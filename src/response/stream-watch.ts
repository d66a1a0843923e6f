/**
 * Watching one event stream on its way (`event-stream.ts`): which of its events is an error, how far it has come, and
 * what the client still needs if it ends too early.
 */
import type { EventStream, StreamEvent, StreamedError, StreamStage } from "../clients/shared/client.ts";
import type { Failure } from "../failure/failure.ts";
import type { Circumstances } from "../failure/judge.ts";
import { joinBytes } from "../text/bytes.ts";
import { parseJson } from "../text/json.ts";
import { brokenStream, streamedFailure, withStatus } from "./event-stream-failure.ts";
import { EventWatcher } from "./event-stream-watcher.ts";

export interface StreamCounting {
  readonly circumstances: () => Circumstances;
  /** Adds the route's help: what people should do next. */
  readonly withHelp: (failure: Failure) => Failure;
  readonly count: (failure: Failure) => void;
}

export class StreamWatch {
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
    // Some clients treat the end of the stream as the end of its last event.
    if (isBegun && !isCut) this.#see(event);
    if (this.#stage === "ended") {
      const isErrorCut = !hadError && this.#error !== null;
      return isErrorCut ? encoded("\n\n") : null;
    }
    if (!isBroken && !isCut && this.#stage !== "begun") return null;
    const { circumstances, withHelp, count } = this.#counting;
    const failure = brokenStream(circumstances());
    count(withStatus(this.#status, failure));
    return joinBytes([missing, encoded(this.#events.say(withHelp(failure), unfinished))]);
  }

  #see(event: StreamEvent | null): void {
    if (event === null) {
      // An overlong event may have been the last one.
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

/** False for truncated JSON. */
function isWhole(data: string): boolean {
  return !data.trimStart().startsWith("{") || parseJson(data) !== undefined;
}

function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/**
 * The one place that fetches: header timeout, retries, client gone.
 *
 * Every request pays for what stands here, so nothing is set up before it is needed. In particular there is no
 * AbortController: when the gateway has answered (504) or the client has left, workerd ends the pending fetch itself.
 */
import type { Cause, Fault } from "../failure/failure.ts";
import { WATCH_CLIENT_AFTER_MS } from "../limits.ts";
import type { Upload } from "./upload.ts";

export interface OriginFetch {
  readonly send: (request: Request) => Promise<Response>;
  /** A GET or HEAD without body is sent again as it is; any other request once. */
  readonly request: Request;
  /** The client's body, streamed on as the body of `request`; null where there is none. */
  readonly upload: Upload | null;
  readonly timeoutMs: number;
  /** Repeats of a GET or HEAD whose connection failed before headers came; all within `timeoutMs`. */
  readonly retries: number;
  /** Calls back once when the client goes away before headers came: nothing runs after that but the callback. */
  readonly watchClient: (gone: () => void) => void;
  readonly onAborted: () => void;
}

export type Outcome =
  | { readonly kind: "response"; readonly response: Response; readonly retries: number }
  | { readonly kind: "failed"; readonly cause: Cause; readonly retries: number };

/** Sends the request. Never throws: what fetch throws becomes a cause. */
export async function fetchOrigin(origin: OriginFetch): Promise<Outcome> {
  const { request, upload, send } = origin;
  const patience = new Patience(origin);
  if (upload === null) patience.begin();
  else upload.handedOver.then((whole) => whole && patience.begin());
  const repeatable = upload === null && (request.method === "GET" || request.method === "HEAD");
  const allowed = repeatable ? origin.retries : 0;
  for (let retries = 0; ; retries += 1) {
    try {
      const response = await Promise.race([send(request), patience.out]);
      if (response === null) {
        return { kind: "failed", cause: { kind: "timeout", afterMs: origin.timeoutMs }, retries };
      }
      patience.end();
      // 1xx is no answer; workerd hands it over where it is none of its own (measured).
      if (response.status < 200)
        return { kind: "failed", cause: { kind: "unreachable", fault: "bad_answer" }, retries };
      if (upload !== null) upload.answered();
      return { kind: "response", response, retries };
    } catch (error) {
      if (retries < allowed) continue;
      patience.end();
      return { kind: "failed", cause: { kind: "unreachable", fault: faultOf(error) }, retries };
    }
  }
}

/**
 * The wait for headers. It begins when the client's upload has been handed over, ends when headers arrive, and never
 * reaches into a body. Only a request that waits longer than most is watched for its client going away.
 */
class Patience {
  readonly #origin: OriginFetch;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #over = false;
  #runOut: (value: null) => void = () => {};
  /** Resolves to null when patience runs out. */
  readonly out: Promise<null>;

  constructor(origin: OriginFetch) {
    this.#origin = origin;
    this.out = new Promise((resolve) => {
      this.#runOut = resolve;
    });
    if (origin.upload !== null) this.#watch();
  }

  begin(): void {
    const { timeoutMs, upload } = this.#origin;
    if (this.#over) return;
    if (upload !== null || timeoutMs <= WATCH_CLIENT_AFTER_MS) {
      this.#timer = setTimeout(() => this.#runOut(null), timeoutMs);
      return;
    }
    this.#timer = setTimeout(() => {
      this.#watch();
      this.#timer = setTimeout(() => this.#runOut(null), timeoutMs - WATCH_CLIENT_AFTER_MS);
    }, WATCH_CLIENT_AFTER_MS);
  }

  end(): void {
    this.#over = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #watch(): void {
    this.#origin.watchClient(() => {
      if (this.#over) return;
      this.end();
      this.#origin.onAborted();
    });
  }
}

/** What workerd's few messages tell apart (workerd src/workerd/jsg/util.c++). */
function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return "unknown";
  if (error.message.startsWith("Network connection lost")) return "connection_lost";
  if (error.message.startsWith("internal error")) return "name_or_tls";
  return error instanceof TypeError || error.message.startsWith("invalid ") ? "bad_answer" : "unknown";
}

/**
 * The one place that fetches: header timeout, retries, client gone.
 */
import type { Cause, Fault } from "../failure/failure.ts";

export interface OriginFetch {
  readonly send: (url: string, init: RequestInit) => Promise<Response>;
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  /** The client's request, whose body is streamed on; read once at most. */
  readonly body: ReadableStream | null;
  readonly contentLength: number | null;
  readonly timeoutMs: number;
  /** Repeats of a GET or HEAD whose connection failed before headers came; all within `timeoutMs`. */
  readonly retries: number;
  readonly clientGone: AbortSignal;
  /** Called once, at once, when the client goes away before headers came: nothing runs after that but this. */
  readonly onAborted: () => void;
}

export type Outcome =
  | { readonly kind: "response"; readonly response: Response; readonly retries: number }
  | { readonly kind: "failed"; readonly cause: Cause; readonly retries: number };

/** Sends the request. Never throws: what fetch throws becomes a cause. */
export async function fetchOrigin(request: OriginFetch): Promise<Outcome> {
  const attempt = new Attempt(request);
  const repeatable = request.body === null && (request.method === "GET" || request.method === "HEAD");
  const allowed = repeatable ? request.retries : 0;
  for (let retries = 0; ; retries += 1) {
    try {
      const response = await request.send(request.url, init(request, attempt));
      attempt.headersArrived();
      return { kind: "response", response, retries };
    } catch (error) {
      const cause = attempt.ended ?? { kind: "unreachable", fault: faultOf(error) };
      if (cause.kind === "unreachable" && retries < allowed) continue;
      attempt.headersArrived();
      return { kind: "failed", cause, retries };
    }
  }
}

/**
 * Waits for headers only. The signal stays wired to the body of the answer on workerd, so the timer is cleared when
 * headers arrive, and starts only once the client's upload has been handed over.
 */
class Attempt {
  readonly #controller = new AbortController();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #waiting = true;
  readonly #timeoutMs: number;
  ended: Cause | null = null;

  constructor({ timeoutMs, clientGone, onAborted }: OriginFetch) {
    this.#timeoutMs = timeoutMs;
    clientGone.addEventListener("abort", () => {
      if (!this.#waiting) return;
      this.#end({ kind: "aborted" });
      onAborted();
    });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  startTimer(): void {
    if (!this.#waiting || this.#timer !== null) return;
    this.#timer = setTimeout(() => this.#end({ kind: "timeout", afterMs: this.#timeoutMs }), this.#timeoutMs);
  }

  headersArrived(): void {
    this.#waiting = false;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #end(cause: Cause): void {
    this.ended ??= cause;
    this.#controller.abort();
  }
}

function init(request: OriginFetch, attempt: Attempt): RequestInit {
  const body = request.body === null ? null : upload(request.body, request.contentLength, attempt);
  if (body === null) attempt.startTimer();
  return {
    method: request.method,
    headers: request.headers,
    body,
    redirect: "manual",
    signal: attempt.signal,
  };
}

/** The client's body on its way, its length kept; when its last byte is handed over the wait for headers begins. */
function upload(body: ReadableStream, contentLength: number | null, attempt: Attempt): ReadableStream {
  const { readable, writable } =
    contentLength === null ? new IdentityTransformStream() : new FixedLengthStream(contentLength);
  // Where the origin answers before the end, or the client goes away, the pipe breaks; fetch reports that itself.
  body.pipeTo(writable).then(
    () => attempt.startTimer(),
    () => {},
  );
  return readable;
}

/** What workerd's few messages tell apart (workerd src/workerd/jsg/util.c++). */
function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return "unknown";
  if (error.message.startsWith("Network connection lost")) return "connection_lost";
  if (error.message.startsWith("internal error")) return "name_or_tls";
  return error instanceof TypeError || error.message.startsWith("invalid ") ? "bad_answer" : "unknown";
}

/**
 * The one place that fetches: header timeout, retries, client disconnects.
 *
 * Every request pays for what is done here, so nothing is set up before it is needed. In particular there is no
 * AbortController: when the gateway has answered (504) or the client has left, workerd ends the pending fetch itself.
 */
import type { Cause } from "../failure/failure.ts";
import type { Fault } from "../failure/outage.ts";
import { UPLOAD_PART_MIN_MS, WATCH_CLIENT_AFTER_MS } from "../limits.ts";
import type { Deadline } from "./deadline.ts";
import { causeOf, isOfConnection } from "./fault.ts";
import type { OriginRequest } from "./origin-request.ts";
import type { Send } from "./sender.ts";
import type { Upload } from "./upload.ts";

/** How long to wait for an origin's headers, in ms. */
export interface Patience {
  readonly read: number;
  /** For a request with content, counted from its last byte. */
  readonly write: number;
}

export interface OriginFetch {
  readonly send: Send;
  /** A GET or HEAD may be repeated unchanged; any other request is sent once. */
  readonly request: OriginRequest;
  readonly timeoutMs: Patience;
  /** To be stopped by the caller once there is nothing more to wait for. */
  readonly deadline: Deadline;
  /** Repeats of a GET or HEAD whose connection failed before headers came; all within `timeoutMs`. */
  readonly retries: number;
  /** Calls back once if the client goes away before headers came: nothing runs after that but the callback. */
  readonly watchClient: (gone: () => void) => void;
  readonly onAborted: (retries: number) => void;
}

export type Outcome =
  | { readonly kind: "response"; readonly response: Response; readonly retries: number }
  | { readonly kind: "failed"; readonly cause: Cause; readonly retries: number };

/** Sends the request. Never rejects: what fetch throws becomes a cause. */
export function fetchOrigin(origin: OriginFetch): Promise<Outcome> {
  return new Promise((settle) => new Attempts(origin, settle).begin());
}

/**
 * The attempts at one request and the wait for headers, which begins when the client's upload has been handed over, ends
 * when headers arrive, and never starts again with a retry. During an upload the client is watched from the beginning,
 * otherwise once it has waited a while: most answers come before that.
 */
class Attempts {
  readonly #origin: OriginFetch;
  readonly #settle: (outcome: Outcome) => void;
  #over = false;
  #retries = 0;

  constructor(origin: OriginFetch, settle: (outcome: Outcome) => void) {
    this.#origin = origin;
    this.#settle = settle;
  }

  begin(): void {
    const { request, timeoutMs } = this.#origin;
    if (request.upload === null) this.#waitForRead(timeoutMs.read);
    else this.#waitForWrite(request.upload, timeoutMs);
    this.#send();
  }

  /** During an upload the client may be as slow as it likes, and the origin slow too; but it must keep reading. */
  #waitForWrite(upload: Upload, timeoutMs: Patience): void {
    this.#watchClient();
    const { deadline } = this.#origin;
    const takingMs = Math.max(timeoutMs.read, UPLOAD_PART_MIN_MS);
    const late = (afterMs: number) => () => this.#endFailed({ kind: "timeout", afterMs });
    const lateToTake = late(takingMs);
    upload.watchWriting((isWriting) => {
      if (this.#over) return;
      if (isWriting) deadline.set(takingMs, lateToTake);
      else deadline.lift();
    });
    upload.handedOver.then((isWhole) => {
      if (isWhole && !this.#over) deadline.set(timeoutMs.write, late(timeoutMs.write));
    });
  }

  #send(): void {
    try {
      this.#origin.send(this.#origin.request).then(
        (response) => this.#answer(response),
        (error: unknown) => this.#fail(error),
      );
    } catch (error) {
      this.#fail(error);
    }
  }

  #answer(response: Response): void {
    // A 1xx is no answer; workerd hands over those that it does not handle itself (measured).
    if (response.status < 200) {
      this.#endFailed({ kind: "unreachable", fault: "bad_answer" });
      return;
    }
    this.#origin.request.upload?.answered();
    this.#end({ kind: "response", response, retries: this.#retries });
  }

  #fail(error: unknown): void {
    const { request, retries } = this.#origin;
    const cause = causeOf(error);
    if (!this.#over && isRepeatable(request, cause.fault) && this.#retries < retries) {
      this.#retries += 1;
      this.#send();
      return;
    }
    this.#endFailed(request.upload?.broken ?? cause);
  }

  #waitForRead(timeoutMs: number): void {
    const { deadline } = this.#origin;
    const late = (): void => this.#endFailed({ kind: "timeout", afterMs: timeoutMs });
    if (timeoutMs <= WATCH_CLIENT_AFTER_MS) {
      deadline.set(timeoutMs, late);
      return;
    }
    deadline.set(WATCH_CLIENT_AFTER_MS, () => {
      this.#watchClient();
      deadline.set(timeoutMs - WATCH_CLIENT_AFTER_MS, late);
    });
  }

  #endFailed(cause: Cause): void {
    this.#end({ kind: "failed", cause, retries: this.#retries });
  }

  /** The first outcome counts. */
  #end(outcome: Outcome): void {
    if (this.#over) return;
    this.#stop();
    this.#settle(outcome);
  }

  /** Ends the wait; the timer stays for the code that reads the answer. */
  #stop(): void {
    this.#over = true;
    this.#origin.deadline.lift();
  }

  #watchClient(): void {
    this.#origin.watchClient(() => {
      if (this.#over) return;
      this.#stop();
      this.#origin.deadline.stop();
      this.#origin.onAborted(this.#retries);
    });
  }
}

/** Only if the connection failed: an origin whose answer can't be read has received the request. */
function isRepeatable({ method }: OriginRequest, fault: Fault): boolean {
  return isOfConnection(fault) && (method === "GET" || method === "HEAD");
}

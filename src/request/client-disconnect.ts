/**
 * A client that disconnects while its answer is being made: after that, nothing runs but the listener for it.
 */

export class ClientDisconnect {
  readonly #request: Request;
  readonly #onLeft: () => void;
  #state: "there" | "left" | "answered" = "there";

  /** In: the client's request, whose signal is not read before `watch`; what is called, once, when a watched client leaves. */
  constructor(request: Request, onLeft: () => void) {
    this.#request = request;
    this.#onLeft = onLeft;
  }

  /** Starts watching. Not for requests that are over in milliseconds: it costs as much as all the rest. */
  watch(): void {
    this.#request.signal.addEventListener("abort", () => {
      if (this.#state !== "there") return;
      this.#state = "left";
      this.#onLeft();
    });
  }

  /** The answer is ready: a client that leaves now is not counted. Out: whether the client is still there. */
  answered(): boolean {
    if (this.#state === "there") this.#state = "answered";
    return this.#state === "answered";
  }
}

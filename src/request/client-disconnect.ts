/**
 * A client that leaves while the answer to it is being made: from then on nothing runs but what watches for it.
 */

export class ClientDisconnect {
  readonly #request: Request;
  readonly #onLeft: () => void;
  #state: "there" | "left" | "answered" = "there";

  /** In: the client's request, whose signal is not looked at before it has to be; what is called, once, when the client leaves while it is watched for. */
  constructor(request: Request, onLeft: () => void) {
    this.#request = request;
    this.#onLeft = onLeft;
  }

  /** From now on. Not called for what is over within a blink: it costs as much as all the rest. */
  watch(): void {
    this.#request.signal.addEventListener("abort", () => {
      if (this.#state !== "there") return;
      this.#state = "left";
      this.#onLeft();
    });
  }

  /** The answer is there: who leaves now has missed nothing. Out: whether the client is still there. */
  answered(): boolean {
    if (this.#state === "there") this.#state = "answered";
    return this.#state === "answered";
  }
}

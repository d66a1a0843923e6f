/**
 * The one timer of a request: for the origin's headers, for the parts of an upload, for content that is read here. To set
 * a deadline is to remember a time; a timer that goes off earlier looks at it and sets itself again. So what is over
 * within a blink costs one timer, however many deadlines it had.
 */
export class Deadline {
  #timer: ReturnType<typeof setTimeout> | null = null;
  /** When the timer goes off; never later than `#at`. */
  #looksAt = 0;
  /** Infinite: nothing is waited for. */
  #at = Number.POSITIVE_INFINITY;
  #onPassed: () => void = () => {};

  /** From now on, instead of the one before. In: what is called when it has passed. */
  set(afterMs: number, onPassed: () => void): void {
    const now = Date.now();
    this.#at = now + afterMs;
    this.#onPassed = onPassed;
    if (this.#timer === null || this.#looksAt > this.#at) this.#look(now, afterMs);
  }

  /** Nothing is waited for until it is set again. */
  lift(): void {
    this.#at = Number.POSITIVE_INFINITY;
  }

  /** For good: a timer that is forgotten would keep the request going in workerd, long after its answer. */
  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #look(now: number, inMs: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#looksAt = now + inMs;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      const leftMs = this.#at - Date.now();
      if (leftMs <= 0) this.#onPassed();
      else if (leftMs < Number.POSITIVE_INFINITY) this.#look(Date.now(), leftMs);
    }, inMs);
  }
}

/**
 * The one timer of a request: for the origin's headers, for the parts of an upload, for content that is read here.
 * Setting a deadline only records a time; a timer that fires earlier checks it and re-arms itself. So a request that is
 * over in milliseconds costs one timer, however many deadlines it had.
 */
export class Deadline {
  #timer: ReturnType<typeof setTimeout> | null = null;
  /** When the timer fires; never later than `#at`. */
  #looksAt = 0;
  /** Infinite: no deadline. */
  #at = Number.POSITIVE_INFINITY;
  #onPassed: () => void = () => {};

  /** Counted from now; replaces the previous one. In: what is called when it has passed. */
  set(afterMs: number, onPassed: () => void): void {
    const now = Date.now();
    this.#at = now + afterMs;
    this.#onPassed = onPassed;
    if (this.#timer === null || this.#looksAt > this.#at) this.#look(now, afterMs);
  }

  /** No deadline until it is set again. */
  lift(): void {
    this.#at = Number.POSITIVE_INFINITY;
  }

  /** For good: a forgotten timer would keep the request alive in workerd long after its answer. */
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

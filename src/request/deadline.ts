/**
 * A deadline that moves. Moving it is remembering a time: one timer looks at it when it goes off, where a timer for each
 * part of an upload would be two calls into the platform for every 64 KiB.
 */
export class Deadline {
  readonly #onPassed: (afterMs: number) => void;
  #timer: ReturnType<typeof setTimeout> | null = null;
  /** When the timer goes off; later than `#at` never. */
  #looksAt = 0;
  /** Infinite: nothing is waited for. */
  #at = Number.POSITIVE_INFINITY;
  #afterMs = 0;

  /** In: what is called, once, when a deadline has passed, with the time that was given. */
  constructor(onPassed: (afterMs: number) => void) {
    this.#onPassed = onPassed;
  }

  /** From now on. */
  set(afterMs: number): void {
    this.#afterMs = afterMs;
    this.#at = Date.now() + afterMs;
    if (this.#timer === null || this.#looksAt > this.#at) this.#look(afterMs);
  }

  /** Nothing is waited for until it is set again. */
  lift(): void {
    this.#at = Number.POSITIVE_INFINITY;
  }

  /** For good: nothing may run after the answer. */
  stop(): void {
    this.lift();
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #look(inMs: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#looksAt = Date.now() + inMs;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      const leftMs = this.#at - Date.now();
      if (leftMs <= 0) this.#onPassed(this.#afterMs);
      else if (leftMs < Number.POSITIVE_INFINITY) this.#look(leftMs);
    }, inMs);
  }
}

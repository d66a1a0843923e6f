/** Fakes of a KV namespace and of the background of a request, for switches. */
import type { SwitchStore } from "../../src/config/switches.ts";

/** A namespace whose values a test sets, and which records each read. */
export class FakeStore implements SwitchStore {
  readonly values = new Map<string, string>();
  readonly asked: string[] = [];
  answer: (key: string) => Promise<string | null> = async (key) => this.values.get(key) ?? null;

  get(key: string, options: { type: "text"; cacheTtl: number }): Promise<string | null> {
    this.asked.push(`${key} ${options.type} ${options.cacheTtl}`);
    return this.answer(key);
  }
}

/** Work that was left for the background. */
export class FakeBackground {
  readonly #work: Promise<unknown>[] = [];

  waitUntil(work: Promise<unknown>): void {
    this.#work.push(work);
  }

  get length(): number {
    return this.#work.length;
  }

  async done(): Promise<void> {
    await Promise.all(this.#work);
  }
}

/**
 * Which lines of `wrangler dev` the demonstration prints: those of its start only if that fails, later ones only if the
 * Worker logged them or something went wrong. Pure.
 */
import { stripVTControlCharacters } from "node:util";

/** Enough for wrangler's message about a file, with its excerpt. */
const HELD_MAX_LINES = 20;

export class WranglerOutput {
  #phase: "starting" | "failing" | "ready" = "starting";
  #held: string[] = [];
  #isPortTaken = false;

  /** In: one line. Out: the lines to print now. */
  hear(raw: string): readonly string[] {
    const line = stripVTControlCharacters(raw);
    this.#isPortTaken ||= /EADDRINUSE|address already in use/i.test(line);
    if (line.includes("Ready on")) {
      this.#phase = "ready";
      return [];
    }
    const isError = /\bERROR\b/.test(line);
    if (this.#phase === "ready") {
      // wrangler puts the Worker's name before its log lines if it runs several.
      const logged = /^(?:\[[\w-]+\] )?(\{.*\})$/.exec(line)?.[1];
      return logged !== undefined ? [logged] : isError ? [line] : [];
    }
    if (this.#phase === "failing") return [line];
    this.#held = [...this.#held, line].slice(-HELD_MAX_LINES);
    if (!isError) return [];
    this.#phase = "failing";
    return this.rest();
  }

  /** The lines still held back, once. */
  rest(): readonly string[] {
    return this.#held.splice(0);
  }

  get isReady(): boolean {
    return this.#phase === "ready";
  }

  get isPortTaken(): boolean {
    return this.#isPortTaken;
  }
}

/** The port to listen on, or null if the text names none. */
export function portOf(text: string): number | null {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : null;
}

/** Runs a command in a pseudo-terminal (util-linux `script`), as a person sees and answers it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { stripVTControlCharacters } from "node:util";

/** What keys send. */
export const KEYS = { enter: "\r", down: "\u001b[B", interrupt: "\u0003" } as const;

export class Terminal {
  readonly #child: ChildProcess;
  #shown = "";
  #seen = 0;
  readonly #ended: Promise<unknown>;

  constructor(command: string, cwd: string, env: Readonly<Record<string, string>>) {
    this.#child = spawn("script", ["-qec", `stty cols 100 rows 50; exec ${command}`, "/dev/null"], {
      cwd,
      env: { ...process.env, ...env, TERM: "xterm" },
      stdio: ["pipe", "pipe", "inherit"],
      // A process group of its own, which can be ended as one.
      detached: true,
    });
    this.#child.stdout?.on("data", (data) => {
      this.#shown += data;
    });
    this.#ended = once(this.#child, "close");
  }

  get text(): string {
    return stripVTControlCharacters(this.#shown);
  }

  /** Waits until a text is shown after the last one that was waited for, then types. */
  async answer(question: string, keys: string, patienceMs: number): Promise<void> {
    const end = Date.now() + patienceMs;
    for (;;) {
      const at = this.text.indexOf(question, this.#seen);
      if (at !== -1) {
        this.#seen = at + question.length;
        this.#child.stdin?.write(keys);
        return;
      }
      if (Date.now() > end || this.#child.exitCode !== null)
        throw new Error(`"${question}" was not shown:\n${this.text.slice(-3_000)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Waits for the command to end. */
  async end(): Promise<number | null> {
    await this.#ended;
    return this.#child.exitCode;
  }
}

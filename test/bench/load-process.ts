/** A process that sends load, so that its CPU time is counted for nothing else. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** The side that measures. In: the URL of a file that calls `answerLoads`, which runs in the process. */
export class LoadProcess<Task extends object, Outcome> {
  readonly #child: ChildProcess;

  constructor(file: string) {
    this.#child = spawn(process.execPath, [fileURLToPath(file)], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
  }

  get pid(): number {
    const { pid } = this.#child;
    if (pid === undefined) throw new Error("the load generator did not start");
    return pid;
  }

  /** The message is a task, the answer its outcome. */
  async send(task: Task): Promise<Outcome> {
    this.#child.send(task);
    const [outcome]: Outcome[] = await once(this.#child, "message");
    if (outcome === undefined) throw new Error("the load generator gave no answer");
    return outcome;
  }

  close(): void {
    this.#child.disconnect();
  }
}

/** The side that sends: does nothing if `file` is only imported. */
export function answerLoads<Task, Outcome>(file: string, send: (task: Task) => Promise<Outcome>): void {
  if (process.argv[1] !== fileURLToPath(file)) return;
  process.on("message", (task: Task) => {
    send(task).then((outcome) => process.send?.(outcome));
  });
}

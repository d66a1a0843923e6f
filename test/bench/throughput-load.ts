/**
 * The process that sends the requests of a round, so that its own CPU time is nobody else's. Started by `Load`; a
 * message is a round to send, and the answer to it is how that went.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import autocannon from "autocannon";

export interface Round {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly requests: number;
}

export interface Sent {
  /** From the first request to the last answer. */
  readonly lastedUs: number;
  readonly latenciesUs: readonly number[];
  /** How often each status came. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly errors: number;
}

const TIMEOUT_S = 30;
/** autocannon looks this often whether it is done; the times are taken from the answers themselves. */
const LOOK_EVERY_MS = 20;

/** The other side of this file: sends rounds from a process of its own. */
export class Load {
  readonly #child: ChildProcess = spawn(process.execPath, [fileURLToPath(import.meta.url)], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });

  get pid(): number {
    const { pid } = this.#child;
    if (pid === undefined) throw new Error("the load generator did not start");
    return pid;
  }

  async send(round: Round): Promise<Sent> {
    this.#child.send(round);
    const [sent]: Sent[] = await once(this.#child, "message");
    if (sent === undefined) throw new Error("the load generator gave no answer");
    return sent;
  }

  close(): void {
    this.#child.disconnect();
  }
}

async function send({ url, headers, connections, requests }: Round): Promise<Sent> {
  const latenciesUs: number[] = [];
  const statuses: Record<string, number> = {};
  const startedAt = performance.now();
  let endedAt = startedAt;
  const run = autocannon({
    url,
    headers,
    connections,
    amount: requests,
    sampleInt: LOOK_EVERY_MS,
    timeout: TIMEOUT_S,
    // It would make a string of every body, which costs more than all the rest.
    setupClient: (client) => {
      client.pipelinedRequests.addBody = () => {};
    },
  });
  run.on("response", (_, status, __, milliseconds) => {
    endedAt = performance.now();
    latenciesUs.push(Math.round(milliseconds * 1_000));
    statuses[status] = (statuses[status] ?? 0) + 1;
  });
  const { errors, timeouts } = await run;
  return { lastedUs: (endedAt - startedAt) * 1_000, latenciesUs, statuses, errors: errors + timeouts };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.on("message", (round: Round) => {
    send(round).then((sent) => process.send?.(sent));
  });
}

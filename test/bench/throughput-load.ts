/** The process that sends the requests of a round. Started by `Load`. */
import autocannon from "autocannon";
import { answerLoads, LoadProcess } from "./load-process.ts";

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
  /** How often each status occurred. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly errors: number;
}

const TIMEOUT_S = 30;
/** How often autocannon checks whether it is done; the times are taken from the answers themselves. */
const LOOK_EVERY_MS = 20;

/** The other side of this file: sends rounds from its own process. */
export class Load extends LoadProcess<Round, Sent> {
  constructor() {
    super(import.meta.url);
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

answerLoads(import.meta.url, send);

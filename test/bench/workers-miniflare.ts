/**
 * The same Workers in miniflare, as in `wrangler dev` and the tests: what a Worker fetches passes through one of miniflare's
 * own Workers (measured: about 60 microseconds a request), which production does not have.
 */
import { originOf, startWorkers } from "../sockets/miniflare.ts";
import { childrenNamed } from "./processes.ts";
import type { RunningWorker, WorkerSetup } from "./workers.ts";

const NAME = "measured";

export async function startInMiniflare({ code, variables = {} }: WorkerSetup): Promise<RunningWorker> {
  const before = new Set(childrenNamed("workerd"));
  const miniflare = await startWorkers([{ name: NAME, code, variables, dataset: "silent" }]);
  const url = await originOf(miniflare, NAME);
  const pid = childrenNamed("workerd").find((child) => !before.has(child));
  if (pid === undefined) throw new Error("workerd did not start");
  return { url, pid, log: "/dev/null", close: () => miniflare.dispose() };
}

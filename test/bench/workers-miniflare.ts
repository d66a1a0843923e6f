/**
 * The same Workers as miniflare runs them, as `wrangler dev` and the tests do: what a Worker fetches passes a Worker of
 * miniflare's on its way out (measured: about 60 microseconds a request), which production does not have.
 */
import type { Readable } from "node:stream";
import { Miniflare } from "miniflare";
import { miniflareModules } from "../sockets/bundle-modules.ts";
import { childrenNamed } from "./processes.ts";
import { COMPATIBILITY, type RunningWorker, type WorkerSetup } from "./workers.ts";

export async function startInMiniflare({ code, variables }: WorkerSetup): Promise<RunningWorker> {
  const before = new Set(childrenNamed("workerd"));
  const miniflare = new Miniflare({
    cf: false,
    handleRuntimeStdio: (stdout: Readable, stderr: Readable) => {
      stdout.resume();
      stderr.resume();
    },
    workers: [
      {
        ...("script" in code ? { modules: true, script: code.script } : miniflareModules(code.bundle)),
        name: "measured",
        ...COMPATIBILITY,
        bindings: { ...variables },
        analyticsEngineDatasets: { FAILURES: { dataset: "failures" } },
        unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
      },
    ],
  });
  await miniflare.ready;
  const { origin } = await miniflare.unsafeGetDirectURL("measured");
  const pid = childrenNamed("workerd").find((child) => !before.has(child));
  if (pid === undefined) throw new Error("workerd did not start");
  return { url: origin, pid, log: "/dev/null", close: () => miniflare.dispose() };
}

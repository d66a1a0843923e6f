/**
 * How long hearing takes inside workerd, whose parser pages need. Its clock stands still while a Worker runs, so the
 * time is taken from outside, over requests that hear many times: the CPU time of workerd's threads on Linux, otherwise
 * the wall-clock time.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { bundle } from "../sockets/build.ts";
import { startWorkers } from "../sockets/miniflare.ts";

const CALLS_MAX = 2_000;
const REQUEST_MS = 40;
const RUNS = 7;

export interface HearingWorker {
  /** The shortest of several times of one hearing, in milliseconds. */
  ms(contentType: string, body: Uint8Array): Promise<number>;
  stop(): Promise<void>;
}

export async function startHearingWorker(): Promise<HearingWorker> {
  const folder = mkdtempSync(join(tmpdir(), "outspoken-hear-"));
  const scriptPath = bundle(folder, "test/bench/hear-worker/wrangler.toml");
  const miniflare = await startWorkers([{ name: "hear", code: { bundle: dirname(scriptPath) } }]);
  const url = await miniflare.ready;
  const clock = clockOfWorkerd();
  return {
    ms: (contentType, body) => shortestMs(url, contentType, body, clock),
    async stop() {
      await miniflare.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function shortestMs(
  url: URL,
  contentType: string,
  body: Uint8Array,
  clock: () => number,
): Promise<number> {
  const request = async (calls: number): Promise<number> => {
    const before = clock();
    // A new connection: an idle one may be closed while Node is busy measuring.
    const headers = { "content-type": contentType, connection: "close" };
    const response = await fetch(`${url.href}?calls=${calls}`, { method: "POST", headers, body });
    if (!response.ok) throw new Error(`hearing answered ${response.status}`);
    return clock() - before;
  };
  const shortest = async (calls: number): Promise<number> => {
    const times: number[] = [];
    for (let run = 0; run < RUNS; run++) times.push(await request(calls));
    return Math.min(...times);
  };
  await request(20);
  const estimate = (await request(20)) / 20;
  const calls = Math.min(Math.max(Math.round(REQUEST_MS / estimate), 5), CALLS_MAX);
  return Math.max((await shortest(calls)) - (await shortest(0)), 0) / calls;
}

/** A clock in milliseconds for the workerd that this process started. */
function clockOfWorkerd(): () => number {
  const tasks = existsSync("/proc/self/task") ? readdirSync("/proc/self/task") : [];
  const children = tasks.flatMap((task) =>
    readFileSync(`/proc/self/task/${task}/children`, "utf8").split(" ").filter(Boolean),
  );
  const workerd = children.find((pid) => readFileSync(`/proc/${pid}/comm`, "utf8").startsWith("workerd"));
  if (workerd === undefined) return () => performance.now();
  const folder = `/proc/${workerd}/task`;
  // The first field is the nanoseconds that the thread ran.
  const nanoseconds = (task: string): number =>
    Number(readFileSync(`${folder}/${task}/schedstat`, "utf8").split(" ", 1)[0]);
  return () => readdirSync(folder).reduce((sum, task) => sum + nanoseconds(task), 0) / 1e6;
}

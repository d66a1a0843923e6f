/** What Linux reports about the measured processes: their CPU time, their memory, and the core they run on. */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, setPriority } from "node:os";

/** The CPU time of all threads of a process, in microseconds. proc(5): schedstat begins with nanoseconds on a core. */
export function ranUs(pid: number): number {
  let total = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    total += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]);
  }
  return total / 1_000;
}

/** The clock tick in which /proc/stat counts (sysconf(_SC_CLK_TCK) is 100 on every Linux). */
const TICK_US = 10_000;

/** The time that all programs together had on the measured core, in microseconds since boot; 0 if nothing is pinned to it. */
export function coreUsedUs(): number {
  if (!CAN_PIN) return 0;
  const fields = new RegExp(`^cpu${MEASURED_CORE} (\\d+) (\\d+) (\\d+)`, "m").exec(
    readFileSync("/proc/stat", "utf8"),
  );
  const [, user = "0", nice = "0", system = "0"] = fields ?? [];
  return (Number(user) + Number(nice) + Number(system)) * TICK_US;
}

export interface Memory {
  readonly residentKiB: number;
  /** The peak of resident memory since the start, or since `forgetPeak`. */
  readonly peakKiB: number;
}

export function memory(pid: number): Memory {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const kib = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1]);
  return { residentKiB: kib("VmRSS"), peakKiB: kib("VmHWM") };
}

/** The processes of that name that `parent` started. */
export function childrenNamed(name: string, parent = process.pid): number[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => {
      const [, program, parentPid] = /^\d+ \((.*)\) \S (\d+)/.exec(readStat(pid)) ?? [];
      return program === name && Number(parentPid) === parent;
    });
}

/** Empty for a process that has ended since it was listed. */
function readStat(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return "";
  }
}

/** One core for what is measured, the others for the load and the origin. */
export const MEASURED_CORE = "0";
export const OTHER_CORES = cpus().length > 2 ? `1-${cpus().length - 1}` : "1";

/** Whether processes can be pinned to cores here. */
export const CAN_PIN = cpus().length > 1 && spawnSync("taskset", ["--version"]).status === 0;

const PIN_ATTEMPTS = 5;

/** Pins all threads of a process, future ones too, to these cores. */
export function pin(pid: number, cores: string): void {
  if (!CAN_PIN) return;
  for (let attempt = 1; attempt <= PIN_ATTEMPTS; attempt += 1) {
    // taskset fails if a thread ends while it walks their list.
    if (spawnSync("taskset", ["-a", "-c", "-p", cores, String(pid)], { stdio: "ignore" }).status === 0)
      return;
  }
  throw new Error(`process ${pid} can't be pinned to core ${cores}`);
}

/**
 * Gives this process and all that it starts priority over the machine's other programs (a negative niceness, which needs
 * root) or the reverse. sched(7): if the kernel groups processes by session, only the group's niceness counts.
 */
export function setNiceness(niceness: number): void {
  setPriority(niceness);
  writeFileSync("/proc/self/autogroup", String(niceness));
}

/** Resets the peak of a process's memory (proc(5): clear_refs). */
export function forgetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, "5");
}

/** Prometheus' own tools and the parsers of its Python client, if test/console/install has installed them. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as v from "valibot";

const FOLDER = process.env.OUTSPOKEN_PROMETHEUS ?? join(homedir(), ".cache/outspoken/prometheus");
const PYTHON = join(FOLDER, "bin/python");
const PROMTOOL = join(FOLDER, "usr/bin/promtool");
const SERVER = join(FOLDER, "usr/bin/prometheus");
const PARSER = fileURLToPath(new URL("openmetrics.py", import.meta.url).href);

export const HAS_PROMETHEUS = existsSync(PYTHON) && existsSync(PROMTOOL) && existsSync(SERVER);

const SAMPLES = v.array(
  v.strictObject({
    family: v.string(),
    type: v.string(),
    name: v.string(),
    labels: v.record(v.string(), v.string()),
    value: v.number(),
  }),
);

/** The samples that a parser finds in the text; a text that is not of that media type throws. */
export function samplesIn(text: string, mediaType: string): v.InferOutput<typeof SAMPLES> {
  const { status, stdout, stderr } = spawnSync(PYTHON, [PARSER, mediaType], {
    input: text,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return v.parse(SAMPLES, JSON.parse(stdout));
}

/** The output of `promtool`, and its exit status. */
export function promtool(
  args: readonly string[],
  input = "",
): { readonly status: number | null; readonly says: string } {
  const { status, stdout, stderr } = spawnSync(PROMTOOL, args, { input, encoding: "utf8" });
  return { status, says: stdout + stderr };
}

const VECTOR = v.object({
  data: v.object({
    result: v.array(
      v.object({ metric: v.record(v.string(), v.string()), value: v.tuple([v.number(), v.string()]) }),
    ),
  }),
});

/** The server itself, which scrapes one target every second. */
export class Prometheus {
  readonly #process: ChildProcess;
  readonly #folder: string;
  readonly #url: string;

  private constructor(process: ChildProcess, folder: string, url: string) {
    this.#process = process;
    this.#folder = folder;
    this.#url = url;
  }

  /** In: where the target serves `/metrics`, `127.0.0.1:port`. */
  static async start(target: string): Promise<Prometheus> {
    const folder = mkdtempSync(join(tmpdir(), "prometheus-"));
    const address = `127.0.0.1:${await freePort()}`;
    const scrape = { job_name: "outspoken", scrape_interval: "1s", static_configs: [{ targets: [target] }] };
    // JSON is YAML.
    writeFileSync(join(folder, "prometheus.yml"), JSON.stringify({ scrape_configs: [scrape] }));
    const args = [
      `--config.file=${join(folder, "prometheus.yml")}`,
      `--storage.tsdb.path=${join(folder, "data")}`,
      `--web.listen-address=${address}`,
      "--log.level=error",
    ];
    const child = spawn(SERVER, args, { stdio: ["ignore", "ignore", "inherit"] });
    return new Prometheus(child, folder, `http://${address}`);
  }

  /** The value of an expression without labels at a second; null if there is none, or if the server is not up yet. */
  async valueAt(expression: string, second: number): Promise<number | null> {
    const query = new URLSearchParams({ query: expression, time: String(second) });
    const response = await fetch(`${this.#url}/api/v1/query?${query}`).catch(() => null);
    if (response?.ok !== true) return null;
    const [first] = v.parse(VECTOR, await response.json()).data.result;
    return first === undefined ? null : Number(first.value[1]);
  }

  async stop(): Promise<void> {
    const ended = once(this.#process, "exit");
    this.#process.kill();
    await ended;
    rmSync(this.#folder, { recursive: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

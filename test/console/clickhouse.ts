/** A ClickHouse (chdb) that answers as Cloudflare's SQL APIs do, if test/console/install has installed it. */
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import * as v from "valibot";

const FOLDER = process.env.OUTSPOKEN_CHDB ?? join(homedir(), ".cache/outspoken/chdb");
const PYTHON = join(FOLDER, "bin/python");
const SERVER = fileURLToPath(new URL("clickhouse.py", import.meta.url).href);

const ANSWER = v.object({ data: v.array(v.unknown()) });

const BINDING_QUERY = v.object({ query: v.string(), params: v.record(v.string(), v.string()) });
const SCOPE = { accountTag: "0".repeat(32) };

/** Whether chdb is installed; `test/console/install` does it. */
export const HAS_CLICKHOUSE = existsSync(PYTHON);

/** One data point as Analytics Engine stores it. */
export interface StoredPoint {
  /** Whole seconds since 1970. */
  readonly at: number;
  readonly sampleInterval: number;
  readonly point: AnalyticsEngineDataPoint;
}

export class ClickHouse {
  readonly #process: ChildProcessByStdio<null, Readable, null>;
  /** The address of the APIs. */
  readonly api: string;

  private constructor(process: ChildProcessByStdio<null, Readable, null>, api: string) {
    this.#process = process;
    this.api = api;
  }

  static async start(): Promise<ClickHouse> {
    const process = spawn(PYTHON, [SERVER], { stdio: ["ignore", "pipe", "inherit"] });
    const port = await new Promise<string>((resolve, reject) => {
      createInterface({ input: process.stdout }).once("line", resolve);
      process.once("exit", (code) => reject(new Error(`chdb ended with ${code}`)));
    });
    return new ClickHouse(process, `http://127.0.0.1:${port}`);
  }

  /** Replaces the stored points with these. */
  async load(points: readonly StoredPoint[]): Promise<void> {
    const body = JSON.stringify(points.map(rowOf));
    const response = await fetch(`${this.api}/load`, { method: "POST", body });
    if (!response.ok) throw new Error(await response.text());
  }

  /** Answers a query to the binding of Analytics SQL, which knows the account by itself. */
  async answer(request: Request): Promise<Response> {
    const body = JSON.stringify({ ...v.parse(BINDING_QUERY, await request.json()), scope: SCOPE });
    const response = await fetch(`${this.api}/analytics/sql`, {
      method: "POST",
      headers: { authorization: "Bearer token" },
      body,
    });
    return new Response(await response.text(), { status: response.status });
  }

  /** The rows for a query in Analytics Engine's own SQL, which dashboards use. */
  async run(query: string): Promise<readonly unknown[]> {
    const headers = { authorization: "Bearer token" };
    const response = await fetch(`${this.api}/analytics_engine/sql`, {
      method: "POST",
      headers,
      body: query,
    });
    const text = await response.text();
    if (!response.ok) throw new Error(text);
    return v.parse(ANSWER, JSON.parse(text)).data;
  }

  stop(): void {
    this.#process.kill();
  }
}

function rowOf({ at, sampleInterval, point }: StoredPoint): Readonly<Record<string, unknown>> {
  const blobs = (point.blobs ?? []).map((blob, index) => [`blob${index + 1}`, blob]);
  const doubles = (point.doubles ?? []).map((double, index) => [`double${index + 1}`, double]);
  return {
    timestamp: at,
    dataset: "outspoken_failures",
    index1: point.indexes?.[0],
    _sample_interval: sampleInterval,
    ...Object.fromEntries([...blobs, ...doubles]),
  };
}

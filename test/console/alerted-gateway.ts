/** A gateway with alerts in real workerd; a test triggers its cron, and chooses the time of each run. */
import { dirname } from "node:path";
import type { Miniflare } from "miniflare";
import { inject } from "vitest";
import { Log } from "../sockets/gateway.ts";
import { originOf, startWorkers, type Variables } from "../sockets/miniflare.ts";
import { ADMIN_PATH, TOKEN } from "./gateway.ts";

export class AlertedGateway {
  readonly #miniflare: Miniflare;
  readonly url: string;
  readonly log: Log;
  /** Minute 0 of the cron. */
  readonly #beginMs = Date.now();

  private constructor(miniflare: Miniflare, url: string, log: Log) {
    this.#miniflare = miniflare;
    this.url = url;
    this.log = log;
  }

  static async start(
    variables: Variables,
    namespaces: readonly string[] = ["SWITCHES"],
  ): Promise<AlertedGateway> {
    const log = new Log();
    const miniflare = await startWorkers(
      [
        {
          name: "gateway",
          code: { bundle: dirname(inject("workerBundle")) },
          variables: { ADMIN_TOKEN: TOKEN, LOCAL_STORE: "memory", ...variables },
          namespaces,
        },
      ],
      (text) => log.read(text),
    );
    return new AlertedGateway(miniflare, await originOf(miniflare, "gateway"), log);
  }

  /** One run of the cron, `minute` minutes after the start. */
  async run(minute: number): Promise<void> {
    const worker = await this.#miniflare.getWorker("gateway");
    const scheduledTime = new Date(this.#beginMs + minute * 60_000);
    const { outcome } = await worker.scheduled({ scheduledTime, cron: "* * * * *" });
    if (outcome !== "ok") throw new Error(`the run ended with ${outcome}`);
  }

  async ask(path: string, times = 1): Promise<void> {
    for (let time = 0; time < times; time += 1) await (await fetch(`${this.url}${path}`)).text();
  }

  api(path: string, method = "GET"): Promise<Response> {
    return this.#askConsole(`/api${path}`, method);
  }

  async page(path: string): Promise<string> {
    return (await this.#askConsole(path, "GET")).text();
  }

  #askConsole(path: string, method: string): Promise<Response> {
    const headers = { authorization: `Bearer ${TOKEN}` };
    return fetch(`${this.url}${ADMIN_PATH}${path}`, { method, headers });
  }

  async keys(): Promise<string[]> {
    const namespace = await this.#miniflare.getKVNamespace("SWITCHES", "gateway");
    return (await namespace.list()).keys.map(({ name }) => name);
  }

  async close(): Promise<void> {
    await this.#miniflare.dispose();
  }
}

/** A receiver of alerts on loopback, which refuses if `refusal` is set. */
import { createServer, type Server } from "node:http";
import * as v from "valibot";
import { notice } from "../../src/console/alerts/notice.ts";

/** What a plain receiver gets. */
const MESSAGE = v.object({ text: v.string(), ...notice.entries });
export type Message = v.InferOutput<typeof MESSAGE>;

export interface Refusal {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export class WebhookReceiver {
  readonly #server: Server;
  /** The messages accepted. */
  readonly taken: Message[] = [];
  /** How many requests it got. */
  asked = 0;
  refusal: Refusal | null = null;

  private constructor() {
    this.#server = createServer(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part);
      this.asked += 1;
      const { status, headers = {}, body = "" } = this.refusal ?? { status: 200, body: "ok" };
      if (this.refusal === null)
        this.taken.push(v.parse(MESSAGE, JSON.parse(Buffer.concat(parts).toString())));
      response.writeHead(status, headers).end(body);
    });
  }

  static async start(): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver();
    await new Promise<void>((resolve) => receiver.#server.listen(0, "127.0.0.1", resolve));
    return receiver;
  }

  /** With a path such as webhooks have, which is the secret. */
  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    return `http://127.0.0.1:${address.port}/services/T0000/hunter2hunter2`;
  }

  states(): string[] {
    return this.taken.map(({ alert, state }) => `${alert} ${state}`);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** What alerts need around them: an origin that can be stopped, a gateway in front of it, and a webhook. */
import type { Variables } from "../sockets/miniflare.ts";
import { Origin } from "../sockets/origin.ts";
import { AlertedGateway } from "./alerted-gateway.ts";
import { WebhookReceiver } from "./webhook-receiver.ts";

export const ALERTS = {
  "origin-down": { category: ["unreachable", "timeout"], at_least: 5, minutes: 10 },
  "never-met": { category: "conflict", at_least: 1 },
};

export class AlertStage {
  readonly webhook: WebhookReceiver;
  #origin: Origin | null = null;
  #gateway: AlertedGateway | null = null;

  private constructor(webhook: WebhookReceiver) {
    this.webhook = webhook;
  }

  static async start(): Promise<AlertStage> {
    return new AlertStage(await WebhookReceiver.start());
  }

  async originAt(port = 0): Promise<Origin> {
    const origin = await Origin.start({ port });
    this.#origin = origin;
    origin.on("*", (exchange) => exchange.answer("200 OK", { "content-type": "text/plain" }, "here"));
    return origin;
  }

  /** A gateway that posts to the webhook, with no other variables than these. */
  async gatewayWith(variables: Variables, namespaces?: readonly string[]): Promise<AlertedGateway> {
    this.#gateway = await AlertedGateway.start({ ALERT_WEBHOOK: this.webhook.url, ...variables }, namespaces);
    return this.#gateway;
  }

  /** A gateway with alerts, in front of an origin that answers. */
  async started(variables: Variables = {}): Promise<{ gateway: AlertedGateway; origin: Origin }> {
    const origin = await this.originAt();
    const gateway = await this.gatewayWith({
      ROUTES: [{ path: "/npm/*", format: "npm", origin: origin.url, retries: 0 }],
      PUBLIC_URL: "https://packages.acme.io",
      ALERTS,
      ...variables,
    });
    return { gateway, origin };
  }

  async close(): Promise<void> {
    await this.#gateway?.close();
    await this.#origin?.close();
    await this.webhook.close();
  }
}

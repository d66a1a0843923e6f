/** What `npm run check` reports about the alerts. Pure. */
import { alertWords } from "../config/alert-words.ts";
import { ALERT_WEBHOOK } from "../env.ts";
import type { Checked } from "./checked.ts";
import { secretCommand } from "./required-secrets.ts";

/** Each alert in words, listed below the routes. */
export function alertLines({ configuration }: Checked["deployment"]): string[] {
  if (!configuration.ok) return [];
  return configuration.alerts.map((alert) => `  alert ${alert.name}: ${alertWords(alert)}`);
}

/** What keeps configured alerts from being sent. */
export function alertHints({ deployment, environment, secrets }: Checked): string[] {
  if (!hasAlerts(deployment)) return [];
  const { configuration, settings, namespaces } = deployment;
  const isLocal = secrets.kind === "local";
  return [
    ...webhookHint({ deployment, environment, secrets }),
    ...(namespaces.includes("SWITCHES") ? [] : [NO_NAMESPACE]),
    ...(isLocal || (settings.triggers?.crons ?? []).length > 0 ? [] : [NO_CRON]),
    ...(configuration.ok && configuration.publicUrl === null ? [NO_LINK] : []),
  ];
}

/** Whether it matters that a webhook is set. */
export function hasAlerts({ configuration }: Pick<Checked["deployment"], "configuration">): boolean {
  return configuration.ok && configuration.alerts.length > 0;
}

const NO_NAMESPACE =
  'Hint: no alert is sent without the KV namespace SWITCHES, which records what has been sent: [[kv_namespaces]] binding = "SWITCHES".';
const NO_CRON = 'Hint: no alert is checked without a cron trigger: [triggers] crons = ["* * * * *"].';
const NO_LINK =
  "Hint: alert messages have no link to the operator's page; set PUBLIC_URL to the gateway's address.";

function webhookHint({
  deployment,
  environment,
  secrets,
}: Pick<Checked, "deployment" | "environment" | "secrets">): string[] {
  if (deployment.hasWebhook) return [];
  const command = `\`${secretCommand(ALERT_WEBHOOK, environment)}\``;
  const missing = `The secret ${ALERT_WEBHOOK} is not set, so no alert is sent`;
  switch (secrets.kind) {
    case "unseen":
      return [
        `The secret ${ALERT_WEBHOOK}, where alerts go, can't be seen from here; set it with ${command}.`,
      ];
    case "set_on_cloudflare":
      return secrets.names.has(ALERT_WEBHOOK) ? [] : [`${missing}; set it with ${command}.`];
    case "local":
      return [`${missing}; put it into .dev.vars.`];
  }
}

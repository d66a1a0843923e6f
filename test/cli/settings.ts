/** A gateway on a domain of its own, and a route of it. */
import type { WranglerSettings } from "../../src/cli/wrangler-settings.ts";

export const DOMAIN: WranglerSettings = {
  name: "gateway",
  workers_dev: false,
  routes: [{ pattern: "packages.acme.io", custom_domain: true }],
};
export const ROUTE = { path: "/npm/*", format: "npm", origin: "https://npm.acme.io" };

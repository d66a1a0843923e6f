/**
 * What is needed once an origin sends a page: a separate module in the bundle (wrangler.toml), loaded then.
 */
export { lookAt } from "./read-web-page.ts";
export { hearScanned } from "./scan-markup.ts";

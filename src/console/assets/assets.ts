/**
 * The files that the console's pages load. They are text modules, since Workers static assets would put Cloudflare's
 * router in front of every request of the gateway.
 */

import chart from "uplot/dist/uPlot.iife.min.js";
import chartStyle from "uplot/dist/uPlot.min.css";
import openApi from "../openapi.json";
import pageScript from "./page.client.js";
import pageStyle from "./page.css";
import refreshScript from "./refresh.client.js";

const CSS = "text/css; charset=utf-8";
const SCRIPT = "text/javascript; charset=utf-8";

/** By the last segment of their path. */
export const ASSETS: ReadonlyMap<string, readonly [contentType: string, text: string]> = new Map([
  ["page.css", [CSS, pageStyle]],
  ["page.js", [SCRIPT, pageScript]],
  ["refresh.js", [SCRIPT, refreshScript]],
  ["chart.css", [CSS, chartStyle]],
  ["chart.js", [SCRIPT, chart]],
]);

/** The OpenAPI file, which is a text module too, though the compiler takes it for JSON by its name. */
export const OPEN_API = String(openApi);

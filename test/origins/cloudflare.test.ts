/** Pages, text and JSON from Cloudflare's edge. */
import { describe } from "vitest";
import { page } from "./html.ts";
import { table } from "./table.ts";

describe("Cloudflare's edge", () => {
  const edge = (title: string, body: string) => page(title, `<div id="cf-wrapper">${body}</div>`);
  table([
    [
      "522",
      522,
      edge(
        "packages.example | 522: Connection timed out",
        '<h1><span>Connection timed out</span><span class="code-label">Error code 522</span></h1>',
      ),
      { message: "Connection timed out", code: "522", shape: "cloudflare" },
    ],
    [
      "502 is a plain status",
      502,
      edge(
        "packages.example | 502: Bad gateway",
        '<h1><span>Bad gateway</span><span class="code-label">Error code 502</span></h1>',
      ),
      { message: null, code: null, shape: "cloudflare" },
    ],
    [
      "1015",
      429,
      edge(
        "Access denied | packages.example used Cloudflare to restrict access",
        '<h1><span class="cf-error-type">Error</span><span class="cf-error-code">1015</span><small class="heading-ray-id">Ray ID: 00aa11bb22cc33dd</small></h1><h2 class="cf-subheadline">You ask too often</h2>',
      ),
      { message: "You ask too often", code: "1015", requestId: "00aa11bb22cc33dd", shape: "cloudflare" },
    ],
    [
      "blocked",
      403,
      edge("Attention Required! | Cloudflare", "<h1>You have been blocked</h1>"),
      { message: "You have been blocked", shape: "cloudflare" },
    ],
    [
      "a title without a body",
      500,
      "<!DOCTYPE html><title>Rendering error | packages.example | Cloudflare</title>...",
      { message: "Rendering error", shape: "cloudflare" },
    ],
    [
      "its oldest page",
      502,
      page("502 Bad Gateway", "<center><h1>502 Bad Gateway</h1></center><hr><center>cloudflare</center>"),
      { message: null, shape: "cloudflare" },
    ],
    [
      "its challenge for browsers",
      403,
      page("Just a moment...", "<noscript>Enable JavaScript</noscript>"),
      { message: null, shape: "cloudflare" },
      { headers: { "cf-mitigated": "challenge" } },
    ],
    ["text", 403, "error code: 1020", { message: null, code: "1020", shape: "cloudflare" }],
    ["text for a plain status", 502, "error code: 502\n", { message: null, code: null, shape: "cloudflare" }],
    [
      "JSON",
      429,
      '{"type":"https://docs.example/1015","title":"Error 1015","status":429,"detail":"You ask too often.","error_code":1015,"ray_id":"ab","retry_after":30,"cloudflare_error":true}',
      {
        message: "You ask too often.",
        code: "1015",
        requestId: "ab",
        retryAfterSeconds: 30,
        documentation: "https://docs.example/1015",
        shape: "cloudflare",
      },
    ],
    [
      "recognised by its header, whatever the body",
      530,
      "Origin DNS error",
      { message: "Origin DNS error", shape: "cloudflare" },
      { headers: { "cf-error-type": "x" } },
    ],
    [
      "its phrase is not a reason",
      522,
      "",
      { message: null, shape: "cloudflare" },
      { headers: { "cf-error-type": "x" }, phrase: "Shop timed out" },
    ],
  ]);
});

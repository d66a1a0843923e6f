import { describe, expect, test } from "vitest";
import { ask } from "./client.ts";
import { IS_OBSERVED } from "./gateway.ts";
import { serveGateways, serveOrigin } from "./serve.ts";

/** A page among the packages, whose script would share the origin of the operator's page. */
const PAGE = "<script>fetch('/-/outspoken/api/switches/npm', { method: 'PUT' })</script>";

const origin = serveOrigin();
const gateways = serveGateways(() => {
  const base = { format: "generic", origin: origin.url };
  const ROUTES = [
    { ...base, path: "/on/*" },
    { ...base, path: "/off/*", enabled: false },
    { ...base, path: "/pub/*", format: "pub" },
  ];
  return {
    guarded: { variables: { ROUTES, ADMIN_TOKEN: "operators-token" } },
    without: { variables: { ROUTES } },
  };
});

interface Served {
  readonly type: string | null;
  readonly status?: string;
  readonly route?: "on" | "off";
  readonly gateway?: "guarded" | "without";
  readonly fields?: Readonly<Record<string, string>>;
  readonly asked?: Readonly<Record<string, string>>;
}

/** The policies in such an answer. */
async function policiesOf({
  type,
  status = "200 OK",
  route = "on",
  gateway = "guarded",
  fields = {},
  asked = {},
}: Served): Promise<string> {
  const path = `/${origin.exchanges.length}`;
  const headers = {
    "Content-Security-Policy": "img-src *",
    ...(type === null ? {} : { "Content-Type": type }),
  };
  origin.on(path, (exchange) => exchange.answer(status, { ...headers, ...fields }, PAGE));
  const answer = await ask(gateways.port(gateway), `/${route}${path}`, { headers: asked });
  return answer.headers
    .filter(([header]) => header.toLowerCase() === "content-security-policy")
    .map(([, value]) => value)
    .join(", ");
}

describe("a document that a browser would show gets its own origin, whatever its type", () => {
  test.each([
    "text/html",
    "text/html; charset=utf-8",
    "TEXT/HTML;charset=utf-8",
    " text/html",
    "application/xhtml+xml",
    "image/svg+xml",
    "text/xml",
    "application/xml",
    "application/rss+xml; charset=utf-8",
    "text/xsl",
    "multipart/x-mixed-replace; boundary=x",
    // Guessed from the content (WHATWG MIME Sniffing 7).
    null,
    "",
    "html",
    "*/*",
    "unknown/unknown",
    "application/unknown",
    "text/html, text/plain",
    "text/plain, text/html",
  ])("%s", async (type) => {
    expect(await policiesOf({ type })).toBe("img-src *, sandbox");
  });

  test.each([
    ["on a route that is off", { route: "off" }],
    ["with another status", { status: "206 Partial Content" }],
    ["as a refusal that passes", { status: "403 Forbidden", route: "off" }],
    ["to a browser that states the destination", { asked: { "Sec-Fetch-Dest": "document" } }],
    [
      "to a page's own fetch, since a browser's cache makes no difference",
      { asked: { "Sec-Fetch-Dest": "empty" } },
    ],
    [
      "with a Content-Disposition that only mentions attachment",
      { fields: { "Content-Disposition": "inline; filename=attachment" } },
    ],
  ] as const)("%s", async (_title, served) => {
    expect(await policiesOf({ type: "text/html", ...served })).toBe("img-src *, sandbox");
  });
});

test.each([
  ["a package", { type: "application/octet-stream" }],
  ["plain text", { type: "text/plain" }],
  ["JSON", { type: "application/json" }],
  ["a tarball", { type: "application/gzip" }],
  ["a picture without scripts", { type: "image/png" }],
  ["a type that only begins like a page's", { type: "text/html-template" }],
  ["a page on a gateway without an operator's page", { type: "text/html", gateway: "without" }],
  ["an answer without content", { type: null, status: "304 Not Modified" }],
  ["a redirect", { type: "text/html", status: "302 Found", fields: { Location: "https://x.example/" } }],
  ["a download", { type: "text/html", fields: { "Content-Disposition": 'attachment; filename="a.html"' } }],
] as const)("%s gets what the origin sent", async (_title, served) => {
  expect(await policiesOf(served)).toBe("img-src *");
});

describe.skipIf(IS_OBSERVED)("a spoken refusal", () => {
  test("is not a document", async () => {
    expect(await policiesOf({ type: "text/html", status: "403 Forbidden" })).toBe("img-src *");
  });

  test("is sandboxed if it is a document", async () => {
    const said =
      "<?xml version='1.0'?><Error><Code>AccessDenied</Code><Message>Not for you.</Message></Error>";
    origin.on("/upload", (exchange) =>
      exchange.answer("403 Forbidden", { "Content-Type": "application/xml" }, said),
    );
    const answer = await ask(gateways.port("guarded"), "/pub/upload", { method: "POST", body: "x" });
    expect(answer.header("content-type")).toMatch(/xml/);
    expect(answer.header("content-security-policy")).toBe("sandbox");
  });
});

test("a status beyond 599, whose answer can't be changed, carries no page", async () => {
  expect(await policiesOf({ type: "text/plain", status: "700 Odd" })).toBe("img-src *");
  const path = `/${origin.exchanges.length}`;
  origin.on(path, (exchange) => exchange.answer("700 Odd", { "Content-Type": "text/html" }, PAGE));
  expect((await ask(gateways.port("guarded"), `/on${path}`)).text).not.toContain("<script>");
});

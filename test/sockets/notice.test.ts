/** Which clients get a route's notice: once, and only on a success. */
import { describe, expect, test } from "vitest";
import { type Answer, type Ask, ask } from "./client.ts";
import { COMPOSER, JSON_TYPE, NOTICE, NPM } from "./notice-clients.ts";
import { serveGateway, serveOrigin } from "./serve.ts";

const FORMATS = [
  "npm",
  "cargo",
  "composer",
  "hex",
  "huggingface",
  "nuget",
  "oci",
  "terraform",
  "maven",
  "pypi",
] as const;

const origin = serveOrigin();
const gateway = serveGateway(() => {
  const routes = FORMATS.map((format) => ({
    path: `/${format}/*`,
    format,
    origin: origin.url,
    notice: NOTICE,
  }));
  return [
    ...routes,
    { path: "/off/*", format: "npm", origin: origin.url, notice: NOTICE, enabled: false, id: "off" },
    { path: "/quiet/*", format: "npm", origin: origin.url, id: "quiet" },
    {
      path: "/some/*",
      format: "npm",
      origin: origin.url,
      id: "some",
      notice: [
        { text: NOTICE, client: "npm", below: "11.20" },
        { text: "For pnpm.", client: "pnpm" },
        { text: "For all." },
      ],
    },
  ];
});

interface Row {
  readonly format: (typeof FORMATS)[number] | "off" | "quiet";
  readonly path: string;
  readonly ask: Ask;
  readonly status?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

async function asked({
  format,
  path,
  ask: options,
  status = "200 OK",
  headers = JSON_TYPE,
  body = '{"a":1}',
}: Row): Promise<Answer> {
  origin.on(path, (exchange) => exchange.answer(status, headers, body));
  return ask(gateway.port(), `/${format}${path}`, options);
}

/** How often the notice is in the answer, in the head or the body. */
function timesShown(answer: Answer): number {
  return answer.bytes.toString("latin1").split("Moving on Friday").length - 1;
}

const PUBLISH: Row = { format: "npm", path: "/left-pad", ask: { method: "PUT", body: "{}", headers: NPM } };
const PACKAGES: Row = { format: "composer", path: "/packages.json", ask: { headers: COMPOSER } };

describe("a client that shows a header gets the notice in it, in an otherwise unchanged answer", () => {
  const ROWS: readonly (readonly [title: string, name: string, value: string, row: Row])[] = [
    ["npm, a publish", "npm-notice", NOTICE, PUBLISH],
    [
      "npm, an uncached answer",
      "npm-notice",
      NOTICE,
      { format: "npm", path: "/fresh.tgz", ask: { headers: NPM }, headers: { "Cache-Control": "no-store" } },
    ],
    [
      "hex, a publish",
      "x-hex-message",
      `"${NOTICE}"; level=warn`,
      {
        format: "hex",
        path: "/api/publish",
        ask: { method: "POST", body: "x", headers: { "User-Agent": "Hex/2.5.0 (Elixir/1.18.0) (OTP/27.1)" } },
      },
    ],
    [
      "hf, a download",
      "x-hf-warning",
      `Registry; ${NOTICE}`,
      {
        format: "huggingface",
        path: "/acme/app/resolve/main/config.json",
        ask: { headers: { "User-Agent": "unknown/None; hf_hub/1.28.0; python/3.11.7" } },
      },
    ],
    [
      "dotnet, a push",
      "x-nuget-warning",
      NOTICE,
      {
        format: "nuget",
        path: "/api/v2/package",
        ask: { method: "PUT", body: "x", headers: { "User-Agent": "NuGet xplat/6.13.0 (Linux)" } },
      },
    ],
    [
      "podman, a manifest",
      "warning",
      `299 - "${NOTICE}"`,
      {
        format: "oci",
        path: "/v2/acme/app/manifests/latest",
        ask: { headers: { "User-Agent": "libpod/5.6.0", "Docker-Distribution-Api-Version": "registry/2.0" } },
      },
    ],
  ];

  test.each(ROWS)("%s", async (_title, name, value, row) => {
    const answer = await asked(row);
    expect([answer.line, answer.header(name), timesShown(answer)]).toEqual(["HTTP/1.1 200 OK", value, 1]);
    expect([answer.text, answer.complete, answer.header("content-length")]).toEqual(['{"a":1}', true, "7"]);
  });
});

describe("a client that shows a member of a document gets the notice in it", () => {
  const ROWS: readonly (readonly [title: string, expected: unknown, row: Row])[] = [
    ["composer, packages.json", { info: NOTICE, a: 1 }, PACKAGES],
    [
      "cargo, a publish",
      { warnings: { other: [NOTICE] }, a: 1 },
      {
        format: "cargo",
        path: "/api/v1/crates/new",
        ask: {
          method: "PUT",
          body: "x",
          headers: { "User-Agent": "cargo/1.95.0", Accept: "application/json" },
        },
      },
    ],
    [
      "terraform, a provider's versions",
      { warnings: [NOTICE], a: 1 },
      {
        format: "terraform",
        path: "/v1/providers/acme/app/versions",
        ask: { headers: { "User-Agent": "Terraform/1.15.9" } },
      },
    ],
  ];

  test.each(ROWS)("%s", async (_title, expected, row) => {
    const answer = await asked(row);
    expect([answer.status, JSON.parse(answer.text), answer.complete]).toEqual([200, expected, true]);
    expect(timesShown(answer)).toBe(1);
  });
});

describe("no client gets two notices", () => {
  test.each([
    ["a header", { ...PUBLISH, headers: { ...JSON_TYPE, "npm-notice": "The origin's own." } }],
    [
      "a warning",
      {
        format: "oci",
        path: "/v2/acme/app/tags/list",
        ask: { headers: { "User-Agent": "skopeo/1.20.0" } },
        headers: { Warning: '299 - "own"' },
      },
    ],
  ] as const)("only the origin's own is sent: %s", async (_title, row) => {
    expect(timesShown(await asked(row))).toBe(0);
  });

  test("parsers keep the member that the origin wrote", async () => {
    const answer = await asked({ ...PACKAGES, body: '{"info":"own","a":1}' });
    expect(JSON.parse(answer.text)).toEqual({ info: "own", a: 1 });
  });
});

describe("no notice is added to anything but a success of a client that shows it", () => {
  test.each([
    ["a refusal", { ...PUBLISH, status: "403 Forbidden", body: '{"message":"No."}' }],
    ["a failure of the origin", { ...PUBLISH, status: "500 Oops" }],
    ["a challenge", { ...PUBLISH, status: "401 Unauthorized", headers: { "WWW-Authenticate": "Basic" } }],
    ["a redirect", { ...PUBLISH, status: "302 Found", headers: { Location: "/x" } }],
    [
      "a revalidation",
      {
        ...PUBLISH,
        ask: { headers: NPM },
        status: "304 Not Modified",
        headers: { "Cache-Control": "no-store" },
        body: "",
      },
    ],
    ["a refused document", { ...PACKAGES, status: "404 Not Found" }],
    ["a status beyond 599", { ...PUBLISH, status: "777 Odd" }],
    ["a HEAD", { ...PACKAGES, ask: { method: "HEAD", headers: COMPOSER } }],
    [
      "a client that shows none",
      {
        ...PUBLISH,
        ask: { method: "PUT", body: "{}", headers: { "User-Agent": "pnpm/11.22.0 npm/? node/v24.21.0" } },
      },
    ],
    ["a format that has no channel (Maven)", { ...PUBLISH, format: "maven" }],
    ["a format that has no channel (PyPI)", { ...PUBLISH, format: "pypi" }],
    ["a route that is switched off", { ...PUBLISH, format: "off" }],
    ["a route without a notice", { ...PUBLISH, format: "quiet" }],
  ] as const satisfies readonly (readonly [string, Row])[])("%s", async (_title, row) => {
    expect(timesShown(await asked(row))).toBe(0);
  });
});

describe("a notice for some clients reaches only these", () => {
  test.each([
    ["npm/11.19.1 node/v24.21.0 linux x64 workspaces/false", `${NOTICE} For all.`],
    ["npm/11.20.0 node/v24.21.0 linux x64 workspaces/false", "For all."],
    ["npm/12.0.0-rc.1 node/v24.21.0 linux x64 workspaces/false", "For all."],
  ])("%s", async (userAgent, told) => {
    origin.on("/fresh.tgz", (exchange) => exchange.answer("200 OK", { "Cache-Control": "no-store" }, "x"));
    const answer = await ask(gateway.port(), "/some/fresh.tgz", { headers: { "User-Agent": userAgent } });
    expect(answer.header("npm-notice")).toBe(told);
  });
});

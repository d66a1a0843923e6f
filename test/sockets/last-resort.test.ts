/** Last resorts through the gateway: where they lead, what is there, and that forged links lead nowhere. */
import { describe, expect, test } from "vitest";
import { type Answer, type Ask, ask } from "./client.ts";
import { serveGateways, serveOrigin } from "./serve.ts";
import { expectSpoken } from "./spoken-answer.ts";

const REASON = "Quarantined by SEC-7: it phones home.";
const IN_PATH = "Quarantined-by-SEC-7-it-phones-home";

const BUN = { "User-Agent": "Bun/1.4.5" };
const DNF = { "User-Agent": "libdnf (Fedora Linux 41; server; Linux.x86_64)" };
const PIP = { "User-Agent": "pip/26.2.1 {}", Accept: "text/html" };

const origin = serveOrigin();
const gateway = serveGateways(() => {
  const ROUTES = [
    { path: "/npm/*", format: "npm", origin: origin.url, last_resort: true },
    { path: "/rpm/*", format: "rpm", origin: origin.url, last_resort: true },
    { path: "/pypi/*", format: "pypi", origin: origin.url, last_resort: true },
    { path: "/plain/*", format: "npm", origin: origin.url, id: "plain" },
    { path: "/off/*", format: "npm", origin: origin.url, last_resort: true, enabled: false, id: "off" },
  ];
  const at = (secret: string) => ({ variables: { ROUTES, WHY_SECRET: secret } });
  return {
    gateway: at("a secret of the operator's"),
    other: at("another secret"),
    without: { variables: { ROUTES: ROUTES.slice(3, 4) } },
  };
});

for (const status of [401, 403, 404, 429, 500]) {
  const headers = {
    "Content-Type": "application/json",
    Location: "https://evil.example/",
    "Set-Cookie": "a=b",
  };
  const body = JSON.stringify({ message: REASON });
  origin.on(`/${status}`, (exchange) => exchange.answer(`${status} No`, headers, body));
  origin.on(`/simple/${status}/`, (exchange) => exchange.answer(`${status} No`, headers, body));
}

/** The final answer for a client that follows redirects, and the path that it prints. */
async function followed(
  target: string,
  options: Ask,
): Promise<{ first: Answer; location: string; last: Answer }> {
  const first = await ask(gateway.port(), target, options);
  const location = first.header("location") ?? "";
  return { first, location, last: await ask(gateway.port(), location, options) };
}

describe("a client that prints the final URL", () => {
  test.each([
    ["bun", "/npm/403", BUN, 403, "blocked"],
    ["bun", "/npm/404", BUN, 404, "blocked"],
    ["bun", "/npm/500", BUN, 500, "blocked"],
    ["dnf", "/rpm/403", DNF, 403, "blocked"],
    ["dnf", "/rpm/429", DNF, 429, "rate_limited"],
  ] as const)(
    "%s gets the reason in it, and the failure's own status there: %s",
    async (_client, target, headers, status, category) => {
      const { first, location, last } = await followed(target, { headers });
      expect([first.line, first.header("cache-control")]).toEqual([
        "HTTP/1.1 302 Found",
        "no-store, no-transform",
      ]);
      expect(location).toMatch(new RegExp(`^/-/why/${status}/[a-z]+/[0-9a-f]{16}/${IN_PATH}$`));
      expect(first.headers.filter(([name]) => name.toLowerCase() === "location")).toHaveLength(1);
      expect([last.status, last.text]).toEqual([status, `${IN_PATH.replaceAll("-", " ")}\n`]);
      expect([last.header("x-outspoken"), last.header("x-outspoken-ref")]).toEqual([
        category,
        first.header("x-outspoken-ref"),
      ]);
      expect([last.header("content-type"), last.header("set-cookie")]).toEqual([
        "text/plain; charset=utf-8",
        null,
      ]);
      expect(last.complete).toBe(true);
    },
  );

  test("is counted once, with the status sent and the category of the failure", async () => {
    const { first } = await followed("/npm/403", { headers: BUN });
    const ref = first.header("x-outspoken-ref") ?? "";
    await gateway.log.line({ event: "failure", ref });
    expect(gateway.log.matching({ ref })).toEqual([
      expect.objectContaining({ route: "npm", status: 302, category: "blocked", origin_status: 403 }),
    ]);
  });

  test("requests the text without anything reaching the origin", async () => {
    const { location } = await followed("/npm/403", { headers: BUN });
    const before = origin.exchanges.length;
    await ask(gateway.port(), location, { headers: { ...BUN, Authorization: "Bearer theirs" } });
    expect(origin.exchanges.length).toBe(before);
  });

  test("a HEAD of the text has its status and no body", async () => {
    const { location } = await followed("/npm/403", { headers: BUN });
    expect(await ask(gateway.port(), location, { method: "HEAD" })).toMatchObject({
      status: 403,
      text: "",
      complete: true,
    });
  });
});

test("pip finds the reason in the type of an empty page", async () => {
  const answer = await ask(gateway.port(), "/pypi/simple/403/", { headers: PIP });
  expect([answer.status, answer.header("content-type"), answer.text]).toEqual([
    200,
    `text/plain; reason="${REASON}"`,
    "",
  ]);
  expect([answer.header("cache-control"), answer.header("location")]).toEqual([
    "no-store, no-transform",
    null,
  ]);
});

describe("the ordinary answer stays", () => {
  test.each([
    ["on a 401 to bun", "/npm/401", { headers: BUN }, 401],
    ["on a 401 to dnf", "/rpm/401", { headers: DNF }, 401],
    ["on a 401 to pip", "/pypi/simple/401/", { headers: PIP }, 401],
    [
      "on a 401 to bun that brought credentials",
      "/npm/401",
      { headers: { ...BUN, Authorization: "Bearer x" } },
      401,
    ],
    ["on a 404 to pip, which asks the next index", "/pypi/simple/404/", { headers: PIP }, 404],
    [
      "to npm, which prints bodies",
      "/npm/403",
      { headers: { "User-Agent": "npm/11.19.1 node/v24.21.0" } },
      403,
    ],
    ["to an unknown client", "/npm/403", {}, 403],
    ["to a HEAD", "/npm/403", { method: "HEAD", headers: BUN }, 403],
    ["to a publish", "/npm/403", { method: "PUT", body: "{}", headers: BUN }, 403],
    ["on a route without last_resort", "/plain/403", { headers: BUN }, 403],
    ["on a route that is switched off", "/off/403", { headers: BUN }, 403],
  ] as const)("%s", async (_title, target, options, status) => {
    const answer = await ask(gateway.port(), target, options);
    expect(answer.status).toBe(status);
    if (!target.startsWith("/off/")) expect(answer.header("location")).toBeNull();
  });

  test("and is spoken as usual", async () => {
    const answer = await ask(gateway.port(), "/npm/401", { headers: { ...BUN, Authorization: "Bearer x" } });
    await expectSpoken(gateway, answer, { status: 401, category: "unauthorized" });
  });
});

describe("a link that the gateway did not make shows no text", () => {
  const FORGERIES: readonly (readonly [title: string, forge: (path: string) => string])[] = [
    ["another text", (path) => path.replace("Quarantined", "Recommended")],
    ["another status", (path) => path.replace("/403/", "/500/")],
    ["a success", (path) => path.replace("/403/", "/200/")],
    ["a made-up signature", (path) => path.replace(/\/[0-9a-f]{16}\//, "/0123456789abcdef/")],
    ["no signature", (path) => path.replace(/\/[0-9a-f]{16}\//, "/")],
    ["text after it", (path) => `${path}-visit-evil.example`],
    ["markup after it", (path) => `${path}%3Cscript%3E`],
    ["a path after it", (path) => `${path}/../../../../npm/x`],
  ];

  test.each(FORGERIES)("%s", async (_title, forge) => {
    const { location } = await followed("/npm/403", { headers: BUN });
    const before = origin.exchanges.length;
    for (const port of [gateway.port(), gateway.entryPort]) {
      const answer = await ask(port, forge(location));
      expect(answer.status).toBe(404);
      expect(answer.text).not.toMatch(/SEC|evil|Recommended|script/);
    }
    expect(origin.exchanges.slice(before).map(({ target }) => target)).not.toContain("/403");
  });

  test.each(["other", "without"])("one made with another secret, or without one: %s", async (name) => {
    const { location } = await followed("/npm/403", { headers: BUN });
    const answer = await ask(gateway.port(name), location);
    expect([answer.status, answer.text]).toEqual([404, "Not found\n"]);
  });

  test("a query after a signed one changes nothing", async () => {
    const { location, last } = await followed("/npm/403", { headers: BUN });
    expect((await ask(gateway.port(), `${location}?text=Visit-evil.example`)).text).toBe(last.text);
  });
});

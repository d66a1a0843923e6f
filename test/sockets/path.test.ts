import { describe, expect, test } from "vitest";
import { ask } from "./client.ts";
import { serveGateway, serveOrigin } from "./serve.ts";

const origin = serveOrigin();
const gateway = serveGateway(() => [
  { path: "/g/*", format: "generic", origin: `${origin.url}/base` },
  { path: "/slash/*", format: "generic", origin: `${origin.url}/base/` },
  { path: "/one", format: "generic", origin: `${origin.url}/only/this`, id: "one" },
]);

/** The request target and the origin's, both verbatim. */
const KEPT = [
  ["/g", "/base"],
  ["/g/", "/base/"],
  ["/g/a", "/base/a"],
  ["/slash/a", "/base/a"],
  ["/g?q", "/base?q"],
  ["/g/a?q=/../..", "/base/a?q=/../.."],
  ["/g/a?q=%2e%2e%2f&r=a+b", "/base/a?q=%2e%2e%2f&r=a+b"],
  ["/g/a?", "/base/a?"],
  ["/g/a//b///c", "/base/a//b///c"],
  ["/g//evil.example/x", "/base//evil.example/x"],
  ["/g/@evil.example/x", "/base/@evil.example/x"],
  ["/g/user:pw@evil.example", "/base/user:pw@evil.example"],
  ["/g/http://evil.example/x", "/base/http://evil.example/x"],
  ["/g/a@b", "/base/a@b"],
  ["/g/@scope%2fname", "/base/@scope%2fname"],
  ["/g/@scope%2Fname", "/base/@scope%2Fname"],
  ["/g/a%2fb%2Fc%5cd", "/base/a%2fb%2Fc%5cd"],
  ["/g/%41%7e%c3%a9", "/base/%41%7e%c3%a9"],
  ["/g/a%20b%09c", "/base/a%20b%09c"],
  ["/g/100%", "/base/100%"],
  ["/g/%zz", "/base/%zz"],
  ["/g/a;v=1", "/base/a;v=1"],
  ["/g/...", "/base/..."],
  ["/g/..a/a..", "/base/..a/a.."],
  ["/g/1..2", "/base/1..2"],
  ["/g/sha256:abc", "/base/sha256:abc"],
  ["/g/a!$&'()*+,=~[]|^{}", null],
  ["/%67/a", "/base/a"],
  ["/%67/%61", "/base/%61"],
  ["/sl%61sh/a%2fb", "/base/a%2fb"],
  ["/on%65", "/only/this"],
  ["/one", "/only/this"],
  ["/one?q", "/only/this?q"],
] as const;

describe("a path reaches the origin as it was sent", () => {
  test.each(KEPT)("%s", async (target, expected) => {
    for (const [via, port] of ports()) {
      const lines = await linesFor(port, target);
      const wanted = expected ?? `/base${target.slice(2)}`;
      expect([via, lines.map(normalised)]).toEqual([via, [normalised(`GET ${wanted} HTTP/1.1`)]]);
    }
  });

  test.each([
    ["/g/a#fragment", "/base/a"],
    ["/g#fragment", "/base"],
    ["/g/a?q#fragment", "/base/a?q"],
  ])("without a fragment: %s", async (target, expected) => {
    for (const [, port] of ports())
      expect(await linesFor(port, target)).toEqual([`GET ${expected} HTTP/1.1`]);
  });
});

/** Workerd resolves or refuses some of these before the Worker sees them; none may leave the base. */
const CLIMBING = [
  "/g/..",
  "/g/../",
  "/g/../secret",
  "/g/a/../../secret",
  "/g/./../secret",
  "/g//../../secret",
  "/g/%2e%2e",
  "/g/%2e%2e/secret",
  "/g/%2E%2E/secret",
  "/g/.%2e/secret",
  "/g/%2e./secret",
  "/g/..%2fsecret",
  "/g/..%2Fsecret",
  "/g/%2e%2e%2fsecret",
  "/g/a%2f..%2f..%2fsecret",
  "/g/%252e%252e/secret",
  "/g/%252e%252e%252fsecret",
  "/g/%25252e%25252e/secret",
  "/g/..;/secret",
  "/g/%u002e%u002e/secret",
  "/g/..%u002fsecret",
  "/g/%25u002e./secret",
  "/g/%uff0e%uff0e/secret",
  "/g/..;a=b/secret",
  "/g/%2e%2e;/secret",
  "/g/..%3b/secret",
  "/g/..%3Ba/secret",
  "/g/..\\secret",
  "/g/\\..\\secret",
  "/g/a\\..\\..\\secret",
  "/g/..%5csecret",
  "/g/%5c..%5c..%5csecret",
  "/g/%255c..%255csecret",
  "/g/..#/secret",
  "/g/a#/../../secret",
  "/g/..?secret",
  "/slash/../secret",
  "/slash//../secret",
  "/one/../secret",
  "/one/secret",
  "/g/../g/../secret",
];

describe("a path that climbs out of the origin's base reaches nothing outside it", () => {
  test.each(CLIMBING)("%s", async (target) => {
    for (const [via, port] of ports()) {
      const before = origin.exchanges.length;
      const answer = await ask(port, target);
      const paths = origin.exchanges.slice(before).map((exchange) => exchange.target);
      expect([via, paths.filter((path) => !staysBelowBase(path))]).toEqual([via, []]);
      if (paths.length === 0) expect([via, answer.status]).toEqual([via, answer.status === 404 ? 404 : 400]);
    }
  });

  test.each(["/g/..%2fsecret", "/g/%252e%252e/secret", "/g/..;/secret", "/g/..%5csecret"])(
    "%s is refused in the client's form, and logged as the client's mistake",
    async (target) => {
      const answer = await ask(gateway.port(), target);
      expect([answer.status, answer.header("x-outspoken")]).toEqual([400, "bad_request"]);
      const ref = answer.header("x-outspoken-ref") ?? "";
      expect(await gateway.log.line({ ref })).toMatchObject({ route: "g", status: 400, origin_status: 0 });
    },
  );
});

describe("a target in absolute form is reduced to its path, whatever host it names", () => {
  test.each([
    "http://evil.example/g/x",
    "http://packages.example/g/x",
    "https://packages.example/g/x",
    "http://user:pw@packages.example/g/x",
  ])("%s", async (target) => {
    for (const [via, port] of ports())
      expect([via, await linesFor(port, target)]).toEqual([via, ["GET /base/x HTTP/1.1"]]);
  });
});

describe("a target that is not a path of a route reaches no origin", () => {
  test.each([
    "/g/a`b",
    "//evil.example/g/x",
    "//g/x",
    "\\\\evil.example\\g\\x",
    "*",
    "g/x",
    "@evil.example/g/x",
    "/g@evil.example/x",
    "/g:80@evil.example/",
    "/gx",
    "/G/x",
    "/%2567/x",
    "/%67x/x",
    "/%47/x",
    "/%2fg/x",
    "/",
  ])("%s", async (target) => {
    for (const [, port] of ports()) {
      const before = origin.exchanges.length;
      const answer = await ask(port, target);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(origin.exchanges.slice(before)).toEqual([]);
    }
  });
});

test("backslashes become slashes below the base, as in every URL parser", async () => {
  for (const [, port] of ports()) {
    expect(await linesFor(port, "/g/\\evil.example\\x")).toEqual(["GET /base//evil.example/x HTTP/1.1"]);
  }
});

test.each(["/-/outspoken", "/-/outspoken/", "/-/outspoken/api/x"])(
  "%s belongs to no route",
  async (target) => {
    expect(await linesFor(gateway.port(), target)).toEqual([]);
  },
);

/** Fully decoded and without segment parameters, the path begins at the base and has no dot segments. */
function staysBelowBase(path: string): boolean {
  let decoded = path;
  for (let last = ""; last !== decoded; ) {
    last = decoded;
    decoded = decoded.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  }
  const segments = decoded.split(/[/\\]/).map((segment) => segment.replace(/;.*$/, ""));
  return segments[1] === "base" && !segments.includes("..");
}

function ports(): [via: string, port: number][] {
  return [
    ["direct", gateway.port()],
    ["through an edge", gateway.entryPort],
  ];
}

/** The request lines that reached the origin. */
async function linesFor(port: number, target: string): Promise<string[]> {
  const before = origin.exchanges.length;
  await ask(port, target);
  return origin.exchanges.slice(before).map((exchange) => exchange.head.line);
}

/** URL parsers differ in whether they encode these characters; both spellings are the same path. */
function normalised(line: string): string {
  return line.replace(/[|^`{}[\]"'<>]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

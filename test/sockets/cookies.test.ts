/** Cookies: clients store them by host and path, and all routes share the gateway's host. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Answer, ask } from "./client.ts";
import { isInstalled, run } from "./program.ts";
import { serveGateways, serveOrigin } from "./serve.ts";

const origin = serveOrigin();
const other = serveOrigin();
const gateways = serveGateways(() => {
  const npm = { format: "npm", origin: `${origin.url}/repository/npm` };
  const mine = (path: string, fields = {}) => ({ path, format: "generic", origin: origin.url, ...fields });
  const others = (path: string, fields = {}) => ({ path, format: "generic", origin: other.url, ...fields });
  return {
    two: {
      variables: {
        ROUTES: [
          { ...npm, path: "/npm/*" },
          { ...npm, path: "/off/*", enabled: false },
          mine("/deep/*"),
          others("/deep/inner/*"),
          mine("/trusting/*", { trusts: ["trusted"] }),
          others("/trusting/trusted/*", { id: "trusted" }),
          others("/other/*"),
        ],
      },
    },
    one: { variables: { ROUTES: [mine("/*"), mine("/more/*")] } },
    catchAll: { variables: { ROUTES: [mine("/*"), others("/other/*")] } },
    catchAllElsewhere: {
      variables: { ROUTES: [mine("/*"), others("/other/*", { host: "elsewhere.example" })] },
    },
    preset: {
      variables: { PRESET: "harbor", ORIGIN: origin.url, ROUTES: [others("/other/*")] },
    },
    underPreset: { variables: { PRESET: "harbor", ORIGIN: origin.url, ROUTES: [others("/v2/other/*")] } },
  };
});

function cookiesOf(answer: Answer): string[] {
  return answer.headers.filter(([name]) => name.toLowerCase() === "set-cookie").map(([, value]) => value);
}

interface Asked {
  readonly status?: string;
  readonly gateway?: string;
  readonly path?: string;
  readonly originPath?: string;
}

async function passed(lines: readonly string[], asked: Asked = {}): Promise<string[]> {
  const { status = "200 OK", gateway = "two", path = "/npm/a/b", originPath = "/repository/npm/a/b" } = asked;
  origin.on(originPath, (exchange) =>
    exchange.send(
      `HTTP/1.1 ${status}\r\n${lines.map((line) => `Set-Cookie: ${line}\r\n`).join("")}Content-Length: 2\r\n\r\nok`,
    ),
  );
  return cookiesOf(await ask(gateways.port(gateway), path));
}

const STATUSES = ["200 OK", "302 Found", "401 Unauthorized", "403 Forbidden", "500 Oops"];

describe.each(STATUSES)("a cookie that comes with %s", (status) => {
  test.each([
    [
      "of the entire origin",
      "S=1; Path=/; HttpOnly; Secure; SameSite=Lax",
      "S=1; Path=/npm; HttpOnly; Secure; SameSite=Lax",
    ],
    ["of the base", "S=1; Path=/repository/npm", "S=1; Path=/npm"],
    ["of the base with a slash", "S=1; path=/repository/npm/", "S=1; path=/npm"],
    ["below the base", "S=1;Path=/repository/npm/-/user; Max-Age=5", "S=1;Path=/npm/-/user; Max-Age=5"],
    ["next to the base", "S=1; Path=/repository/npm-hosted", "S=1; Path=/npm"],
    ["of another repository", "S=1; Path=/repository/pypi", "S=1; Path=/npm"],
    ["without a path", "S=1; HttpOnly", "S=1; HttpOnly"],
    ["with an invalid path", "S=1; Path=x", "S=1; Path=x"],
    ["with two paths: the last one counts", "S=1; Path=/repository/npm/a; Path=/", "S=1; Path=/npm"],
    ["with a domain", "S=1; Domain=.example.com; Path=/repository/npm/x", "S=1; Path=/npm/x"],
    ["with a domain and nothing else", "S=1;domain=example.com", "S=1"],
  ])("%s", async (_title, line, expected) => {
    expect(await passed([line], { status })).toEqual([expected]);
  });

  test.each([
    "outspoken_session=forged; Path=/-/outspoken/",
    "OUTSPOKEN_session=forged",
    "outspoken_anything=1",
    "__Host-outspoken_session=1; Path=/; Secure",
    "__Secure-outspoken_session=1; Secure",
    " =outspoken_session=nameless",
    "outspoken_session",
    "__Host-S=1; Path=/; Secure",
    "__HostHttp-S=1; Path=/; Secure; HttpOnly",
  ])("is dropped under one of our names, or one that requires the entire host: %s", async (line) => {
    expect(await passed(["A=1; Path=/", line, "B=2; Path=/"], { status })).toEqual([
      "A=1; Path=/npm",
      "B=2; Path=/npm",
    ]);
  });

  test("is confined to the route even if that is off", async () => {
    const asked = { status, path: "/off/a/b" };
    expect(await passed(["S=1; Path=/; Domain=x.example", "outspoken_session=1"], asked)).toEqual([
      "S=1; Path=/off",
    ]);
  });
});

test.each([["/npm"], ["/npm?x=/"]])(
  "a cookie without a path gets the route's path at its root: %s",
  async (path) => {
    expect(await passed(["S=1"], { path, originPath: "/repository/npm" })).toEqual(["S=1; Path=/npm"]);
  },
);

test("valid cookies keep every byte except the path", async () => {
  const lines = ["S=1;  Secure;HttpOnly", "T=2;Max-Age=3", "U=;Path=/more;"];
  expect(await passed(lines, { gateway: "one", path: "/more/x/y", originPath: "/x/y" })).toEqual([
    ...lines.slice(0, 2),
    "U=;Path=/more/more;",
  ]);
});

describe("a cookie whose path would cover a route of another origin", () => {
  test.each([
    ["is dropped", "two", "/deep/x", "/x", "S=1; Path=/", []],
    ["passes if it is for another part", "two", "/deep/x", "/x", "S=1; Path=/x", ["S=1; Path=/deep/x"]],
    ["is dropped if it is for exactly that route", "two", "/deep/x", "/x", "S=1; Path=/inner/y", []],
    ["passes if that route is trusted", "two", "/trusting/x", "/x", "S=1; Path=/", ["S=1; Path=/trusting"]],
    ["is dropped on a catch-all", "catchAll", "/x", "/x", "S=1; Path=/", []],
    ["is dropped if the path is its default", "catchAll", "/x", "/x", "S=1", []],
    [
      "passes if the other route has another host",
      "catchAllElsewhere",
      "/x",
      "/x",
      "S=1; Path=/",
      ["S=1; Path=/"],
    ],
    ["passes if all routes have one origin", "one", "/x", "/x", "S=1; Path=/", ["S=1; Path=/"]],
    ["is limited to a preset's own path", "preset", "/v2/x", "/v2/x", "S=1; Path=/", ["S=1; Path=/v2"]],
    [
      "is dropped if even that path is not the preset's alone",
      "underPreset",
      "/v2/x",
      "/v2/x",
      "S=1; Path=/",
      [],
    ],
  ] as const)("%s", async (_title, gateway, path, originPath, line, expected) => {
    expect(await passed([line], { gateway, path, originPath })).toEqual(expected);
  });
});

describe("the operator's cookie", () => {
  test.each([
    ["a=1; outspoken_session=secret; b=2", "a=1; b=2"],
    ["outspoken_session=secret", null],
    ["a=1;__Host-outspoken_session=secret;b=outspoken_session", "a=1;b=outspoken_session"],
    ["Outspoken_Session=secret; ", null],
    ["a=1; b=2", "a=1; b=2"],
    ["not_outspoken_session=1", "not_outspoken_session=1"],
  ])("is not forwarded: %s", async (sent, seen) => {
    const path = `/seen-${encodeURIComponent(sent)}`;
    await ask(gateways.port("two"), `/deep${path}`, { headers: { Cookie: sent } });
    expect(origin.only(path).header("cookie")).toBe(seen);
  });
});

test.runIf(isInstalled("curl"))("curl sends cookies of one route to no other", async () => {
  origin.on("/repository/npm/login", (exchange) =>
    exchange.answer("200 OK", { "Set-Cookie": "SESSION=a-secret; Path=/; Domain=127.0.0.1" }, "ok"),
  );
  const folder = mkdtempSync(join(tmpdir(), "outspoken-curl-"));
  const jar = join(folder, "jar");
  const url = (path: string): string => `http://127.0.0.1:${gateways.port("two")}${path}`;
  await run("curl", "-s", "-c", jar, url("/npm/login"));
  await run("curl", "-s", "-b", jar, url("/other/with-jar"));
  await run("curl", "-s", "-b", jar, url("/npm/with-jar"));
  rmSync(folder, { recursive: true });
  expect(other.only("/with-jar").header("cookie")).toBeNull();
  expect(origin.only("/repository/npm/with-jar").header("cookie")).toBe("SESSION=a-secret");
});

test("a status beyond 599, whose answer can't be changed, carries no cookie under our names", async () => {
  expect(await passed(["outspoken_session=1"], { status: "700 Odd" })).toEqual([]);
  expect(await passed(["S=1"], { status: "700 Odd" })).toEqual(["S=1"]);
});

/** A client's credentials for one route must not reach the origin of another through a rewritten URL. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { ask } from "./client.ts";
import { isInstalled, run } from "./program.ts";
import { serveGateway, serveOrigin } from "./serve.ts";

const asked = serveOrigin();
const other = serveOrigin();
/** Another host for clients too: some compare the host alone. */
const otherUrl = (): string => `http://localhost:${other.port}`;
const gateway = serveGateway(() => [
  { path: "/files/*", format: "generic", origin: `${asked.url}/files` },
  { path: "/base/*", format: "generic", origin: `${asked.url}/deep/base` },
  { path: "/index/*", format: "pypi", origin: `${asked.url}/index` },
  { path: "/images/*", format: "oci", origin: `${asked.url}/images` },
  { path: "/twin/*", format: "generic", origin: `${asked.url}/other-twin` },
  { path: "/trusting/*", format: "generic", origin: `${asked.url}/trusting`, trusts: ["other"] },
  { path: "/trusting-images/*", format: "oci", origin: `${asked.url}/trusting-images`, trusts: ["other"] },
  { path: "/other/*", format: "generic", origin: `${otherUrl()}/pool` },
  { path: "/base/inner/*", format: "generic", origin: `${otherUrl()}/inner` },
]);

beforeEach(() => {
  other.exchanges.length = 0;
});

const SECRET = "dXNlcjpodW50ZXIy";

async function movedTo(path: string, location: string): Promise<string | null> {
  asked.on(path, (exchange) => exchange.answer("302 Found", { Location: location }));
  const answer = await ask(gateway.port(), path.replace("/deep/", "/"));
  return answer.header("location");
}

describe("a redirect to the origin of another route", () => {
  test("keeps naming that origin", async () => {
    expect(await movedTo("/files/a", `${otherUrl()}/pool/x`)).toBe(`${otherUrl()}/pool/x`);
  });

  test("names the gateway if both routes have the same origin server", async () => {
    const location = await movedTo("/files/b", `${asked.url}/other-twin/x`);
    expect(location).toBe("http://packages.example/twin/x");
  });

  test("names the gateway if the route trusts the other", async () => {
    const location = await movedTo("/trusting/a", `${otherUrl()}/pool/x`);
    expect(location).toBe("http://packages.example/other/x");
  });

  test.each([
    ["dot segments after the base", "/files/c", "/files/../other/x"],
    ["encoded dot segments after the base", "/files/d", "/files/%2e%2E/other/x"],
    ["dot segments after the base of a deeper route", "/deep/base/c", "/deep/base/x/../inner/y"],
    ["a path that a nested route serves", "/deep/base/d", "/deep/base/inner/y"],
  ])("does not arise from %s", async (_title, path, target) => {
    expect(await movedTo(path, asked.url + target)).toBe(asked.url + target);
  });

  test("does not arise from a relative path that climbs", async () => {
    expect(await movedTo("/deep/base/e/f", "../../other/x")).toBe(`${asked.url}/deep/other/x`);
  });

  test("does not arise from the gateway's own name before the origin's path", async () => {
    const location = "http://packages.example/other/x";
    expect(await movedTo("/files/g", location)).toBe(`${asked.url}/other/x`);
  });

  test("a path that stays on the route stays as it is", async () => {
    expect(await movedTo("/deep/base/g/h", "../other")).toBe("../other");
  });
});

describe("a Link and a Content-Location", () => {
  test("to the origin of another route stay", async () => {
    const headers = {
      Link: `<${otherUrl()}/pool/x>; rel="next"`,
      "Content-Location": `${otherUrl()}/pool/y`,
    };
    asked.on("/files/links", (exchange) => exchange.answer("200 OK", headers, "ok"));
    const answer = await ask(gateway.port(), "/files/links");
    expect([answer.header("link"), answer.header("content-location")]).toEqual(Object.values(headers));
  });
});

describe("a challenge whose token server is another route's origin", () => {
  test.each([
    ["stays if the routes don't share credentials", "/images", () => `${otherUrl()}/pool/token`],
    ["is the gateway's if they do", "/trusting-images", () => "http://packages.example/other/token"],
  ])("%s", async (_title, path, expected) => {
    const realm = `Bearer realm="${otherUrl()}/pool/token",service="registry"`;
    asked.on(`${path}/x`, (exchange) =>
      exchange.answer("401 Unauthorized", { "WWW-Authenticate": realm }, "{}"),
    );
    const answer = await ask(gateway.port(), `${path}/x`);
    expect(answer.header("www-authenticate")).toBe(`Bearer realm="${expected()}",service="registry"`);
  });
});

describe("a document", () => {
  test.each([
    ["names the other origin itself", () => `${otherUrl()}/pool/x.whl`, () => `${otherUrl()}/pool/x.whl`],
    [
      "names its own origin as the gateway",
      () => `${asked.url}/index/x.whl`,
      () => "http://packages.example/index/x.whl",
    ],
    [
      "does not climb to another route",
      () => `${asked.url}/index/../other/x`,
      () => `${asked.url}/index/../other/x`,
    ],
    ["does not lead there by an absolute path", () => "/other/x", () => `${asked.url}/other/x`],
    ["keeps a path of its own", () => "/index/x", () => "/index/x"],
  ])("%s", async (title, url, expected) => {
    const path = `/index/simple/${title.replaceAll(" ", "-")}/`;
    asked.on(path, (exchange) =>
      exchange.answer("200 OK", { "Content-Type": "text/html" }, `<a href="${url()}">x</a>`),
    );
    expect((await ask(gateway.port(), path)).text).toBe(`<a href="${expected()}">x</a>`);
  });
});

describe.runIf(isInstalled("curl"))("curl -L", () => {
  test.each([
    ["an absolute redirect", () => `${otherUrl()}/pool/x`],
    ["a path", () => "/other/x"],
    ["a path that climbs", () => "../other/x"],
    ["dot segments after the base", () => `${asked.url}/files/../other/x`],
  ])("sends no credentials along on %s", async (title, location) => {
    const path = `/files/${title.replaceAll(" ", "-")}`;
    asked.on(path, (exchange) => exchange.answer("302 Found", { Location: location() }));
    await run("curl", "-sL", "-u", "user:hunter2", `http://127.0.0.1:${gateway.port()}${path}`);
    expect(asked.only(path).header("authorization")).toContain(SECRET);
    expect(other.exchanges.map(({ bytes }) => bytes.toString("latin1")).join("")).not.toContain(SECRET);
  });
});

describe.runIf(isInstalled("pip"))("pip", () => {
  test("sends no credentials of an index to the origin of another route", async () => {
    const page = `<!DOCTYPE html><html><body><a href="${otherUrl()}/pool/pkg-1.0-py3-none-any.whl">pkg-1.0-py3-none-any.whl</a></body></html>`;
    asked.on("/index/simple/pkg/", (exchange) =>
      exchange.answer("200 OK", { "Content-Type": "text/html" }, page),
    );
    const folder = mkdtempSync(join(tmpdir(), "outspoken-pip-"));
    const index = `http://user:hunter2@127.0.0.1:${gateway.port()}/index/simple/`;
    const options = [
      "--isolated",
      "--no-cache-dir",
      "--disable-pip-version-check",
      "--no-deps",
      "--retries",
      "0",
    ];
    await run(
      "pip",
      "download",
      ...options,
      "--dest",
      folder,
      "--index-url",
      index,
      "--trusted-host",
      "localhost",
      "pkg",
    );
    rmSync(folder, { recursive: true });
    expect(asked.only("/index/simple/pkg/").header("authorization")).toContain(SECRET);
    expect(other.to("/pool/pkg-1.0-py3-none-any.whl").length).toBeGreaterThan(0);
    expect(other.exchanges.map(({ bytes }) => bytes.toString("latin1")).join("")).not.toContain(SECRET);
  });
});

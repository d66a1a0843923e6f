/** What setup concludes from a registry's answers. The first four, and Pulp's, are as the servers sent them, shortened. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { type Look, lookAt, lookForUnknown } from "../../../src/cli/setup/look.ts";
import type { PresetName } from "../../../src/config/presets/index.ts";
import { readConfiguration } from "../../../src/config/read-configuration.ts";

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const NOT_FOUND: Answer = { status: 404, body: "Not found." };
function product(preset: PresetName): Look {
  return { kind: "answers", found: { kind: "product", preset } };
}

const VERDACCIO = { "x-powered-by": "hidden" };
const DEVPI = { server: "waitress", "x-devpi-api-version": "2", "x-devpi-server-version": "6.20.3" };
const CLOSED = { status: 403, body: '{"message":"Only signed in user is allowed to call APIs."}' };
const VERSION = { body: '{"version":"15.0.1+gitea-1.22.0"}' };
const REGISTRY = { headers: { "docker-distribution-api-version": "registry/2.0" }, body: "{}" };
const PULP = {
  body: '{"versions":[{"component":"core","version":"3.123.1","package":"pulpcore","domain_compatible":true},{"component":"python","version":"3.36.4","package":"pulp-python"}],"online_workers":[],"domain_enabled":false}',
};
const PAGES = { server: "GitHub.com", "x-github-request-id": "A:B", "x-fastly-request-id": "c" };

/** The answers of a registry by path; any other path is not found. */
const REGISTRIES: readonly (readonly [string, Readonly<Record<string, Answer>>, Look])[] = [
  [
    "Verdaccio 6.10",
    {
      "/": { headers: VERDACCIO, body: '<script src="http://npm.acme.io/-/static/ui-options.js"></script>' },
    },
    product("verdaccio"),
  ],
  ["Gitea that requires a sign-in", { "/api/v1/version": CLOSED }, product("gitea")],
  [
    "devpi 6.20",
    { "/": { headers: DEVPI, body: '{"type":"list:userconfig"}' } },
    { kind: "answers", found: { kind: "format", name: "devpi", format: "pypi" } },
  ],
  [
    "distribution 3.1",
    { "/v2/": REGISTRY },
    { kind: "answers", found: { kind: "format", name: "a container registry", format: "oci" } },
  ],
  [
    "Verdaccio that sends its name",
    { "/": { headers: { "x-powered-by": "verdaccio/6.0" } } },
    product("verdaccio"),
  ],
  ["GitLab", { "/api/v4/version": { status: 401, headers: { "x-gitlab-meta": "{}" } } }, product("gitlab")],
  [
    "Artifactory",
    { "/artifactory/api/system/ping": { headers: { "x-jfrog-version": "Artifactory/7.1" }, body: "OK" } },
    product("artifactory"),
  ],
  [
    "Nexus",
    { "/service/rest/v1/status": { headers: { server: "Nexus/3.77.0-08 (COMMUNITY)" } } },
    product("nexus"),
  ],
  [
    "Nexus behind nginx",
    { "/": { headers: { server: "nginx" }, body: "<html><title>Sonatype Nexus Repository</title>" } },
    product("nexus"),
  ],
  [
    "Harbor, which also serves /v2/",
    { "/api/v2.0/ping": { body: "Pong" }, "/v2/": REGISTRY },
    product("harbor"),
  ],
  ["Pulp, which has a registry too", { "/pulp/api/v3/status/": PULP, "/v2/": REGISTRY }, product("pulp")],
  [
    "one with versions of its own",
    { "/pulp/api/v3/status/": { body: '{"versions":[{"component":"web"}]}' } },
    { kind: "answers", found: null },
  ],
  ["Forgejo", { "/api/forgejo/v1/version": VERSION, "/api/v1/version": VERSION }, product("forgejo")],
  ["Gitea", { "/api/v1/version": VERSION }, product("gitea")],
  ["GitHub Enterprise", { "/": { headers: { "x-github-request-id": "A:B" } } }, product("github")],
  ["a static mirror on GitHub Pages", { "/": { headers: PAGES } }, { kind: "answers", found: null }],
  ["an unknown product", { "/": { body: "<title>Packages</title>" } }, { kind: "answers", found: null }],
  [
    "a sign-in page of Cloudflare Access",
    {
      "/": { status: 302, headers: { location: "https://acme.cloudflareaccess.com/cdn-cgi/access/login/x" } },
    },
    { kind: "access" },
  ],
  [
    "a refusal by Cloudflare Access",
    { "/": { status: 403, headers: { "cf-access-domain": "npm.acme.io", "cf-access-aud": "0" } } },
    { kind: "access" },
  ],
  ["a refusal by the registry itself", { "/": { status: 403 } }, { kind: "answers", found: null }],
];

let server: Server;

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function originOf(started: Server): Promise<string> {
  server = started.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return `http://127.0.0.1:${address.port}`;
}

/** A server may end an idle connection while setup is busy and still takes it for open. */
test("a connection that the registry has closed in the meantime is not a failure", async () => {
  const origin = await originOf(
    createServer((_, response) => {
      response.writeHead(401, { "x-gitlab-meta": "{}" }).end();
    }),
  );
  const configuration = readConfiguration({ PRESET: "gitlab", ORIGIN: origin });
  const routes = configuration.ok ? configuration.routes : [];
  for (let round = 0; round < 5; round += 1) {
    expect(await lookAt(origin)).toEqual(product("gitlab"));
    server.closeAllConnections();
    expect(await lookForUnknown(routes)).toContain("401, without a reason");
    server.closeAllConnections();
  }
});

test("a registry that does not answer for an unknown package is reported", async () => {
  const origin = await originOf(createServer((request) => request.socket.destroy()));
  const configuration = readConfiguration({ PRESET: "gitlab", ORIGIN: origin });
  const routes = configuration.ok ? configuration.routes : [];
  expect(await lookForUnknown(routes)).toMatch(/^An unknown package \(\S+\): it can't be reached/);
});

test("an unknown image is requested once below /v2", async () => {
  const origin = await originOf(createServer((_, response) => response.writeHead(404).end()));
  const configuration = readConfiguration({ PRESET: "harbor", ORIGIN: origin });
  const routes = configuration.ok ? configuration.routes : [];
  expect(await lookForUnknown(routes)).toContain("(/v2/outspoken-unknown-package/manifests/");
});

describe("a registry is recognised by its answers", () => {
  test.each(REGISTRIES)("%s", async (_, answers, look) => {
    const origin = await originOf(
      createServer((request, response) => {
        const { status = 200, headers = {}, body = "" } = answers[request.url ?? ""] ?? NOT_FOUND;
        response.writeHead(status, headers).end(body);
      }),
    );
    expect(await lookAt(origin)).toEqual(look);
  });
});

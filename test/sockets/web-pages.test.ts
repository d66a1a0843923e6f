/** Web pages instead of packages: a page, a redirect to a sign-in or nothing, where clients can only use something else. */
import { deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FORMAT_NAMES, type FormatName } from "../../src/clients/index.ts";
import { type Answer, type Ask, ask, Connection, requestHead } from "./client.ts";
import type { Script } from "./exchange.ts";
import { type Gateway, startGateway } from "./gateway.ts";
import { chunks, LAST_CHUNK } from "./message.ts";
import { Origin } from "./origin.ts";
import { expectReferenceShown, expectSpoken } from "./spoken-answer.ts";

const HTML = { "Content-Type": "text/html; charset=utf-8" };
const WORDS = "Downloads of this category are not allowed in our network.";
const BLOCK_PAGE = `<!DOCTYPE html>\n<html><head><title>Blocked</title></head><body><h1>Blocked</h1><p>${WORDS}</p></body></html>\n`;
const SIGN_IN_PAGE = `<!DOCTYPE html>
<html><head><title>Acme</title></head><body><form method="post" action="/session">
<input name="user"><input name="password" type="password"><button>Go</button></form></body></html>
`;
const INDEX = `<!DOCTYPE html>
<html><head><title>Links for left-pad</title></head><body><a href="left-pad-1.0.tar.gz">left-pad-1.0.tar.gz</a></body></html>
`;
const PACKUMENT = '{"name":"left-pad","readme":"<html>"}';
const ACCESS =
  "https://acme.cloudflareaccess.com/cdn-cgi/access/login/registry.example?kid=ab12&redirect_url=%2Fnpm";

/** What each format's clients ask for as a matter of course, with what can be no page. */
const ASKED: Readonly<Partial<Record<FormatName, readonly string[]>>> = {
  alpine: ["/v3.22/main/x86_64/APKINDEX.tar.gz", "/v3.22/main/x86_64/zlib-1.3.1-r2.apk"],
  anthropic: ["POST /v1/messages"],
  cargo: ["/config.json", "/se/rd/serde", "/serde-1.0.0.crate", "PUT /api/v1/crates/new"],
  composer: ["/packages.json", "/p2/acme/app.json", "/dists/acme/app/abc.zip"],
  conan: ["/v2/conans/app/1.0/_/_/latest", "/v2/conans/app/1.0/_/_/revisions/r/files/conan_export.tgz"],
  conda: ["/noarch/repodata.json", "/noarch/six-1.16.tar.bz2"],
  debian: ["/dists/bookworm/InRelease", "/pool/z/zlib1g_1.3_amd64.deb"],
  galaxy: ["/api/v3/collections/acme/app/", "/download/acme-app-1.0.0.tar.gz"],
  go: ["/example.com/app/@v/list", "/example.com/app/@v/v1.0.0.info", "/example.com/app/@v/v1.0.0.zip"],
  helm: ["/index.yaml", "/app-1.0.0.tgz"],
  hex: ["/packages/app", "/tarballs/app-1.0.0.tar"],
  huggingface: ["/api/models/acme/app"],
  lfs: ["POST /objects/batch"],
  maven: [
    "/com/acme/app/maven-metadata.xml",
    "/com/acme/app/1.0/app-1.0.pom",
    "/com/acme/app/1.0/app-1.0.jar",
  ],
  npm: ["/left-pad", "/left-pad/-/left-pad-1.3.0.tgz", "PUT /left-pad", "/-/whoami"],
  nuget: ["/v3/index.json", "/v3-flatcontainer/app/1.0.0/app.1.0.0.nupkg"],
  oci: ["/v2/", "/v2/acme/app/manifests/latest", "/token?service=x&scope=y"],
  openai: ["POST /v1/chat/completions", "/v1/models"],
  pub: ["/api/packages/app", "/packages/app/versions/1.0.0.tar.gz"],
  pypi: ["/packages/left_pad-1.0-py3-none-any.whl", "/pypi/left-pad/json"],
  rpm: ["/repodata/repomd.xml", "/Packages/zlib-1.3-1.x86_64.rpm"],
  rubygems: ["/versions", "/specs.4.8.gz", "/gems/left-pad-1.0.gem"],
  swift: ["/acme/app", "/acme/app/1.0.0.zip"],
  terraform: ["/v1/providers/acme/app/versions", "/v1/modules/acme/app/aws/1.0.0/download"],
  vscode: ["POST /extensionquery", "/acme/app/1.0.0/vspackage"],
};
const CASES = Object.entries(ASKED).flatMap(([format, asked]) => asked.map((one) => [format, one] as const));

let origin: Origin;
let gateway: Gateway;
let host: string;

/** What the origin does is in the request, so that the path may be the format's own. */
const scripts = new Map<string, Script>();
let scriptsMade = 0;

beforeAll(async () => {
  origin = await Origin.start();
  host = `127.0.0.1:${origin.port}`;
  origin.on("*", (exchange) => scripts.get(exchange.header("x-script") ?? "")?.(exchange));
  const base = { origin: origin.url };
  gateway = await startGateway(
    [
      ...FORMAT_NAMES.map((format) => ({ ...base, path: `/${format}/*`, format })),
      { ...base, path: "/passing/*", format: "npm", web_pages: "pass" },
      { ...base, path: "/off/*", format: "npm", enabled: false },
      { ...base, path: "/mirror/*", format: "npm", origin_auth: "MIRROR_TOKEN" },
      { ...base, path: "/mounted/*", format: "npm", upstream_errors: "bad_gateway" },
      {
        ...base,
        path: "/ruled/*",
        format: "npm",
        status_rules: [
          { when: { reason_contains: "not allowed in our network" }, status: 403, category: "forbidden" },
        ],
      },
      { ...base, path: "/as-it-is/*", format: "pypi", rewrite_urls: false },
      { path: "/service/*", format: "npm", origin: "service:PORTAL/base" },
    ],
    {
      variables: { MIRROR_TOKEN: "Bearer open-sesame" },
      services: {
        PORTAL: `export default { fetch: () => new Response(${JSON.stringify(SIGN_IN_PAGE)}, { headers: { "Content-Type": "text/html" } }) };`,
      },
    },
  );
});

afterAll(async () => {
  await gateway.close();
  await origin.close();
});

/** Asks for `target` (with its method in front unless GET) of a registry that does as `script` says. */
function asks(target: string, script: Script, options: Ask = {}): Promise<Answer> {
  return ask(gateway.port(), ...asking(target, script, options));
}

function asking(target: string, script: Script, options: Ask = {}): [string, Ask] {
  const name = `script-${++scriptsMade}`;
  scripts.set(name, script);
  const [, method = "GET", path = ""] = /^(?:([A-Z]+) )?(.*)$/.exec(target) ?? [];
  const body = method === "PUT" || method === "POST" ? { body: "upload" } : {};
  return [path, { method, ...body, ...options, headers: { "X-Script": name, ...options.headers } }];
}

/** `GET /x` of a format's clients as the gateway is asked for it. */
function at(route: string, target: string): string {
  return target.replace(/^((?:[A-Z]+ )?)/, `$1/${route}`);
}

function answers(
  status: string,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer = "",
): Script {
  return (exchange) => exchange.answer(status, headers, body);
}

function redirects(location: string, status = "302 Found"): Script {
  return answers(status, { Location: location }, "");
}

describe("a page at 200 where it can't be right", () => {
  test.each(CASES)("%s: %s is 502 with what the page says", async (format, target) => {
    const answer = await asks(at(format, target), answers("200 OK", HTML, BLOCK_PAGE));
    const line = await expectSpoken(gateway, answer, {
      status: 502,
      category: "server_error",
      logged: { cause: "answered", origin_status: 200, origin_host: host, reason: WORDS },
    });
    expect(line.body_bytes).toBe(BLOCK_PAGE.length);
    expect(`${answer.phrase}\n${answer.text.replaceAll('\\"', '"')}`).toContain(
      `The registry's host ${host} answered with a web page`,
    );
  });

  test.each([
    ["203", answers("203 Non-Authoritative Information", HTML, BLOCK_PAGE)],
    ["201", answers("201 Created", HTML, BLOCK_PAGE)],
    ["XHTML", answers("200 OK", { "Content-Type": "application/xhtml+xml" }, BLOCK_PAGE)],
    ["no type", answers("200 OK", {}, BLOCK_PAGE)],
    ["a type in capitals", answers("200 OK", { "Content-Type": "TEXT/HTML" }, BLOCK_PAGE)],
    ["blanks and a byte order mark in front", answers("200 OK", HTML, `\uFEFF\r\n \t${BLOCK_PAGE}`)],
    ["gzip", answers("200 OK", { ...HTML, "Content-Encoding": "gzip" }, gzipSync(BLOCK_PAGE))],
    ["deflate", answers("200 OK", { ...HTML, "Content-Encoding": "deflate" }, deflateSync(BLOCK_PAGE))],
    [
      "gzip under another spelling",
      answers("200 OK", { ...HTML, "Content-Encoding": "GZIP" }, gzipSync(BLOCK_PAGE)),
    ],
    [
      "in chunks",
      (exchange) => {
        exchange.send("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (const part of ["\n", " ", "<", BLOCK_PAGE.slice(1)]) exchange.send(chunks(part));
        exchange.send(LAST_CHUNK);
      },
    ],
    [
      "the beginning of a part",
      answers(
        "206 Partial Content",
        { ...HTML, "Content-Range": `bytes 0-9/${BLOCK_PAGE.length}` },
        BLOCK_PAGE,
      ),
    ],
  ] satisfies readonly (readonly [string, Script])[])("%s", async (_, script) => {
    const answer = await asks("/npm/left-pad", script);
    await expectSpoken(gateway, answer, { status: 502, category: "server_error" });
    expect(JSON.parse(answer.text).error).toBe(
      `The registry's host ${host} answered with a web page, which says: "${WORDS}". Its address may be wrong, or ` +
        `something on the way answered instead. Reference: ${answer.header("x-outspoken-ref")}`,
    );
  });

  test("a page without words is said to be one", async () => {
    const answer = await asks("/npm/left-pad", answers("200 OK", HTML, "<!DOCTYPE html><div id=app></div>"));
    await expectSpoken(gateway, answer, { status: 502, category: "server_error" });
    expect(answer.phrase).toContain(`${host} answered with a web page. Its address may be wrong`);
  });

  test("what made the page is said where it says so", async () => {
    const page = `<html><head><title>Internet Security by Zscaler</title></head><body><p>${WORDS}</p></body></html>`;
    const answer = await asks("/npm/left-pad", answers("200 OK", HTML, page));
    await expectSpoken(gateway, answer, { status: 502, category: "server_error" });
    expect(answer.phrase).toContain(`${host} answered with a web page of Zscaler, which says: "${WORDS}".`);
  });

  test("one that breaks off or stalls is heard as far as it came", async () => {
    const stalled = await asks("/npm/left-pad", async (exchange) => {
      exchange.send(
        `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n${BLOCK_PAGE}`,
      );
      await exchange.closes();
    });
    await expectSpoken(gateway, stalled, { status: 502, category: "server_error" });
    expect(stalled.text).toContain(WORDS);
  });

  test("nothing of the page's head reaches the client", async () => {
    const headers = { ...HTML, "Set-Cookie": "session=1", "X-Frame-Options": "DENY", ETag: '"1"' };
    const answer = await asks("/npm/left-pad", answers("200 OK", headers, BLOCK_PAGE));
    expect(["set-cookie", "x-frame-options", "etag"].map((name) => answer.header(name))).toEqual([
      null,
      null,
      null,
    ]);
    expect(answer.header("content-type")).toBe("application/json");
  });

  test("what the origin repeats of the operator's credentials is masked", async () => {
    const answer = await asks(
      "/mirror/left-pad",
      answers(
        "200 OK",
        HTML,
        "<html><body><p>The token open-sesame is not known in this place.</p></body></html>",
      ),
    );
    expect(answer.status).toBe(502);
    expect(answer.bytes.toString("latin1")).not.toContain("open-sesame");
    expect(answer.text).toContain("is not known in this place");
  });

  test("a rule may say what the page means", async () => {
    const answer = await asks("/ruled/left-pad", answers("200 OK", HTML, BLOCK_PAGE));
    await expectSpoken(gateway, answer, { status: 403, category: "forbidden", logged: { rule: "rule-1" } });
  });

  test("the rest of an upload is taken before the client is answered", async () => {
    const [path, options] = asking("PUT /npm/left-pad", answers("200 OK", HTML, BLOCK_PAGE));
    const connection = await Connection.open(gateway.port());
    const { "X-Script": script = "" } = options.headers ?? {};
    connection.send(
      requestHead(path, { method: "PUT", headers: { "X-Script": script, "Content-Length": "100000" } }),
    );
    connection.send("x".repeat(100_000));
    expect((await connection.answer("PUT")).status).toBe(502);
  });
});

describe("a sign-in page at 200", () => {
  test.each(CASES)("%s: %s is 403", async (format, target) => {
    const answer = await asks(at(format, target), answers("200 OK", HTML, SIGN_IN_PAGE));
    await expectSpoken(gateway, answer, {
      status: 403,
      category: "unauthorized",
      logged: { cause: "answered", origin_status: 200, origin_host: host },
    });
    expect(`${answer.phrase}\n${answer.text}`).toContain(`a sign-in page of ${host}`);
  });

  test.each([
    ["pypi", "/simple/left-pad/"],
    ["pypi", "POST /legacy/"],
    ["maven", "PUT /com/acme/app/1.0/app-1.0.jar"],
    ["nuget", "PUT /api/v2/package"],
    ["rubygems", "POST /api/v1/gems"],
    ["oci", "PUT /v2/acme/app/manifests/latest"],
    ["debian", "PUT /pool/z_1.0.dsc"],
  ])("%s: %s, where another page may be right", async (format, target) => {
    const options =
      format === "pypi" ? { headers: { Accept: "application/vnd.pypi.simple.v1+json, text/html" } } : {};
    const answer = await asks(at(format, target), answers("200 OK", HTML, SIGN_IN_PAGE), options);
    await expectSpoken(gateway, answer, { status: 403, category: "unauthorized" });
    const other = await asks(at(format, target), answers("200 OK", HTML, BLOCK_PAGE), options);
    expect(other).toMatchObject({ status: 200, text: BLOCK_PAGE, complete: true });
  });

  test.each([
    [
      "a form of SAML that sends itself",
      '<html><body onload="document.forms[0].submit()"><form method="post" action="https://idp.example.com/sso"><input type="hidden" name="SAMLRequest" value="PHNh"></form></body></html>',
      "idp.example.com",
    ],
    [
      "a page that sends its reader on",
      '<html><head><meta http-equiv="refresh" content="0;url=https://sso.example.com/login?from=%2Fnpm"></head></html>',
      "sso.example.com",
    ],
    [
      "a page that is made by a script",
      "<!DOCTYPE html><html><head><title>Sign in to your account</title><script src=a.js></script></head></html>",
      null,
    ],
  ])("%s", async (_, page, signInHost) => {
    const answer = await asks("/npm/left-pad", answers("200 OK", HTML, page));
    await expectSpoken(gateway, answer, { status: 403, category: "unauthorized" });
    expect(answer.text).toContain(`answered with a sign-in page of ${signInHost ?? host}:`);
  });

  test("with the gateway's own credentials it is the operators' matter", async () => {
    const answer = await asks("/mirror/left-pad", answers("200 OK", HTML, SIGN_IN_PAGE));
    await expectSpoken(gateway, answer, { status: 502, category: "unauthorized" });
    expectReferenceShown(answer);
    expect(answer.text).toContain(
      "does not accept the gateway's own credentials; its operators have to renew them",
    );
  });

  test("dput-ng, which goes on after a 403, gets a 502", async () => {
    const headers = { "User-Agent": "Python-urllib/3.11" };
    const answer = await asks("PUT /debian/pool/z_1.0.dsc", answers("200 OK", HTML, SIGN_IN_PAGE), {
      headers,
    });
    await expectSpoken(gateway, answer, { status: 502, category: "unauthorized" });
  });

  test("of a bound Worker is called by its binding", async () => {
    const answer = await asks("/service/left-pad", answers("200 OK", {}));
    await expectSpoken(gateway, answer, { status: 403, category: "unauthorized" });
    expect(answer.text).toContain("a sign-in page of service:PORTAL");
  });
});

const REDIRECTS: readonly (readonly [product: string, location: string, host: string])[] = [
  ["Cloudflare Access", ACCESS, "acme.cloudflareaccess.com"],
  [
    "Microsoft",
    "https://login.microsoftonline.com/t/oauth2/v2.0/authorize?client_id=c&redirect_uri=https%3A%2F%2Fr&response_type=code",
    "login.microsoftonline.com",
  ],
  ["Okta", "https://acme.okta.com/app/registry/sso/saml?SAMLRequest=fZ", "acme.okta.com"],
  [
    "Google",
    "https://accounts.google.com/o/oauth2/v2/auth?client_id=c&redirect_uri=https%3A%2F%2Fr",
    "accounts.google.com",
  ],
  [
    "Keycloak",
    "https://sso.example.com/realms/a/protocol/openid-connect/auth?client_id=c&redirect_uri=https%3A%2F%2Fr",
    "sso.example.com",
  ],
  [
    "another host's /login",
    "https://sso.example.com:8443/login?service=https%3A%2F%2Fr%2Fnpm",
    "sso.example.com:8443",
  ],
  ["another host's /signin", "//id.example.com/signin?return_to=%2Fnpm", "id.example.com"],
];

describe("a redirect to a sign-in page", () => {
  test.each(REDIRECTS)("%s", async (_, location, signInHost) => {
    const answer = await asks("/npm/left-pad", redirects(location));
    const ref = answer.header("x-outspoken-ref");
    await expectSpoken(gateway, answer, {
      status: 403,
      category: "unauthorized",
      logged: { cause: "answered", origin_status: 302, origin_host: host },
    });
    expect(JSON.parse(answer.text).error).toBe(
      `The registry's host answered with a sign-in page of ${signInHost}: the request went there without valid ` +
        `credentials. Reference: ${ref}`,
    );
    expect(answer.header("location")).toBeNull();
    expect(answer.bytes.toString("latin1")).not.toMatch(/redirect_ur|kid=|SAMLRequest/);
  });

  test.each(["/login?from=%2Fnpm", "/users/sign_in"])("%s, of the registry's own host", async (location) => {
    const answer = await asks("/npm/left-pad", redirects(location));
    await expectSpoken(gateway, answer, { status: 403, category: "unauthorized" });
    expect(answer.text).toContain(`a sign-in page of ${host}:`);
  });

  test.each(["301 Moved Permanently", "303 See Other", "307 Temporary Redirect", "308 Permanent Redirect"])(
    "%s",
    async (status) => {
      const answer = await asks("/npm/left-pad", redirects(ACCESS, status));
      await expectSpoken(gateway, answer, { status: 403, category: "unauthorized" });
    },
  );

  test.each(FORMAT_NAMES.filter((format) => format !== "generic"))("%s, also to a HEAD", async (format) => {
    const target = ASKED[format]?.find((one) => one.startsWith("/")) ?? "/objects/abc";
    for (const method of ["GET", "HEAD"]) {
      const answer = await asks(`${method} /${format}${target}`, redirects(ACCESS));
      await expectSpoken(gateway, answer, { status: 403, category: "unauthorized", logged: { method } });
    }
  });

  test.each([
    ["huggingface", "/acme/app/resolve/main/index.html"],
    ["oci", "/v2/acme/app/blobs/sha256:abc"],
    ["pypi", "/simple/left-pad/"],
    ["maven", "PUT /com/acme/app/1.0/app-1.0.jar"],
  ])("%s: %s, where any page may be right", async (format, target) => {
    const answer = await asks(at(format, target), redirects(ACCESS));
    await expectSpoken(gateway, answer, { status: 403, category: "unauthorized" });
  });

  test("with the gateway's own credentials it is the operators' matter", async () => {
    const answer = await asks("/mirror/left-pad", redirects(ACCESS));
    await expectSpoken(gateway, answer, { status: 502, category: "unauthorized" });
    expect(answer.text).toContain("acme.cloudflareaccess.com");
    expect(answer.text).toContain("its operators have to renew them");
  });

  test("for an API that the caller can't fix", async () => {
    const answer = await asks("/mounted/left-pad", redirects(ACCESS));
    await expectSpoken(gateway, answer, { status: 502, category: "unauthorized" });
  });
});

describe("any other redirect passes as it is", () => {
  test.each([
    ["to a package called login", "https://cdn.example/login/-/login-1.0.0.tgz"],
    [
      "to a storage",
      "https://b.s3.example/ab?X-Amz-Credential=x%2F2026&X-Amz-SignedHeaders=host&X-Amz-Signature=/ab",
    ],
    ["to a token service", "https://auth.example/token?service=r&scope=x&account=me"],
    ["to nowhere", "https://[account"],
    ["to an app", "itms-services://login.microsoftonline.com"],
  ])("%s", async (_, location) => {
    const answer = await asks("/npm/login", redirects(location));
    expect([answer.status, answer.header("location")]).toEqual([302, location]);
  });

  test("from one sign-in page to the next", async () => {
    const answer = await asks("/npm/login?from=%2Fx", redirects(ACCESS));
    expect([answer.status, answer.header("location")]).toEqual([302, ACCESS]);
  });

  test("304", async () => {
    const answer = await asks("/npm/left-pad", answers("304 Not Modified", { Location: ACCESS }));
    expect(answer.status).toBe(304);
  });
});

describe("nothing where a document is certain", () => {
  test.each([
    ["npm", "/left-pad"],
    ["composer", "/packages.json"],
    ["cargo", "/config.json"],
    ["helm", "/index.yaml"],
    ["pypi", "/simple/left-pad/"],
    ["maven", "/com/acme/app/maven-metadata.xml"],
    ["oci", "/v2/acme/app/manifests/latest"],
  ])("%s: %s is 502", async (format, target) => {
    for (const headers of [{ "Content-Type": "application/json" }, HTML, {}]) {
      const answer = await asks(at(format, target), answers("200 OK", headers));
      await expectSpoken(gateway, answer, {
        status: 502,
        category: "server_error",
        logged: { cause: "answered", origin_status: 200, body_bytes: 0 },
      });
      expectReferenceShown(answer);
      expect(`${answer.phrase}\n${answer.text}`).toContain("an empty document");
    }
  });

  test.each([
    ["go", "/example.com/app/@v/list"],
    ["oci", "/v2/"],
    ["debian", "/dists/bookworm/main/binary-amd64/Packages"],
    ["maven", "/com/acme/app/1.0/app-1.0-javadoc.jar"],
    ["npm", "HEAD /left-pad"],
    ["npm", "PUT /left-pad"],
    ["terraform", "/v1/modules/acme/app/aws/1.0.0/download"],
    ["generic", "/x"],
  ])("%s: %s may be empty", async (format, target) => {
    const answer = await asks(at(format, target), answers("200 OK", {}));
    expect([answer.status, answer.body.length, answer.header("x-outspoken")]).toEqual([200, 0, null]);
  });

  test("another gateway of this kind may say something with it", async () => {
    const spoken = {
      "Content-Type": 'text/plain; reason="No."',
      "X-Outspoken": "forbidden",
      "X-Outspoken-Ref": "bcdfghjkmn",
    };
    const answer = await asks("/pypi/simple/left-pad/", answers("200 OK", spoken));
    expect([answer.status, answer.header("x-outspoken")]).toEqual([200, "forbidden"]);
  });

  test("204 says so itself", async () => {
    const answer = await asks("/npm/left-pad", (exchange) =>
      exchange.send("HTTP/1.1 204 No Content\r\n\r\n"),
    );
    expect(answer.status).toBe(204);
  });
});

describe("what only looks like a page passes byte for byte", () => {
  const LONG = JSON.stringify({ name: "left-pad", readme: "all work and no play ".repeat(200_000) });
  const CODED: readonly (readonly [coding: string, bytes: Buffer])[] = [
    ["gzip", gzipSync(PACKUMENT)],
    ["deflate", deflateSync(PACKUMENT)],
    ["zstd", zstdCompressSync(PACKUMENT)],
    ["x-odd", Buffer.from("<html>")],
  ];

  test.each([
    ["JSON as text/html", "/composer/dists/a.zip", HTML, PACKUMENT],
    ["JSON without a type", "/npm/-/whoami", {}, PACKUMENT],
    ["an archive as text/html", "/npm/left-pad/-/left-pad-1.3.0.tgz", HTML, gzipSync(PACKUMENT)],
    [
      "an archive without a type",
      "/maven/com/acme/app/1.0/app-1.0.jar",
      {},
      Buffer.from("PK\u0003\u0004<html>"),
    ],
    [
      "a POM as text/html",
      "/maven/com/acme/app/1.0/app-1.0.pom",
      HTML,
      "<project><modelVersion>4.0.0</modelVersion></project>",
    ],
    [
      "XML metadata as text/html",
      "/maven/com/acme/app/maven-metadata.xml",
      HTML,
      '<?xml version="1.0"?>\n<metadata/>',
    ],
    ["repomd.xml without a type", "/rpm/repodata/repomd.xml", {}, '<?xml version="1.0"?>\n<repomd/>'],
    ["a feed as text/html", "/nuget/FindPackagesById()", HTML, "<?xml version='1.0'?><feed/>"],
    [
      "a checksum as text/html",
      "/maven/com/acme/app/1.0/app-1.0.jar.sha1",
      HTML,
      "da39a3ee5e6b4b0d3255bfef95601890afd80709",
    ],
    ["an index of PEP 503", "/as-it-is/simple/left-pad/", HTML, INDEX],
    ["a page of a site", "/maven/com/acme/app/1.0/app-1.0-site.html", HTML, SIGN_IN_PAGE],
    [
      "a listing of a folder",
      "/maven/com/acme/app/",
      HTML,
      "<html><title>Index of /com/acme/app</title></html>",
    ],
    [
      "a page that asks for another",
      "/go/example.com/app?go-get=1",
      HTML,
      '<html><meta name="go-import"></html>',
    ],
    ["a model's page", "/huggingface/acme/app/resolve/main/login.html", HTML, SIGN_IN_PAGE],
    ["a blob", "/oci/v2/acme/app/blobs/sha256:abc", HTML, SIGN_IN_PAGE],
    ["whatever is generic", "/generic/x", HTML, SIGN_IN_PAGE],
    ["WebDAV's receipt", "/maven/com/acme/app/1.0/app-1.0.jar", HTML, BLOCK_PAGE, "PUT", "201 Created"],
    ["a long document as text/html", "/cargo/se/rd/serde", HTML, LONG],
    [
      "a document typed otherwise that begins as a page",
      "/go/example.com/app/@v/list",
      { "Content-Type": "text/plain" },
      "<html>",
    ],
  ] satisfies readonly (readonly [
    string,
    string,
    Record<string, string>,
    string | Buffer,
    string?,
    string?,
  ])[])("%s", async (_, path, headers, body, method = "GET", status = "200 OK") => {
    const answer = await asks(`${method} ${path}`, answers(status, { ...headers, ETag: '"1"' }, body));
    expect(answer).toMatchObject({ status: Number(status.slice(0, 3)), framing: "length", complete: true });
    expect(answer.body.equals(Buffer.from(body))).toBe(true);
    expect(answer.header("content-type")).toBe(headers["Content-Type" as keyof typeof headers] ?? null);
    expect([answer.header("etag"), answer.header("x-outspoken")]).toEqual(['"1"', null]);
  });

  test.each(CODED)("in %s, in its coding and with its length", async (coding, bytes) => {
    const headers = { ...HTML, "Content-Encoding": coding };
    const options = { headers: { "Accept-Encoding": coding } };
    const answer = await asks("/cargo/se/rd/serde", answers("200 OK", headers, bytes), options);
    expect([answer.header("content-encoding"), answer.header("content-length")]).toEqual([
      coding,
      String(bytes.length),
    ]);
    expect(answer.body.equals(bytes)).toBe(true);
  });

  test("in gzip, for a client that can't undo it", async () => {
    const headers = { ...HTML, "Content-Encoding": "gzip" };
    const options = { headers: { "Accept-Encoding": "identity" } };
    const answer = await asks("/cargo/se/rd/serde", answers("200 OK", headers, gzipSync(PACKUMENT)), options);
    expect([answer.header("content-encoding"), answer.text]).toEqual([null, PACKUMENT]);
  });

  test("with the gateway's URLs in it, where it is rewritten", async () => {
    const page = INDEX.replace("left-pad-1.0.tar.gz", `${origin.url}/packages/left-pad-1.0.tar.gz`);
    const answer = await asks("/pypi/simple/left-pad/", answers("200 OK", HTML, page));
    expect(answer.text).toContain('href="http://packages.example/pypi/packages/left-pad-1.0.tar.gz"');
  });

  test("a part from the middle of it", async () => {
    const headers = { ...HTML, "Content-Range": "bytes 10-19/100" };
    const answer = await asks(
      "/npm/left-pad/-/left-pad-1.3.0.tgz",
      answers("206 Partial Content", headers, "<html>.."),
    );
    expect([answer.status, answer.text]).toEqual([206, "<html>.."]);
  });

  test("a HEAD, whatever its type", async () => {
    const answer = await asks("HEAD /npm/left-pad", answers("200 OK", HTML, BLOCK_PAGE));
    expect([answer.status, answer.header("content-length")]).toEqual([200, String(BLOCK_PAGE.length)]);
  });

  test("for a browser", async () => {
    const headers = { Accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" };
    const page = await asks("/npm/left-pad", answers("200 OK", HTML, SIGN_IN_PAGE), { headers });
    expect(page.text).toBe(SIGN_IN_PAGE);
    const redirect = await asks("/npm/left-pad", redirects(ACCESS), { headers });
    expect(redirect.header("location")).toBe(ACCESS);
  });

  test.each(["passing", "off"])("on a route that is %s", async (route) => {
    const page = await asks(`/${route}/left-pad`, answers("200 OK", HTML, SIGN_IN_PAGE));
    expect([page.status, page.text]).toEqual([200, SIGN_IN_PAGE]);
    const redirect = await asks(`/${route}/left-pad`, redirects(ACCESS));
    expect([redirect.status, redirect.header("location")]).toEqual([302, ACCESS]);
    const empty = await asks(`/${route}/left-pad`, answers("200 OK", {}));
    expect([empty.status, empty.body.length]).toEqual([200, 0]);
  });

  test("one that stalls before or behind its first byte streams on", async () => {
    for (const first of ["", "{"]) {
      const { promise: may, resolve: go } = Promise.withResolvers<void>();
      const connection = await Connection.open(gateway.port());
      const [path, options] = asking("/cargo/se/rd/serde", async (exchange) => {
        exchange.send(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\n${first}`);
        await may;
        exchange.send("{}".slice(first.length));
      });
      connection.send(requestHead(path, options));
      await connection.receives(`\r\n\r\n${first}`);
      go();
      expect(await connection.answer()).toMatchObject({ status: 200, text: "{}", complete: true });
    }
  });

  test("one that breaks off breaks off", async () => {
    const answer = await asks("/cargo/se/rd/serde", (exchange) => {
      exchange.send("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n");
      exchange.send(chunks("{"));
      exchange.fin();
    });
    expect([answer.status, answer.text, answer.complete]).toEqual([200, "{", false]);
  });
});

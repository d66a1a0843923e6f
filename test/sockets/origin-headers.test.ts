/** Headers that the operator sets for an origin: sent only there, and never shown. */
import { describe, expect, test } from "vitest";
import { ask } from "./client.ts";
import { DEAD_ORIGIN } from "./origin.ts";
import { serveGateway, serveOrigin } from "./serve.ts";
import { askOf, askSpoken, expectReferenceShown, expectSpoken, METHODS } from "./spoken-answer.ts";

/** Not in a form that masking recognizes as a secret. */
const TOKEN = "open-sesame/and+more=7";
const ACCESS_ID = "88bf3b6d.access";
const ACCESS_SECRET = "shibboleth-of-the-service";
const LATE = "comes-from-the-store";

const origin = serveOrigin();
const other = serveOrigin();
const gateway = serveGateway(
  () => {
    const route = { format: "generic", origin: origin.url };
    const access = { "CF-Access-Client-Id": "ACCESS_ID", "cf-access-client-secret": "ACCESS_SECRET" };
    return [
      { ...route, path: "/r/*", origin_headers: { "PRIVATE-TOKEN": "TOKEN", "X-Key": "TOKEN" } },
      { ...route, path: "/off/*", origin_headers: { "PRIVATE-TOKEN": "TOKEN" }, enabled: false },
      { ...route, path: "/access/*", origin_headers: access },
      { ...route, path: "/access-off/*", origin_headers: access, enabled: false },
      { ...route, path: "/open/*" },
      { ...route, path: "/other/*", origin: other.url },
      {
        ...route,
        path: "/down/*",
        origin: DEAD_ORIGIN,
        origin_headers: { "PRIVATE-TOKEN": "TOKEN" },
        fallback: { origin: other.url, credentials: "pass" },
      },
      { ...route, path: "/stored/*", origin_auth: "STORED", origin_headers: { "X-Key": "TOKEN" } },
      { ...route, path: "/lost/*", origin_headers: { "X-Key": "LOST" } },
      { ...route, path: "/lines/*", origin_headers: { "X-Key": "LINES" } },
      { ...route, path: "/unset/*", origin_headers: { "X-Key": "UNSET" } },
    ];
  },
  {
    variables: { TOKEN, ACCESS_ID, ACCESS_SECRET },
    storedSecrets: { STORED: `Bearer ${LATE}`, LOST: null, LINES: "hunter2\nX-A: b" },
  },
);

describe("a header of the operator's", () => {
  test.each(METHODS)(
    "replaces the client's, however it is spelled, and leaves the rest: %s",
    async (method) => {
      const headers = {
        "private-token": "the client's own",
        PRIVATE_TOKEN: "the client's own",
        "X-KEY": "the client's own",
        Authorization: "Bearer theirs",
        Connection: "PRIVATE-TOKEN",
      };
      await ask(gateway.port(), `/r/sent-${method}`, { ...askOf(method), headers });
      const seen = origin.only(`/sent-${method}`);
      expect([seen.headers("private-token"), seen.headers("x-key"), seen.headers("authorization")]).toEqual([
        [TOKEN],
        [TOKEN],
        ["Bearer theirs"],
      ]);
      expect(seen.bytes.toString("latin1")).not.toContain("the client's own");
    },
  );

  test("is sent by a route that is off too, and by no other route", async () => {
    await ask(gateway.port(), "/off/sent");
    expect(origin.only("/sent").headers("private-token")).toEqual([TOKEN]);
    for (const [at, path] of [
      [origin, "/open/none"],
      [other, "/other/none"],
    ] as const) {
      await ask(gateway.port(), path);
      expect(at.only("/none").bytes.toString("latin1")).not.toContain(TOKEN);
    }
  });

  test("is for the first origin only: its fallback gets the client's", async () => {
    const headers = { "PRIVATE-TOKEN": "the client's own" };
    const answer = await ask(gateway.port(), "/down/instead", { headers });
    expect(answer.header("x-outspoken-origin")).toBe("fallback");
    const seen = other.only("/instead");
    expect(seen.headers("private-token")).toEqual(["the client's own"]);
    expect(seen.bytes.toString("latin1")).not.toContain(TOKEN);
  });

  test("may be a token for Cloudflare Access, along with the client's own credentials", async () => {
    const headers = { Authorization: "Bearer theirs", "CF-Access-Client-Id": "the client's own" };
    await ask(gateway.port(), "/access/sent-access", { headers });
    const seen = origin.only("/sent-access");
    expect([
      seen.headers("cf-access-client-id"),
      seen.headers("cf-access-client-secret"),
      seen.headers("authorization"),
    ]).toEqual([[ACCESS_ID], [ACCESS_SECRET], ["Bearer theirs"]]);
  });
});

/** Ways in which an origin may echo a secret. */
const ECHOES: readonly (readonly [name: string, spell: (secret: string) => string])[] = [
  ["plain", (secret) => secret],
  ["percent-encoded", encodeURIComponent],
  [
    "as JSON with escapes",
    (secret) => secret.replace(/[/+=]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`),
  ],
  ["in Base64", btoa],
  ["in Base64, after one character", (secret) => btoa(`x${secret}`)],
  ["in Base64, after a name", (secret) => btoa(`robot:${secret}`)],
  ["in Base64 for URLs", (secret) => btoa(`ab${secret}`).replaceAll("+", "-").replaceAll("/", "_")],
];

/** Part of the Base64 at each offset, which no other text contains. */
const CORES = ["", "x", "ab"].map((before) => btoa(before + TOKEN).slice(4, 24));

describe("an origin's echo of it is masked", () => {
  test.each(ECHOES)("in a refusal: %s", async (name, spell) => {
    const path = `/echo-${name.length}-${spell(TOKEN).length}`;
    const headers = { "Content-Type": "application/json", "X-Echo": spell(TOKEN), "X-Kept": "k" };
    const body = `{"message":"The key ${spell(TOKEN)} is not known here"}`;
    origin.on(path, (exchange) => exchange.answer(`404 No ${spell(TOKEN)}`, headers, body));
    const answer = await ask(gateway.port(), `/r${path}`);
    const line = await expectSpoken(gateway, answer, { status: 404, category: "not_found" });
    expectHidden(answer.bytes.toString("latin1") + JSON.stringify(line));
    expect(answer.header("x-kept")).toBe("k");
    expect(answer.text).toContain("is not known here");
  });

  test.each(ECHOES)("in the head of a success: %s", async (name, spell) => {
    const path = `/passed-${name.length}-${spell(TOKEN).length}`;
    const headers = { "X-Echo": `key=${spell(TOKEN)}`, Link: `<${origin.url}/y?key=${spell(TOKEN)}>` };
    origin.on(path, (exchange) => exchange.answer("200 OK", headers, "ok"));
    for (const route of ["/r", "/off"]) {
      const answer = await ask(gateway.port(), route + path);
      expectHidden(answer.bytes.toString("latin1"));
      expect(answer).toMatchObject({ status: 200, text: "ok" });
    }
  });

  function expectHidden(text: string): void {
    for (const spelled of [TOKEN, encodeURIComponent(TOKEN), "open-sesame", ...CORES])
      expect(text).not.toContain(spelled);
  }
});

describe("a session that the origin opens", () => {
  const SESSION = {
    "Set-Cookie": "SESSION=open-1; Path=/",
    "X-Auth-Token": "open-2",
  };

  test("for the operator's account is not passed on", async () => {
    origin.on("/session", (exchange) => exchange.answer("200 OK", SESSION, ""));
    for (const route of ["/r", "/off"]) {
      const answer = await ask(gateway.port(), `${route}/session`);
      expect([answer.header("set-cookie"), answer.header("x-auth-token")]).toEqual([null, null]);
    }
  });

  test("for the client is passed on behind the operator's Access token; Access's own is not", async () => {
    for (const status of ["200 OK", "403 Forbidden"]) {
      const path = `/access-session-${status.length}`;
      origin.on(path, (exchange) =>
        exchange.send(
          `HTTP/1.1 ${status}\r\nContent-Length: 0\r\nX-Auth-Token: open-2\r\nSet-Cookie: CF_Authorization=eyJ.a.b; Path=/; HttpOnly\r\nSet-Cookie: CF_AppSession=n1; Path=/\r\nSet-Cookie: SESSION=open-1; Path=/\r\n\r\n`,
        ),
      );
      for (const route of ["/access", "/access-off"]) {
        const answer = await ask(gateway.port(), route + path);
        const cookies = answer.headers.filter(([name]) => name.toLowerCase() === "set-cookie");
        expect(cookies.map(([, value]) => value)).toEqual([`SESSION=open-1; Path=${route}`]);
        expect(answer.header("x-auth-token")).toBe("open-2");
      }
    }
  });
});

describe("a 401", () => {
  test.each([
    ["the operator's alone", "/r", {}, 502],
    ["the operator's in place of the client's", "/r", { "PRIVATE-TOKEN": "theirs" }, 502],
    ["the client's along with them", "/r", { Authorization: "Bearer theirs" }, 401],
    ["a token for Access only", "/access", {}, 401],
  ] as const)("is answered by whose credentials were sent: %s", async (_, route, headers, status) => {
    const challenge = { "WWW-Authenticate": 'Basic realm="npm"' };
    origin.on("/unauthorized", (exchange) => exchange.answer("401 Unauthorized", challenge, ""));
    const answer = await ask(gateway.port(), `${route}/unauthorized`, { headers });
    expect([answer.status, answer.header("www-authenticate") === null]).toEqual([status, status === 502]);
  });
});

describe("a secret in a Secrets Store", () => {
  test("is sent, along with one of the Worker's own", async () => {
    await ask(gateway.port(), "/stored/kept", { headers: { "PRIVATE-TOKEN": "theirs" } });
    const seen = origin.only("/kept");
    expect([seen.headers("authorization"), seen.headers("x-key"), seen.headers("private-token")]).toEqual([
      [`Bearer ${LATE}`],
      [TOKEN],
      [],
    ]);
  });

  test("that is missing stops its route, in the client's form, until it exists", async () => {
    for (const method of METHODS) {
      const answer = await askSpoken(gateway, "/lost/x", askOf(method), {
        status: 502,
        category: "server_error",
      });
      expectReferenceShown(answer);
      if (method !== "HEAD") expect(answer.text).toContain("the secret LOST from its Secrets Store");
    }
    await gateway.log.line({ event: "secret_unreadable", route: "lost" });
    expect(gateway.log.matching({ event: "secret_unreadable", route: "lost" })).toHaveLength(1);
    expect((await ask(gateway.port(), "/open/x")).status).toBe(200);
    await gateway.storeSecret("LOST", LATE);
    expect((await ask(gateway.port(), "/lost/found")).status).toBe(200);
    expect(origin.only("/found").headers("x-key")).toEqual([LATE]);
  });

  test("that no header can carry is named, and its value not shown", async () => {
    const answer = await askSpoken(gateway, "/lines/x", {}, { status: 500, category: "server_error" });
    expect(answer.text).toContain("origin_headers.x-key: the secret LINES wants printable ASCII");
    expect(answer.bytes.toString("latin1")).not.toContain("hunter2");
  });
});

test("a secret that is not set stops its route and no other", async () => {
  const answer = await askSpoken(gateway, "/unset/x", {}, { status: 500, category: "server_error" });
  expect(answer.text).toContain(
    "origin_headers.x-key: there is no secret named UNSET; set it with `wrangler",
  );
  expect(origin.to("/x").every(({ target }) => !target.includes("unset"))).toBe(true);
});

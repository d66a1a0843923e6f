import { describe, expect, test } from "vitest";
import { NOT_BESIDE_ORIGIN_AUTH } from "../../src/request/header-names.ts";
import { ask } from "./client.ts";
import { serveGateway, serveOrigin } from "./serve.ts";
import { expectReferenceShown, expectSpoken } from "./spoken-answer.ts";

/** Not in a form that masking recognizes as a secret. */
const SECRET = "Basic bWlycm9yOm9wZW4tc2VzYW1l";
const CORE = "bWlycm9yOm9wZW4tc2VzYW1l";

const origin = serveOrigin();
const gateway = serveGateway(
  () => [
    { path: "/r/*", format: "generic", origin: origin.url, origin_auth: "MIRROR_TOKEN" },
    { path: "/off/*", format: "generic", origin: origin.url, origin_auth: "MIRROR_TOKEN", enabled: false },
    { path: "/open/*", format: "generic", origin: origin.url },
  ],
  { variables: { MIRROR_TOKEN: SECRET } },
);

test.each(["GET", "HEAD", "PUT"])(
  "the origin gets the secret, and none of the client's credentials: %s",
  async (method) => {
    const names = [...NOT_BESIDE_ORIGIN_AUTH, "Private_Token"];
    const headers = Object.fromEntries(names.map((name) => [name, "the client's own"]));
    await ask(gateway.port(), `/r/sent-${method}`, { method, headers });
    const seen = origin.only(`/sent-${method}`);
    expect(seen.headers("authorization")).toEqual([SECRET]);
    expect(seen.bytes.toString("latin1")).not.toContain("the client's own");
  },
);

test("a route without the secret forwards the client's credentials", async () => {
  await ask(gateway.port(), "/open/x", { headers: { Authorization: "Bearer theirs" } });
  expect(origin.only("/x").headers("authorization")).toEqual(["Bearer theirs"]);
});

describe("a refusal of the gateway's own credentials is hidden from the client", () => {
  test.each([
    ["401 Unauthorized", "unauthorized", {}],
    ["403 Forbidden", "forbidden", {}],
    ["401 Unauthorized", "unauthorized", { Authorization: "Bearer theirs" }],
  ] as const)("%s is 502 (%s)", async (status, category, headers) => {
    const path = `/refused-${status.slice(0, 3)}-${Object.keys(headers).length}`;
    const challenges = { "WWW-Authenticate": 'Basic realm="mirror"', "Content-Type": "application/json" };
    origin.on(path, (exchange) =>
      exchange.answer(status, challenges, '{"message":"Token of mirror has expired."}'),
    );
    const answer = await ask(gateway.port(), `/r${path}`, { headers });
    await expectSpoken(gateway, answer, { status: 502, category });
    expectReferenceShown(answer);
    expect(answer.header("www-authenticate")).toBeNull();
    expect(answer.text).not.toContain("Token of mirror");
  });

  test.each([
    [
      "a policy's",
      "blocked",
      '{"message":"left-pad is quarantined by SEC-7."}',
      "left-pad is quarantined by SEC-7.",
    ],
    [
      "a typed one",
      "forbidden",
      '{"errors":[{"code":"DENIED","message":"Ask group acme."}]}',
      "Ask group acme.",
    ],
  ] as const)(
    "a 403 about what was requested keeps its status and its reason: %s",
    async (name, category, body, reason) => {
      const path = `/policy-${name.length}`;
      const headers = {
        "Content-Type": "application/json",
        "WWW-Authenticate": 'Bearer realm="https://mirror.example/token"',
      };
      origin.on(path, (exchange) => exchange.answer("403 Forbidden", headers, body));
      for (const method of ["GET", "PUT"]) {
        const answer = await ask(gateway.port(), `/r${path}`, { method });
        await expectSpoken(gateway, answer, { status: 403, category, logged: { reason } });
        expect(answer.phrase).toBe(reason);
        expect(answer.header("www-authenticate"), "the client has nothing to sign in with").toBeNull();
      }
    },
  );

  test("a redirect to a sign-in page passes: it is not a refusal", async () => {
    origin.on("/sign-in", (exchange) => exchange.answer("302 Found", { Location: "https://sso.example/" }));
    expect((await ask(gateway.port(), "/r/sign-in")).status).toBe(302);
  });

  test("404 stays 404", async () => {
    origin.on("/missing", (exchange) => exchange.answer("404 Not Found", {}, "no"));
    await expectSpoken(gateway, await ask(gateway.port(), "/r/missing"), {
      status: 404,
      category: "not_found",
    });
  });
});

describe("the session of the operator's account is not passed on", () => {
  const SESSION = {
    "Set-Cookie": "SESSION=open-sesame-1; Path=/",
    "Set-Cookie2": "SESSION=open-sesame-2",
    "Authentication-Info": 'nextnonce="open-sesame-3"',
    "Proxy-Authentication-Info": 'nextnonce="open-sesame-4"',
    "X-Auth-Token": "open-sesame-5",
    "X-Subject-Token": "open-sesame-6",
    "X-Access-Token": "open-sesame-7",
    "X-Session-Id": "open-sesame-8",
    "X-CSRF-Token": "open-sesame-9",
    Authorization: "Bearer open-sesame-10",
  };

  test.each(["200 OK", "302 Found", "304 Not Modified", "404 Not Found", "500 Oops"])(
    "%s",
    async (status) => {
      const path = `/session-${status.slice(0, 3)}`;
      origin.on(path, (exchange) => exchange.answer(status, { ...SESSION, "X-Kept": "k" }, ""));
      for (const route of ["/r", "/off"]) {
        const answer = await ask(gateway.port(), route + path);
        expect([route, answer.bytes.toString("latin1")]).toEqual([
          route,
          expect.not.stringContaining("open-sesame"),
        ]);
        expect(answer.header("x-kept")).toBe("k");
      }
    },
  );

  test("a route without the secret passes the client's own session", async () => {
    origin.on("/own-session", (exchange) => exchange.answer("200 OK", SESSION, ""));
    const answer = await ask(gateway.port(), "/open/own-session");
    expect(answer.header("x-auth-token")).toBe("open-sesame-5");
    expect(answer.header("set-cookie")).toBe("SESSION=open-sesame-1; Path=/open");
  });
});

describe("the secret is masked in headers and phrase of an answer that passes", () => {
  test.each([
    ["r", "200 OK"],
    ["r", "302 Found"],
    ["off", "200 OK"],
    ["off", "403 Forbidden"],
  ])("/%s, %s", async (route, status) => {
    const path = `/passed-${route}-${status.slice(0, 3)}`;
    const headers = {
      Location: `${origin.url}/x?auth=${CORE}`,
      "X-Echo": SECRET,
      "X-Echo-Url": encodeURIComponent(SECRET),
      Link: `<${origin.url}/y>; title="${CORE}"`,
      "X-Kept": "k",
    };
    origin.on(path, (exchange) => exchange.answer(`${status} for ${SECRET}`, headers, "ok"));
    const answer = await ask(gateway.port(), `/${route}${path}`);
    expect(answer.bytes.toString("latin1")).not.toContain(CORE);
    expect([answer.status, answer.header("x-kept"), answer.text]).toEqual([
      Number(status.slice(0, 3)),
      "k",
      "ok",
    ]);
    if (route === "r") expect(answer.header("location")).toBe("http://packages.example/r/x?auth=[redacted]");
  });
});

test.each([
  ["401 Unauthorized", { "X-Echo": SECRET }, `{"message":"Credentials ${SECRET} are not known"}`],
  ["404 Not Found", { "X-Echo": SECRET }, `{"message":"Nothing here for ${CORE}"}`],
  ["500 Oops", { "X-Echo": CORE }, `{"message":"Authorization: ${SECRET}"}`],
] as const)("the secret is masked in a refusal that echoes it: %s", async (status, headers, body) => {
  const path = `/echo-${status.slice(0, 3)}`;
  origin.on(path, (exchange) =>
    exchange.answer(status, { "Content-Type": "application/json", ...headers }, body),
  );
  const answer = await ask(gateway.port(), `/r${path}`);
  const line = await gateway.log.line({ ref: answer.header("x-outspoken-ref") ?? "" });
  expect(answer.bytes.toString("latin1")).not.toContain(CORE);
  expect(JSON.stringify(line)).not.toContain(CORE);
});

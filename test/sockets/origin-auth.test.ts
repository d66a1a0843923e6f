import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { NOT_BESIDE_ORIGIN_AUTH } from "../../src/request/header-names.ts";
import { ask } from "./client.ts";
import { type Gateway, startGateway } from "./gateway.ts";
import { Origin } from "./origin.ts";
import { expectReferenceShown, expectSpoken } from "./spoken-answer.ts";

/** In no shape that secrets are known by. */
const SECRET = "Basic bWlycm9yOm9wZW4tc2VzYW1l";
const CORE = "bWlycm9yOm9wZW4tc2VzYW1l";

let origin: Origin;
let gateway: Gateway;

beforeAll(async () => {
  origin = await Origin.start();
  gateway = await startGateway(
    [
      { path: "/r/*", format: "generic", origin: origin.url, origin_auth: "MIRROR_TOKEN" },
      { path: "/open/*", format: "generic", origin: origin.url },
    ],
    { variables: { MIRROR_TOKEN: SECRET } },
  );
});

afterAll(async () => {
  await gateway.close();
  await origin.close();
});

test.each(["GET", "HEAD", "PUT"])(
  "the secret is sent to the origin, and none of the client's credentials: %s",
  async (method) => {
    const names = [...NOT_BESIDE_ORIGIN_AUTH, "Private_Token"];
    const headers = Object.fromEntries(names.map((name) => [name, "the client's own"]));
    await ask(gateway.port(), `/r/sent-${method}`, { method, headers });
    const seen = origin.only(`/sent-${method}`);
    expect(seen.headers("authorization")).toEqual([SECRET]);
    expect(seen.bytes.toString("latin1")).not.toContain("the client's own");
  },
);

test("a route without it sends the client's credentials and not the secret", async () => {
  await ask(gateway.port(), "/open/x", { headers: { Authorization: "Bearer theirs" } });
  expect(origin.only("/x").headers("authorization")).toEqual(["Bearer theirs"]);
});

describe("a refusal of the gateway's own credentials is not the client's to answer", () => {
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
    ["a policy's", '{"message":"left-pad is quarantined by SEC-7."}', "left-pad is quarantined by SEC-7."],
    ["a typed one", '{"errors":[{"code":"DENIED","message":"Ask group acme."}]}', "Ask group acme."],
  ])("a 403 about what was asked for keeps its status and its reason: %s", async (name, body, reason) => {
    const path = `/policy-${name.length}`;
    const headers = {
      "Content-Type": "application/json",
      "WWW-Authenticate": 'Bearer realm="https://mirror.example/token"',
    };
    origin.on(path, (exchange) => exchange.answer("403 Forbidden", headers, body));
    for (const method of ["GET", "PUT"]) {
      const answer = await ask(gateway.port(), `/r${path}`, { method });
      await expectSpoken(gateway, answer, { status: 403, category: "forbidden", logged: { reason } });
      expect(answer.phrase).toBe(reason);
      expect(answer.header("www-authenticate"), "the client has nothing to sign in with").toBeNull();
    }
  });

  test("a redirect to where people sign in passes: it is no refusal", async () => {
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

test.each([
  ["401 Unauthorized", { "X-Echo": SECRET }, `{"message":"Credentials ${SECRET} are not known"}`],
  ["404 Not Found", { "X-Echo": SECRET }, `{"message":"Nothing here for ${CORE}"}`],
  ["500 Oops", { "X-Echo": CORE }, `{"message":"Authorization: ${SECRET}"}`],
] as const)("the secret is not told though the origin echoes it: %s", async (status, headers, body) => {
  const path = `/echo-${status.slice(0, 3)}`;
  origin.on(path, (exchange) =>
    exchange.answer(status, { "Content-Type": "application/json", ...headers }, body),
  );
  const answer = await ask(gateway.port(), `/r${path}`);
  const line = await gateway.log.line({ ref: answer.header("x-outspoken-ref") ?? "" });
  expect(answer.bytes.toString("latin1")).not.toContain(CORE);
  expect(JSON.stringify(line)).not.toContain(CORE);
});

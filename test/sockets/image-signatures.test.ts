/** A registry announces signatures, which clients look for at the root of the host that they talk to. */
import { expect, test } from "vitest";
import { ask } from "./client.ts";
import { IS_OBSERVED } from "./gateway.ts";
import { serveGateways, serveOrigin } from "./serve.ts";

const origin = serveOrigin();
const other = serveOrigin();
const gateways = serveGateways(() => {
  const images = { path: "/v2/*", format: "oci", origin: `${origin.url}/v2` };
  const signatures = (url: string) => ({
    path: "/extensions/v2/*",
    format: "oci",
    origin: `${url}/extensions/v2`,
  });
  return {
    without: { variables: { ROUTES: [images] } },
    off: { variables: { ROUTES: [{ ...images, enabled: false }] } },
    with: { variables: { ROUTES: [images, signatures(origin.url)] } },
    elsewhere: { variables: { ROUTES: [images, signatures(other.url)] } },
  };
});

for (const [path, status] of [
  ["/v2/", "200 OK"],
  ["/v2/refused", "401 Unauthorized"],
] as const)
  origin.on(path, (exchange) =>
    exchange.answer(status, {
      "X-Registry-Supports-Signatures": "1",
      "Docker-Distribution-Api-Version": "registry/2.0",
    }),
  );

test.each([
  ["no route serves signatures", "without", null],
  ["no route serves signatures, and this one is off", "off", null],
  ["a route serves them", "with", "1"],
  ["a route serves those of another registry", "elsewhere", null],
])("passes the announcement only if a route leads to the signatures: %s", async (_, gateway, said) => {
  for (const path of ["/v2/", "/v2/refused"]) {
    const answer = await ask(gateways.port(gateway), path);
    expect([path, answer.header("x-registry-supports-signatures")]).toEqual([path, said]);
    expect(answer.header("docker-distribution-api-version")).toBe("registry/2.0");
  }
});

test.skipIf(IS_OBSERVED)("a cookie of the same refusal gets its route's path", async () => {
  origin.on("/v2/cookie", (exchange) =>
    exchange.answer("403 Forbidden", { "X-Registry-Supports-Signatures": "1", "Set-Cookie": "a=1; Path=/" }),
  );
  const answer = await ask(gateways.port("without"), "/v2/cookie");
  expect([answer.header("x-registry-supports-signatures"), answer.header("set-cookie")]).toEqual([
    null,
    "a=1; Path=/v2",
  ]);
});

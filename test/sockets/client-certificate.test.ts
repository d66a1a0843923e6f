/**
 * An origin that requires a client certificate. workerd presents one through its TLS options, as it does behind the binding
 * that Cloudflare makes from `mtls_certificates`; how Cloudflare puts the certificate there is not tested.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Authority, makeAuthority } from "./certificates.ts";
import { ask } from "./client.ts";
import { type Gateway, startGateway } from "./gateway.ts";
import { Origin } from "./origin.ts";
import { askOf, askSpoken, METHODS } from "./spoken-answer.ts";

let authority: Authority;
let stranger: Authority;
let origin: Origin;
let gateway: Gateway;

beforeAll(async () => {
  authority = makeAuthority();
  stranger = makeAuthority();
  const server = authority.sign("localhost", -1, 1);
  origin = await Origin.start({
    tls: { ...server, ca: authority.pem, requestCert: true, rejectUnauthorized: true },
  });
  const authorities = [authority.pem];
  const route = { format: "generic", origin: `https://localhost:${origin.port}/base`, timeout_ms: 5_000 };
  gateway = await startGateway(
    [
      { ...route, path: "/shown/*", via: "CERTIFICATE" },
      { ...route, path: "/stranger/*", via: "STRANGERS" },
      { ...route, path: "/none/*" },
    ],
    {
      authorities,
      certificates: {
        CERTIFICATE: { ...authority.sign("gateway", -1, 1), authorities },
        STRANGERS: { ...stranger.sign("gateway", -1, 1), authorities },
      },
    },
  );
});

afterAll(async () => {
  await gateway.close();
  await origin.close();
  authority.close();
  stranger.close();
});

test("an origin with client certificates is reached through the binding, under its own name and port", async () => {
  const answer = await ask(gateway.port(), "/shown/left-pad?a=b", { method: "PUT", body: "upload" });
  expect(answer).toMatchObject({ status: 200, text: "ok\n", complete: true });
  const [seen] = origin.to("/base/left-pad");
  expect([seen?.target, seen?.headers("host")]).toEqual(["/base/left-pad?a=b", [`localhost:${origin.port}`]]);
});

describe("an origin with client certificates can't be reached, and sees no request, if the certificate is", () => {
  test.each(["stranger", "none"].flatMap((place) => METHODS.map((method) => [place, method] as const)))(
    "%s: %s",
    async (place, method) => {
      const before = origin.exchanges.length;
      await askSpoken(gateway, `/${place}/x`, askOf(method), { status: 502, category: "unreachable" });
      expect(origin.exchanges.length).toBe(before);
    },
  );
});

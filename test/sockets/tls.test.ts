import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Authority, type Certificate, makeAuthority } from "./certificates.ts";
import { ask } from "./client.ts";
import { type Gateway, startGateway } from "./gateway.ts";
import { Origin } from "./origin.ts";
import { askOf, askSpoken, expectReferenceShown, METHODS } from "./spoken-answer.ts";

let authority: Authority;
let gateway: Gateway;
const origins: Origin[] = [];

async function tlsOrigin(certificate: Certificate): Promise<Origin> {
  const origin = await Origin.start({ tls: certificate });
  origins.push(origin);
  return origin;
}

beforeAll(async () => {
  authority = makeAuthority();
  const other = makeAuthority();
  const good = await tlsOrigin(authority.sign("localhost", -1, 1));
  const expired = await tlsOrigin(authority.sign("localhost", -9, -1));
  const early = await tlsOrigin(authority.sign("localhost", 2, 3));
  const otherName = await tlsOrigin(authority.sign("other.example", -1, 1));
  const unknown = await tlsOrigin(other.sign("localhost", -1, 1));
  const alone = await tlsOrigin(authority.selfSigned("localhost"));
  other.close();
  const plain = await Origin.start({
    onConnection: (socket) => {
      socket.on("data", () =>
        socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"),
      );
    },
  });
  const mute = await Origin.start({ onConnection: () => {} });
  origins.push(plain, mute);
  const places: Readonly<Record<string, Origin>> = {
    good,
    expired,
    early,
    otherName,
    unknown,
    alone,
    plain,
    mute,
  };
  const routes = Object.entries(places).map(([id, { port }]) => ({
    path: `/${id}/*`,
    id,
    format: "generic",
    origin: `https://localhost:${port}`,
    timeout_ms: 1_500,
  }));
  gateway = await startGateway(
    [
      ...routes,
      {
        path: "/plain-to-tls/*",
        format: "generic",
        origin: `http://localhost:${good.port}`,
        timeout_ms: 1_500,
      },
    ],
    { authorities: [authority.pem] },
  );
});

afterAll(async () => {
  await gateway.close();
  for (const origin of origins) await origin.close();
  authority.close();
});

test("a valid certificate is trusted, and the body arrives", async () => {
  const answer = await ask(gateway.port(), "/good/x", { method: "PUT", body: "upload" });
  expect(answer).toMatchObject({ status: 200, text: "ok\n", complete: true });
});

const FAULTS = [
  ["the certificate has expired", "expired"],
  ["the certificate is not valid yet", "early"],
  ["the certificate is for another name", "otherName"],
  ["the certificate is signed by an unknown authority", "unknown"],
  ["the certificate is self-signed", "alone"],
  ["the port speaks plain HTTP", "plain"],
  ["a TLS port gets plain HTTP", "plain-to-tls"],
] as const;

describe.concurrent("an origin whose TLS fails can't be reached, and sees no request", () => {
  test.each(FAULTS.flatMap(([name, place]) => METHODS.map((method) => [name, method, place] as const)))(
    "%s: %s",
    async (_, method, place) => {
      const expected = { status: 502, category: "unreachable", logged: { cause: "unreachable" } } as const;
      const answer = await askSpoken(gateway, `/${place}/${method}`, askOf(method), expected);
      expectReferenceShown(answer);
      expect(origins.flatMap((origin) => origin.to(`/${method}`))).toEqual([]);
    },
  );

  test.each(METHODS)("a port that does not answer TLS is 504: %s", async (method) => {
    await askSpoken(gateway, "/mute/x", askOf(method), { status: 504, category: "timeout" });
  });
});

test("the client learns nothing about certificates or hosts", async () => {
  for (const place of ["expired", "otherName", "unknown"]) {
    const answer = await ask(gateway.port(), `/${place}/x`);
    expect(answer.bytes.toString("latin1")).not.toMatch(
      /certificate|localhost|other\.example|internal error/i,
    );
  }
});

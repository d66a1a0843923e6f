import { describe, expect, test } from "vitest";
import { ask, Connection, requestHead } from "./client.ts";
import { BROKEN_CONNECTIONS, type Fault, NO_HTTP, NO_LENGTHS, TOO_LATE } from "./faults.ts";
import { DEAD_ORIGIN } from "./origin.ts";
import { serveGateway, serveOrigin } from "./serve.ts";
import { askOf, askSpoken, expectReferenceShown, expectSpoken, METHODS } from "./spoken-answer.ts";

const origin = serveOrigin();
const rude = serveOrigin({ onConnection: (socket) => socket.resetAndDestroy() });
const gateway = serveGateway(() => [
  { path: "/r/*", format: "generic", origin: origin.url, timeout_ms: 1_500 },
  { path: "/closed/*", format: "generic", origin: DEAD_ORIGIN },
  { path: "/rude/*", format: "generic", origin: rude.url },
  { path: "/zero/*", format: "generic", origin: "http://127.0.0.1:0" },
  { path: "/unknown/*", format: "generic", origin: "http://nowhere.invalid" },
]);

const ALL = [...BROKEN_CONNECTIONS, ...NO_HTTP, ...TOO_LATE];

function withMethods(
  faults: readonly Fault[],
  methods: readonly string[],
): (readonly [string, string, Fault])[] {
  return faults.flatMap((fault) => methods.map((method) => [fault.name, method, fault] as const));
}

describe.concurrent("an origin that gives no answer", () => {
  const withBodies = METHODS.filter((method) => method !== "HEAD");
  test.each([...withMethods(ALL, METHODS), ...withMethods(NO_LENGTHS, withBodies)])(
    "%s: %s",
    async (name, method, { script, status, category }) => {
      const path = `/${name.replace(/\W+/g, "-")}-${method}`;
      origin.on(path, script);
      const answer = await askSpoken(gateway, `/r${path}`, askOf(method), { status, category });
      expectReferenceShown(answer);
      if (method === "PUT" || method === "POST") expect(origin.to(path)).toHaveLength(1);
    },
  );
});

describe("an origin that can't be reached", () => {
  const places = [
    ["nothing listens", "closed"],
    ["every connection is reset at once", "rude"],
    ["an impossible port", "zero"],
    ["a name that does not exist", "unknown"],
  ] as const;

  test.each(places.flatMap(([name, path]) => METHODS.map((method) => [name, method, path] as const)))(
    "%s: %s",
    async (_, method, path) => {
      const expected = { status: 502, category: "unreachable", logged: { cause: "unreachable" } } as const;
      const answer = await askSpoken(gateway, `/${path}/x`, askOf(method), expected);
      expectReferenceShown(answer);
    },
  );
});

/** KJ reads 64 KiB of an upload after its answer is sent, then closes: a client that keeps sending may lose the answer. */
test.each(["rude", "closed"])(
  "a client that has sent part of its upload gets the answer: %s",
  async (place) => {
    const client = await Connection.open(gateway.port());
    client.send(requestHead(`/${place}/up`, { method: "PUT", headers: { "Content-Length": "2000000" } }));
    client.send("a".repeat(30_000));
    const answer = await client.answer("PUT");
    await expectSpoken(gateway, answer, { status: 502, category: "unreachable" });
  },
);

test("after all that a plain request is answered, and the gateway has logged no error of its own", async () => {
  origin.on("/fine", (exchange) => exchange.answer("200 OK", {}, "fine"));

  expect(await ask(gateway.port(), "/r/fine")).toMatchObject({ status: 200, text: "fine" });
  expect(gateway.log.matching({ event: "gateway_error" })).toEqual([]);
});

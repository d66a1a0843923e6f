/** On an observed route the client and the hearing read the same answer, and neither waits for the other. */
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { type Answer, Connection, requestHead } from "./client.ts";
import { answering } from "./exchange.ts";
import { ARRIVAL_MS, begin } from "./faults.ts";
import { chunks, LAST_CHUNK } from "./message.ts";
import { GITLAB, JSON_TYPE, npm, ObservedRoutes } from "./observed-routes.ts";

const routes = ObservedRoutes.serve();

describe("the client and the hearing don't wait for each other", () => {
  test("the head and each part arrive as they are sent", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    routes.origin.on("/parts", async (exchange) => {
      begin(exchange, "403 No", { "Transfer-Encoding": "chunked" });
      await promise;
      exchange.send(chunks("first "));
      exchange.send(LAST_CHUNK);
    });
    const client = await Connection.open(routes.gateway.port());
    client.send(requestHead("/observed/parts", { headers: npm(routes.newVersion()) }));
    await client.receives("\r\n\r\n");
    resolve();
    expect((await client.answer()).text).toBe("first ");
  });

  test.each([1_000, 5_000_000])("a client that reads none of %d bytes is counted anyway", async (size) => {
    const version = routes.newVersion();
    const path = `/unread-${size}`;
    routes.origin.on(path, answering("403 No", JSON_TYPE, `${GITLAB}${" ".repeat(size)}`));
    const client = await Connection.open(routes.gateway.port());
    client.pause();
    client.send(requestHead(`/observed${path}`, { headers: npm(version) }));
    const point = await routes.gateway.log.line({ event: "data_point", client_version: version });
    expect(point).toMatchObject({ index: "observed", category: "forbidden" });
    client.resume();
    const answer = await client.answer();
    expect([answer.status, answer.complete, answer.body.length]).toEqual([403, true, GITLAB.length + size]);
  });

  test("a client that leaves after the head is counted with what the origin said", async () => {
    const version = routes.newVersion();
    routes.origin.on("/left", async (exchange) => {
      begin(exchange, "403 No", { ...JSON_TYPE, "Content-Length": String(GITLAB.length) });
      await wait(ARRIVAL_MS);
      exchange.send(GITLAB);
    });
    const client = await Connection.open(routes.gateway.port());
    client.send(requestHead("/observed/left", { headers: npm(version) }));
    await client.receives("\r\n\r\n");
    client.reset();
    const line = await routes.gateway.log.line({ event: "failure", client_version: version });
    expect(line).toMatchObject({ category: "forbidden", reason: "Package protected by group acme." });
  });

  test("the answer is not read to its end just for the hearing", async () => {
    routes.origin.on("/endless", async (exchange) => {
      begin(exchange, "403 No", { "Transfer-Encoding": "chunked" });
      while (!exchange.closed) {
        exchange.send(chunks("a".repeat(10_000)));
        await wait(1);
      }
    });
    const client = await Connection.open(routes.gateway.port());
    client.send(requestHead("/observed/endless", { headers: npm(routes.newVersion()) }));
    await client.receives("aaaa");
    client.reset();
    await routes.origin.only("/endless").closes();
  });
});

describe.concurrent("an origin that refuses in the middle of an upload", () => {
  const cases = (["closes", "keeps reading"] as const).flatMap((then) =>
    (["Content-Length", "chunks"] as const).map((framing) => [then, framing] as const),
  );

  test.each(cases)("and %s, with %s", async (then, framing) => {
    const path = `/upload-${then.replace(" ", "-")}-${framing}`;
    routes.origin.on(path, async (exchange) => {
      await exchange.receives(10);
      begin(exchange, "413 Too Large", { ...JSON_TYPE, "Content-Length": String(GITLAB.length) });
      exchange.send(GITLAB);
      if (then === "closes") exchange.fin();
      else await exchange.closes();
    });
    const isChunked = framing === "chunks";
    const length = isChunked ? { "Transfer-Encoding": "chunked" } : { "Content-Length": "1000000" };
    const answers: Record<string, Answer> = {};
    for (const mode of ["off", "observed"] as const) {
      const version = routes.newVersion();
      const client = await Connection.open(routes.gateway.port());
      client.send(requestHead(`/${mode}${path}`, { method: "PUT", headers: { ...npm(version), ...length } }));
      client.send(isChunked ? chunks("0123456789", "0123456789") : "01234567890123456789");
      answers[mode] = await client.answer("PUT");
      if (mode !== "observed") continue;
      const line = await routes.gateway.log.line({ event: "failure", client_version: version });
      expect(line).toMatchObject({ route: "observed", category: "bad_request", origin_status: 413 });
    }
    expect(answers.observed?.bytes.toString()).toBe(answers.off?.bytes.toString());
  });
});

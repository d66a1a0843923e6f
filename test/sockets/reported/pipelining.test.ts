/** apt sends up to ten requests before it reads an answer (apt.conf: Acquire::http::Pipeline-Depth). */
import { expect, test } from "vitest";
import { Connection } from "../client.ts";
import { readAnswers } from "../conformance/read-answers.ts";
import { serveGateway, serveOrigin } from "../serve.ts";

/** `0` exists, `1` is missing, `2` is blocked, and so on. */
const STATUSES = [200, 404, 403] as const;
const DEPTH = 10;

const origin = serveOrigin();
const gateway = serveGateway(() => [{ path: "/debian/*", format: "debian", origin: origin.url }]);

function statusOf(index: number): number {
  return STATUSES[index % STATUSES.length] ?? 200;
}

test("pipelined requests get complete answers in order, refusals included", async () => {
  const indexes = Array.from({ length: DEPTH }, (_, index) => index);
  for (const index of indexes)
    origin.on(`/pool/${index}.deb`, (exchange) =>
      exchange.answer(`${statusOf(index)} Said`, {}, `package ${index}`),
    );
  const client = await Connection.open(gateway.port());
  const requests = indexes.map(
    (index) =>
      `GET /debian/pool/${index}.deb HTTP/1.1\r\nHost: packages.example\r\nUser-Agent: Debian APT-HTTP/1.3 (2.6.1)\r\n\r\n`,
  );
  client.send(requests.join(""));
  client.finish();
  await client.ends();
  expect(readAnswers(client.received, false).map(({ status }) => status)).toEqual(indexes.map(statusOf));
  const said = [...client.text.matchAll(/package (\d)/g)].map(([, index]) => Number(index));
  expect([...new Set(said)]).toEqual(indexes);
});

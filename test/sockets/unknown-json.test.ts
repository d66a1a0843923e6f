/** JSON of unknown shape is read by its own module, which the bundle loads for the first such answer. */
import { expect, test } from "vitest";
import { ask } from "./client.ts";
import { serveGateway, serveOrigin } from "./serve.ts";
import { expectSpoken } from "./spoken-answer.ts";

const origin = serveOrigin();
const gateway = serveGateway(() => [{ path: "/r/*", format: "npm", origin: origin.url }]);

test.each([
  [
    "a reason inside a general sentence",
    "application/json",
    '{"message":"Request failed","cause":{"message":"The licence has run out"}}',
  ],
  [
    "a wrapper of the product's own",
    "application/json",
    '{"Answer":{"Fault":{"Text":"The licence has run out"}}}',
  ],
  ["an event", "text/event-stream", 'event: error\ndata: {"message":"The licence has run out"}\n\n'],
  ["a call", "text/javascript", 'callback({"error":"The licence has run out"});'],
])("%s reaches the client", async (name, type, body) => {
  const path = `/${name.replaceAll(" ", "-")}`;
  origin.on(path, (exchange) => exchange.answer("403 Forbidden", { "Content-Type": type }, body));
  const answer = await ask(gateway.port(), `/r${path}`);
  await expectSpoken(gateway, answer, {
    status: 403,
    category: "forbidden",
    logged: { reason: "The licence has run out" },
  });
  expect(answer.text).toContain("The licence has run out");
  expect(answer.text).not.toContain("Request failed");
});

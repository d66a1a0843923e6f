/** `HELP` and a route's `help`, which tell people what to do next, down to the bytes on the wire. */
import { describe, expect, test } from "vitest";
import { type Answer, ask } from "./client.ts";
import { serveGateway, serveOrigin } from "./serve.ts";

const HELP = {
  forbidden: "Ask: https://help.example/ask?p={package}&v={version}&r={ref}",
  unreachable: "{route}, {operation}: https://help.example/{ref}",
};

const origin = serveOrigin();
const gateway = serveGateway(
  () => {
    const base = { format: "npm", origin: origin.url };
    return [
      { ...base, path: "/npm/*" },
      { ...base, path: "/own/*", help: { forbidden: "Ask team {format}" } },
      { ...base, path: "/silent/*", help: { forbidden: "" } },
      { ...base, path: "/off/*", enabled: false },
      { ...base, path: "/dead/*", origin: "http://127.0.0.1:1" },
      { ...base, path: "/chat/*", format: "openai" },
    ];
  },
  { variables: { HELP } },
);

const type = { "Content-Type": "application/json" };
origin.on("*", (exchange) => exchange.answer("403 Forbidden", type, '{"error":"Held back."}'));
origin.on("/challenge", (exchange) =>
  exchange.answer("401 Unauthorized", { "WWW-Authenticate": "Basic" }, "Held back."),
);
origin.on("/linked", (exchange) =>
  exchange.answer("403 Forbidden", { Link: '<https://docs.example/403>; rel="help"' }, "Held back."),
);
origin.on("/stream", (exchange) => {
  const event = 'data: {"object":"chat.completion.chunk","choices":[{"delta":{"content":"a"}}]}\n\n';
  exchange.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n");
  exchange.send(event);
  exchange.fin();
});

function errorOf(answer: Answer): unknown {
  return JSON.parse(answer.text).error;
}

describe("help", () => {
  test("follows the reason, and is in Link", async () => {
    const answer = await ask(gateway.port(), "/npm/@acme%2fapp");
    const url = `https://help.example/ask?p=%40acme%2Fapp&v=&r=${answer.header("x-outspoken-ref")}`;
    expect(errorOf(answer)).toBe(`Held back. Ask: ${url}`);
    expect(answer.phrase).toBe(`Held back. Ask: ${url}`);
    expect(answer.header("link")).toBe(`<${url}>; rel="help"`);
  });

  test("can be set per route", async () => {
    expect(errorOf(await ask(gateway.port(), "/own/app"))).toBe("Held back. Ask team npm");
    expect((await ask(gateway.port(), "/own/app")).header("link")).toBeNull();
    expect(errorOf(await ask(gateway.port(), "/silent/app"))).toBe("Held back.");
  });

  test("follows the gateway's own words", async () => {
    const answer = await ask(gateway.port(), "/dead/app");
    const ref = answer.header("x-outspoken-ref");
    expect(errorOf(answer)).toMatch(
      new RegExp(`reached\\. Reference: ${ref}\\. dead, metadata: https://help\\.example/${ref}$`),
    );
  });

  test("is added to the origin's own link", async () => {
    expect((await ask(gateway.port(), "/npm/linked")).header("link")).toMatch(
      /^<https:\/\/docs\.example\/403>; rel="help", <https:\/\/help\.example\/ask\?p=linked&v=&r=[a-z]+>; rel="help"$/,
    );
  });

  test("is not part of the logged reason", async () => {
    const answer = await ask(gateway.port(), "/npm/logged");
    const line = await gateway.log.line({ event: "failure", ref: answer.header("x-outspoken-ref") });
    expect(line.reason).toBe("Held back.");
  });

  test("ends an event stream that broke off", async () => {
    const answer = await ask(gateway.port(), "/chat/stream", { method: "POST", body: "{}" });
    expect(answer.text).toMatch(/chat, api: https:\/\/help\.example\/[a-z]+"/);
  });
});

describe("no help", () => {
  test.each([
    ["to a HEAD", "/npm/app", { method: "HEAD" }],
    ["on a route that is off", "/off/app", {}],
    ["to a challenge", "/npm/challenge", {}],
    ["to a category without help", "/npm/", { method: "TRACE" }],
  ])("%s", async (_, target, options) => {
    const answer = await ask(gateway.port(), target, options);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.bytes.toString()).not.toContain("help.example");
  });
});

describe("a package's name from a path", () => {
  test.each([
    ["quotes", "/npm/%22a%22%27%3e"],
    ["line ends", "/npm/a%0d%0aSet-Cookie:%20x=1"],
    ["an escape sequence", "/npm/a%1b%5b31mred"],
    ["letters beyond ASCII", "/npm/%e4%bd%a0%e5%a5%bd"],
    ["10,000 characters", `/npm/${"a".repeat(10_000)}`],
  ])("can't break a header or a URL: %s", async (_, target) => {
    const answer = await ask(gateway.port(), target);
    expect(answer.status).toBe(403);
    expect(answer.header("set-cookie")).toBeNull();
    expect(answer.header("link")).toMatch(
      /^<https:\/\/help\.example\/ask\?p=[\w.%~-]*&v=&r=[a-z]+>; rel="help"$/,
    );
    expect(errorOf(answer)).toMatch(
      /^Held back\. Ask: https:\/\/help\.example\/ask\?p=[\w.%~-]*&v=&r=[a-z]+$/,
    );
  });
});

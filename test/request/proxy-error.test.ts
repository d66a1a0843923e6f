/** How a VPC binding's answer that it could not reach the origin is told from answers of the origin itself. */
import { describe, expect, test, vi } from "vitest";
import { unlessProxyError } from "../../src/request/proxy-error.ts";

const PLAIN = { "content-type": "text/plain" };

/** A body in these parts, followed by its end, or by silence or an error instead. */
class Body {
  pulled = 0;
  readonly cancelled = vi.fn();
  readonly stream: ReadableStream<Uint8Array>;

  constructor(parts: Iterable<string>, behind: "end" | "silence" | "break" = "end") {
    const waiting = parts[Symbol.iterator]();
    this.stream = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          this.pulled += 1;
          const { done, value } = waiting.next();
          if (done !== true) return controller.enqueue(new TextEncoder().encode(value));
          if (behind === "silence") return new Promise(() => {});
          if (behind === "break") return controller.error(new Error("broken"));
          controller.close();
        },
        cancel: this.cancelled,
      },
      { highWaterMark: 0 },
    );
  }
}

function* endless(first: string): Generator<string> {
  yield first;
  for (;;) yield "xxxxxxxxxx";
}

const FAILED = ["ProxyError: dns_error"];

describe("an answer is the very object that the binding returned", () => {
  test.each<[string, Iterable<string> | null, ResponseInit]>([
    ["a success", FAILED, { headers: PLAIN }],
    ["another status", FAILED, { status: 502, headers: PLAIN }],
    ["no body", null, { status: 500, headers: PLAIN }],
    ["another type", FAILED, { status: 500, headers: { "content-type": "text/html" } }],
    ["another text", FAILED, { status: 500, headers: { "content-type": "text/plainer" } }],
    ["a type that only ends so", FAILED, { status: 500, headers: { "content-type": "x-text/plain" } }],
    ["no type", FAILED, { status: 500 }],
    ["encoded", FAILED, { status: 500, headers: { ...PLAIN, "content-encoding": "gzip" } }],
  ])("%s", async (_, parts, init) => {
    const answer = new Response(parts === null ? null : new Body(parts).stream, init);
    expect(unlessProxyError(answer)).toBe(answer);
  });
});

describe("an error in an answer rejects, as the fetch should have", () => {
  test.each<[string, Iterable<string>, Record<string, string>]>([
    ["at once", FAILED, PLAIN],
    ["in parts", "ProxyError: dns_error", PLAIN],
    ["with a line end", ["ProxyError: dns_error\r\n"], PLAIN],
    [
      "with a type in another case, with a parameter",
      FAILED,
      { "content-type": "Text/Plain; charset=utf-8" },
    ],
  ])("%s", async (_, parts, headers) => {
    const answer = new Response(new Body(parts).stream, { status: 500, headers });
    await expect(unlessProxyError(answer)).rejects.toThrow(/^ProxyError: dns_error\s*$/);
  });

  test("without waiting for the end if it is too long already, and cancels the body", async () => {
    const code = `${"a".repeat(20)}_${"b".repeat(20)}_${"c".repeat(20)}_${"d".repeat(20)}_eeeee`;
    const body = new Body([`ProxyError: ${code}`], "silence");
    const answer = new Response(body.stream, { status: 500, headers: PLAIN });
    await expect(unlessProxyError(answer)).rejects.toThrow(`ProxyError: ${code}`);
    await vi.waitFor(() => expect(body.cancelled).toHaveBeenCalledOnce());
  });
});

describe("any other answer is the origin's own and complete", () => {
  const answerTo = (body: Body): Response =>
    new Response(body.stream, { status: 500, statusText: "Oops", headers: { ...PLAIN, "x-kept": "k" } });

  test.each<[string, string[]]>([
    ["nothing", []],
    ["the prefix alone", ["ProxyError: "]],
    ["a part of the prefix", ["ProxyErr"]],
    ["another text", ["Proxy", "Errand: dns_error"]],
    ["the prefix not at the beginning", ["A ProxyError: dns_error"]],
    ["no code", ["ProxyError: ", "dns error"]],
    ["a code without the prefix", ["dns_error"]],
    ["another prefix", ["Error: ProxyError: dns_error"]],
    ["a non-ASCII letter", ["ProxyError: dns_\u00e9rror"]],
  ])("%s", async (_, parts) => {
    const answer = await unlessProxyError(answerTo(new Body(parts)));
    expect([answer.status, answer.statusText, answer.headers.get("x-kept")]).toEqual([500, "Oops", "k"]);
    expect(await answer.text()).toBe(parts.join(""));
  });

  test("also if it breaks off, which its reader sees", async () => {
    const answer = await unlessProxyError(answerTo(new Body(["ProxyError: dns_error"], "break")));
    expect(answer.status).toBe(500);
    await expect(answer.text()).rejects.toThrow("broken");
  });

  test.each([
    ["until it differs", "NullPointerException", 2],
    ["no further than such an error could be long", "ProxyError: ", 12],
  ])("is read ahead %s", async (_, first, parts) => {
    const body = new Body(endless(first));
    const answer = await unlessProxyError(answerTo(body));
    expect(body.pulled).toBeLessThanOrEqual(parts);
    await answer.body?.cancel();
    expect(body.cancelled).toHaveBeenCalledOnce();
  });
});

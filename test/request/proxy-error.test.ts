/** Answers of a VPC binding that could not reach the origin, told from those of the origin itself. */
import { describe, expect, test, vi } from "vitest";
import { unlessProxyError } from "../../src/request/proxy-error.ts";

const PLAIN = { "content-type": "text/plain" };

/** A body in these parts, and then the end, or one of these instead of it. */
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

describe("an answer is the very object that the binding gave", () => {
  test.each<[string, Iterable<string> | null, ResponseInit]>([
    ["a success", FAILED, { headers: PLAIN }],
    ["another status", FAILED, { status: 502, headers: PLAIN }],
    ["no body", null, { status: 500, headers: PLAIN }],
    ["another type", FAILED, { status: 500, headers: { "content-type": "text/html" } }],
    ["another text", FAILED, { status: 500, headers: { "content-type": "text/plainer" } }],
    ["a type within another", FAILED, { status: 500, headers: { "content-type": "x-text/plain" } }],
    ["no type", FAILED, { status: 500 }],
    ["encoded", FAILED, { status: 500, headers: { ...PLAIN, "content-encoding": "gzip" } }],
  ])("%s", async (_, parts, init) => {
    const answer = new Response(parts === null ? null : new Body(parts).stream, init);
    expect(unlessProxyError(answer)).toBe(answer);
  });
});

describe("is rejected, as the fetch should have been", () => {
  test.each<[string, Iterable<string>, Record<string, string>]>([
    ["at once", FAILED, PLAIN],
    ["in parts", "ProxyError: dns_error", PLAIN],
    ["with a line end", ["ProxyError: dns_error\r\n"], PLAIN],
    ["of a type in other letters, with more to it", FAILED, { "content-type": "Text/Plain; charset=utf-8" }],
  ])("%s", async (_, parts, headers) => {
    const answer = new Response(new Body(parts).stream, { status: 500, headers });
    await expect(unlessProxyError(answer)).rejects.toThrow(/^ProxyError: dns_error\s*$/);
  });

  test("without a wait for the end where that is too much already, of which nothing is left open", async () => {
    const code = `${"a".repeat(20)}_${"b".repeat(20)}_${"c".repeat(20)}_${"d".repeat(20)}_eeeee`;
    const body = new Body([`ProxyError: ${code}`], "silence");
    const answer = new Response(body.stream, { status: 500, headers: PLAIN });
    await expect(unlessProxyError(answer)).rejects.toThrow(`ProxyError: ${code}`);
    await vi.waitFor(() => expect(body.cancelled).toHaveBeenCalledOnce());
  });
});

describe("is the origin's own otherwise, whole", () => {
  const answerTo = (body: Body): Response =>
    new Response(body.stream, { status: 500, statusText: "Oops", headers: { ...PLAIN, "x-kept": "k" } });

  test.each<[string, string[]]>([
    ["nothing", []],
    ["the beginning alone", ["ProxyError: "]],
    ["a part of the beginning", ["ProxyErr"]],
    ["other words", ["Proxy", "Errand: dns_error"]],
    ["what begins later", ["A ProxyError: dns_error"]],
    ["no code", ["ProxyError: ", "dns error"]],
    ["a code without its beginning", ["dns_error"]],
    ["the code in other words", ["Error: ProxyError: dns_error"]],
    ["a letter beyond ASCII", ["ProxyError: dns_\u00e9rror"]],
  ])("%s", async (_, parts) => {
    const answer = await unlessProxyError(answerTo(new Body(parts)));
    expect([answer.status, answer.statusText, answer.headers.get("x-kept")]).toEqual([500, "Oops", "k"]);
    expect(await answer.text()).toBe(parts.join(""));
  });

  test("with what broke off, which its reader meets", async () => {
    const answer = await unlessProxyError(answerTo(new Body(["ProxyError: dns_error"], "break")));
    expect(answer.status).toBe(500);
    await expect(answer.text()).rejects.toThrow("broken");
  });

  test.each([
    ["as far as it differs", "NullPointerException", 2],
    ["no further than such an error goes", "ProxyError: ", 12],
  ])("read ahead %s", async (_, first, parts) => {
    const body = new Body(endless(first));
    const answer = await unlessProxyError(answerTo(body));
    expect(body.pulled).toBeLessThanOrEqual(parts);
    await answer.body?.cancel();
    expect(body.cancelled).toHaveBeenCalledOnce();
  });
});

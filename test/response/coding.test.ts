/** Content codings of answers: how each is decoded here, and which are undone for a client that can't take them. */
import { describe, expect, test } from "vitest";
import { Deadline } from "../../src/request/deadline.ts";
import {
  type Decoding,
  decodedContent,
  decodeForClient,
  decodingOf,
  isChangeable,
  makeReadable,
} from "../../src/response/coding.ts";
import { ResponseEdits } from "../../src/response/edits.ts";

const NONE: Decoding = { kind: "none", isNamed: false };
const NAMED: Decoding = { kind: "none", isNamed: true };
const PLATFORM: Decoding = { kind: "platform" };
const DEFLATE: Decoding = { kind: "stream", format: "deflate" };
const UNKNOWN: Decoding = { kind: "unknown" };

function answer(headers: HeadersInit = {}, body: BodyInit | null = "content", status = 200): Response {
  return new Response(body, { status, headers });
}

describe("how a body is decoded", () => {
  test.each<[coding: string | null, decoding: Decoding]>([
    [null, NONE],
    ["", NAMED],
    ["identity", NAMED],
    ["Identity", NAMED],
    ["gzip", PLATFORM],
    ["br", PLATFORM],
    ["GZIP", { kind: "stream", format: "gzip" }],
    ["x-gzip", { kind: "stream", format: "gzip" }],
    ["deflate", DEFLATE],
    ["Deflate", DEFLATE],
    ["BR", UNKNOWN],
    ["zstd", UNKNOWN],
    ["x-compress", UNKNOWN],
    ["gzip, gzip", UNKNOWN],
  ])("%s", (coding, decoding) => {
    expect(decodingOf(new Headers(coding === null ? {} : { "content-encoding": coding }))).toEqual(decoding);
  });
});

describe("the decoded content", () => {
  test.each<[title: string, base: Response, decoding: Decoding]>([
    ["no body", answer({}, null), NONE],
    ["no body in a coding", answer({}, null), PLATFORM],
    ["an unknown coding", answer(), UNKNOWN],
    ["an empty body in a coding of the platform", answer({ "content-length": "0" }), PLATFORM],
    ["an empty body in another coding", answer({ "content-length": "0" }), DEFLATE],
  ])("is null for %s", (_title, base, decoding) => {
    expect(decodedContent(base, decoding)).toBeNull();
  });

  test.each<[title: string, base: Response, decoding: Decoding]>([
    ["no coding", answer(), NONE],
    ["no coding, even if the length is 0", answer({ "content-length": "0" }), NAMED],
    ["the platform's coding", answer({ "content-length": "7" }), PLATFORM],
    ["the platform's coding, of unknown length", answer(), PLATFORM],
  ])("is read with %s", async (_title, base, decoding) => {
    const read = await decodedContent(base, decoding)?.read(new Uint8Array(100));
    expect(new TextDecoder().decode(read?.value)).toBe("content");
  });
});

describe("whether content may be changed", () => {
  test.each([
    [200, null, true],
    [403, null, true],
    [206, null, false],
    [200, "", true],
    [200, "no-transform", false],
    [200, "No-Transform", false],
    [200, "no-store, no-transform", false],
    [200, "no-store,no-transform,private", false],
    [200, "no-transform\tx", false],
    [200, "no-store no-transform", false],
    [200, "no-store", true],
    [200, "no-transforms", true],
    [200, "no-transform=1", true],
    [200, "xno-transform", true],
    [200, "x-no-transform", true],
  ])("%d, Cache-Control: %s: %s", (status, control, expected) => {
    const headers = control === null ? {} : { "cache-control": control };
    expect(isChangeable(answer(headers, "content", status))).toBe(expected);
  });
});

describe("an answer to be read here", () => {
  test.each<[title: string, coding: string | null, sent: string | null, vary: string | null]>([
    ["without a coding", null, null, null],
    ["with the coding 'identity'", "identity", null, null],
    ["with the platform's coding, which is encoded again", "gzip", "gzip", null],
    ["with another coding, which is undone", "deflate", null, "accept-encoding"],
  ])("%s", (_title, coding, sent, vary) => {
    const base = answer({
      "content-length": "0",
      ...(coding === null ? {} : { "content-encoding": coding }),
    });
    const edits = new ResponseEdits(base);
    const decoding = decodingOf(base.headers);
    expect(makeReadable(edits, base, decoding)).toBe(true);
    expect(edits.isEdited).toBe(true);
    expect(edits.isDecoded).toBe(decoding.kind === "stream");
    const built = edits.build("GET");
    expect([built.headers.get("content-encoding"), built.headers.get("vary")]).toEqual([sent, vary]);
  });

  test("with an unknown coding can't be, and stays untouched", () => {
    const base = answer({ "content-encoding": "zstd" });
    const edits = new ResponseEdits(base);
    expect([makeReadable(edits, base, UNKNOWN), edits.build("GET")]).toEqual([false, base]);
  });

  test.each([
    [NONE, "unknown"],
    [NAMED, "unknown"],
    [PLATFORM, "undecodable"],
  ] as const)("that breaks off in %j has the fault %s", async (decoding, fault) => {
    const broken = new ReadableStream({
      type: "bytes",
      pull: (controller) => controller.error(new Error("out of order")),
    });
    const base = answer({}, broken);
    const edits = new ResponseEdits(base);
    makeReadable(edits, base, decoding);
    expect(await edits.read?.readAhead(new Deadline(), () => {})).toEqual({ kind: "broken", fault });
  });
});

describe("a coding that the client can't take", () => {
  const IDENTITY = { "accept-encoding": "identity" };

  function decoded(
    base: Response,
    headers: HeadersInit,
    path = "/app",
  ): { edits: ResponseEdits; built: Response } {
    const edits = new ResponseEdits(base);
    decodeForClient(edits, base, { request: new Request("https://packages.example/", { headers }), path });
    return { edits, built: edits.build("GET") };
  }

  test.each(["gzip", "br", "deflate", "x-gzip"])("is undone: %s", (coding) => {
    const { edits, built } = decoded(answer({ "content-encoding": coding, "content-length": "0" }), IDENTITY);
    expect([edits.isDecoded, edits.isEdited]).toEqual([true, true]);
    expect([built.headers.has("content-encoding"), built.headers.get("vary")]).toEqual([
      false,
      "accept-encoding",
    ]);
    // The length was that of the origin's bytes.
    expect(built.headers.has("content-length")).toBe(false);
  });

  test("is undone by reading the content", () => {
    expect(decoded(answer({ "content-encoding": "gzip" }), IDENTITY).edits.read).not.toBeNull();
  });

  test.each<[title: string, accepted: HeadersInit]>([
    ["accepts it", { "accept-encoding": "gzip" }],
    ["accepts it by another name", { "accept-encoding": "x-gzip" }],
    ["does not say", {}],
  ])("stays, with Vary, if the client %s", (_title, accepted) => {
    const { edits, built } = decoded(answer({ "content-encoding": "gzip" }), accepted);
    expect([edits.isDecoded, edits.read]).toEqual([false, null]);
    expect([built.headers.get("content-encoding"), built.headers.get("vary")]).toEqual([
      "gzip",
      "accept-encoding",
    ]);
  });

  test.each<[title: string, base: Response, path?: string]>([
    ["no coding", answer()],
    ["the coding 'identity'", answer({ "content-encoding": "identity" })],
    ["an unknown coding", answer({ "content-encoding": "zstd" })],
    ["a part", answer({ "content-encoding": "gzip" }, "content", 206)],
    ["a part by its range", answer({ "content-encoding": "gzip", "content-range": "bytes 0-6/9" })],
    ["no-transform", answer({ "content-encoding": "gzip", "cache-control": "no-transform" })],
    ["an archive by its type", answer({ "content-encoding": "gzip", "content-type": "application/x-tar" })],
    ["an archive by its path", answer({ "content-encoding": "gzip" }), "/app.tar"],
  ])("%s passes as it came", (_title, base, path) => {
    expect(decoded(base, IDENTITY, path).built).toBe(base);
  });
});

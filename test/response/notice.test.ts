import { brotliCompressSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { NoticeForm } from "../../src/clients/shared/client.ts";
import { ResponseEdits } from "../../src/response/edits.ts";
import { addNotice, memberInFront } from "../../src/response/notice.ts";
import { joinBytes } from "../../src/text/bytes.ts";

const MEMBER: NoticeForm = { kind: "json_member", name: "info", value: "Moving on Friday." };
const HEADER: NoticeForm = { kind: "headers", headers: { "npm-notice": "Moving on Friday." } };

/** The answer as it is sent, with the notice. */
function withNotice(answer: Response, form: NoticeForm): Response {
  const edits = new ResponseEdits(answer);
  addNotice(edits, answer, form);
  return edits.build("GET");
}

/** The parts one by one; then the end, or `broken`. */
function streamOf(parts: readonly Uint8Array[], broken?: Error): ReadableStream<Uint8Array> {
  const left = [...parts];
  return new ReadableStream({
    // Like the platform's.
    type: "bytes",
    pull(controller) {
      const part = left.shift();
      if (part !== undefined) controller.enqueue(part);
      else if (broken === undefined) controller.close();
      else controller.error(broken);
    },
  });
}

/** The transformed text when it is pushed in these parts. */
function noticed(...parts: string[]): string {
  const transform = memberInFront("info", "Moving on Friday.");
  const out = parts.map((part) => transform.push(new TextEncoder().encode(part)));
  // Response.text() would remove a byte order mark.
  return new TextDecoder("utf-8", { fatal: false, ignoreBOM: true }).decode(
    joinBytes([...out, transform.end(new Uint8Array())]),
  );
}

const OBJECTS: readonly (readonly [body: string, noticed: string])[] = [
  ["{}", '{"info":"Moving on Friday."}'],
  ["{ }", '{ "info":"Moving on Friday."}'],
  ['{"a":1}', '{"info":"Moving on Friday.","a":1}'],
  [' \r\n\t{\n  "a": {"b": "}"}\n}\n', ' \r\n\t{\n  "info":"Moving on Friday.","a": {"b": "}"}\n}\n'],
  ['{"é":"日"}', '{"info":"Moving on Friday.","é":"日"}'],
];

const OTHERS = ["", " ", "[]", '["{"]', '"{}"', "null", "17", "<html>{}</html>", "\ufeff{}", "{", "{ \n"];

describe("a member in front of the others of an object", () => {
  test.each(OBJECTS)("%j", async (body, expected) => {
    expect(noticed(body)).toBe(expected);
    expect(JSON.parse(expected)).toEqual({ info: "Moving on Friday.", ...JSON.parse(body) });
  });

  test.each(OBJECTS)("%j, wherever it is split", async (body, expected) => {
    for (let at = 0; at <= body.length; at += 1)
      expect(noticed(body.slice(0, at), body.slice(at))).toBe(expected);
    expect(noticed(...body)).toBe(expected);
  });

  test.each(OTHERS)("%j is not an object, or has no end, and stays", async (body) => {
    expect(noticed(body)).toBe(body);
    expect(noticed(...body)).toBe(body);
  });

  test("loses against the origin's own of the same name, since parsers keep the last", async () => {
    expect(JSON.parse(noticed('{"info":"own"}'))).toEqual({ info: "own" });
  });

  test("a name and a text with quotes stay JSON", async () => {
    const object = memberInFront('na"me', { text: 'a"b\\c\n' }).push(new TextEncoder().encode('{"a":1}'));
    expect(JSON.parse(new TextDecoder().decode(object))).toEqual({ 'na"me': { text: 'a"b\\c\n' }, a: 1 });
  });
});

describe("an answer with a notice in a header", () => {
  const answer = (): Response =>
    new Response("body", {
      status: 201,
      statusText: "Fine",
      headers: { "content-length": "4", "x-a": "b", warning: '299 - "own"' },
    });

  test("is the same but for that header", async () => {
    const sent = withNotice(answer(), HEADER);
    expect([sent.status, sent.statusText, await sent.text()]).toEqual([201, "Fine", "body"]);
    expect(Object.fromEntries(sent.headers)).toEqual({
      ...Object.fromEntries(answer().headers),
      "npm-notice": "Moving on Friday.",
      vary: "user-agent",
    });
  });

  test("keeps the origin's own of that name", () => {
    const sent = withNotice(answer(), { kind: "headers", headers: { warning: '299 - "ours"' } });
    expect(sent.headers.get("warning")).toBe('299 - "own", 299 - "ours"');
  });

  test("keeps the bytes of a coding", async () => {
    const bytes = gzipSync("body");
    const sent = withNotice(new Response(bytes, { headers: { "content-encoding": "gzip" } }), HEADER);
    expect(Buffer.from(await sent.arrayBuffer()).equals(bytes)).toBe(true);
    expect(sent.headers.get("content-encoding")).toBe("gzip");
  });

  test("has no body if it had none", () => {
    expect(withNotice(new Response(null, { status: 204 }), HEADER).body).toBeNull();
  });
});

describe("an answer with a notice in its object", () => {
  const EXPECTED = '{"info":"Moving on Friday.","a":1}';
  const TRUE_OF_ITS_BYTES = ["content-length", "content-md5", "digest", "content-digest", "repr-digest"];

  test.each([
    ["none", (text: string) => Buffer.from(text), {}],
    ["identity", (text: string) => Buffer.from(text), { "content-encoding": "identity" }],
  ] as const)("gets it without a coding (%s)", async (_coding, encode, headers) => {
    const body = new Uint8Array(encode('{"a":1}'));
    const sent = withNotice(
      new Response(body, { headers: { ...headers, "content-length": `${body.length}`, "x-a": "b" } }),
      MEMBER,
    );
    expect(await sent.text()).toBe(EXPECTED);
    expect(sent.headers.get("x-a")).toBe("b");
    expect([sent.headers.get("content-encoding"), sent.headers.get("content-length")]).toEqual([null, null]);
  });

  test.each(["zstd", "gzip, br"])("stays the very same if its coding can't be undone (%s)", (coding) => {
    const body = new Uint8Array(brotliCompressSync('{"a":1}'));
    const answer = new Response(body, { headers: { "content-encoding": coding } });
    expect(withNotice(answer, MEMBER)).toBe(answer);
  });

  test("stays the very same without a body", () => {
    const answer = new Response(null, { status: 200 });
    expect(withNotice(answer, MEMBER)).toBe(answer);
  });

  test("loses the fields that are true of the origin's bytes only", () => {
    const headers = Object.fromEntries(TRUE_OF_ITS_BYTES.map((name) => [name, "1"]));
    const sent = withNotice(new Response('{"a":1}', { headers }), MEMBER);
    expect(TRUE_OF_ITS_BYTES.filter((name) => sent.headers.has(name))).toEqual([]);
  });

  test("breaks off where the origin's does", async () => {
    const broken = streamOf([new TextEncoder().encode('{"a":')], new Error("broken off"));
    await expect(withNotice(new Response(broken), MEMBER).text()).rejects.toThrow("broken off");
  });
});

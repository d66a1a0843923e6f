/** What is sent when steps of the pipeline edit an answer: the fields, the content, and what is left of each. */
import { describe, expect, test } from "vitest";
import type { ByteSource } from "../../src/response/content-reader.ts";
import { cleanPhrase, ResponseEdits } from "../../src/response/edits.ts";
import { OF_THE_BYTES } from "../../src/response/field-names.ts";

type Edit = (edits: ResponseEdits) => void;

const BYTES = new TextEncoder().encode("changed");
const NEVER: ByteSource = {
  read: () => new Promise(() => {}),
  cancel: () => Promise.resolve(),
};

function answer(headers: HeadersInit = {}, body: BodyInit | null = "content"): Response {
  return new Response(body, {
    status: 201,
    statusText: "Made",
    headers: { "content-type": "x", ...headers },
  });
}

function edited(base: Response, ...wanted: readonly Edit[]): ResponseEdits {
  const edits = new ResponseEdits(base);
  for (const edit of wanted) edit(edits);
  return edits;
}

function fields(response: Response): Record<string, string> {
  return Object.fromEntries([...response.headers].filter(([name]) => name !== "content-type"));
}

describe("an answer that no step edits", () => {
  test.each<[title: string, edit: Edit, headers: HeadersInit, body: string | null]>([
    ["no edit", () => {}, {}, "content"],
    ["a field that Vary has already", (edits) => edits.varyBy("accept"), { vary: "Accept" }, "content"],
    ["a change of content that no step reads", (edits) => edits.changeContent(UNCHANGED), {}, "content"],
    ["extending content that it lacks", (edits) => edits.extendContent((body) => body), {}, null],
    ["watching content that it lacks", (edits) => edits.watchContent((body) => body), {}, null],
  ])("%s: the very object passes", (_title, edit, headers, body) => {
    const base = answer(headers, body);
    const edits = edited(base, edit);
    expect(edits.isEdited).toBe(false);
    expect(edits.build("GET")).toBe(base);
  });

  test("the remains of an answer are built into one again", async () => {
    const base = { status: 418, statusText: "Tea", headers: new Headers({ a: "b" }), body: null };
    const built = new ResponseEdits(base).build("GET");
    expect([built.status, built.statusText, built.body, [...built.headers]]).toEqual([
      418,
      "Tea",
      null,
      [["a", "b"]],
    ]);
  });
});

const UNCHANGED = {
  push: (part: Uint8Array) => part,
  end: (last: Uint8Array) => last,
};

describe("an answer that a step edits is a new object", () => {
  test.each<[title: string, edit: Edit]>([
    ["a status", (edits) => edits.setStatus(201, "Made")],
    ["a field", (edits) => edits.setHeader("a", "b")],
    ["one more line", (edits) => edits.appendHeader("a", "b")],
    ["a deleted field", (edits) => edits.deleteHeader("a")],
    ["rewritten values", (edits) => edits.rewriteHead((text) => text)],
    ["a field in Vary", (edits) => edits.varyBy("accept")],
    ["content that is read", (edits) => edits.readContent(() => null, false)],
    ["content that is extended", (edits) => edits.extendContent((body) => body)],
    ["content that is watched", (edits) => edits.watchContent((body) => body)],
    ["other content", (edits) => edits.replaceContent("x", 1)],
    ["another coding", (edits) => edits.recode("gzip")],
    ["another coding, with Vary already set", (edits) => edits.recode("identity")],
  ])("%s", (_title, edit) => {
    const base = answer({ vary: "accept-encoding" });
    const edits = edited(base, edit);
    expect(edits.isEdited).toBe(true);
    expect(edits.build("GET")).not.toBe(base);
  });
});

describe("the head", () => {
  test.each<[title: string, edits: readonly Edit[], expected: Record<string, string>]>([
    ["a field is replaced", [(edits) => edits.setHeader("A", "new")], { a: "new", b: "own" }],
    ["a line is added", [(edits) => edits.appendHeader("a", "new")], { a: "own, new", b: "own" }],
    ["a field is deleted", [(edits) => edits.deleteHeader("A")], { b: "own" }],
    [
      "the last edit of a field wins",
      [
        (edits) => edits.setHeader("a", "1"),
        (edits) => edits.deleteHeader("a"),
        (edits) => edits.appendHeader("a", "2"),
        (edits) => edits.setHeader("b", "3"),
        (edits) => edits.deleteHeader("b"),
      ],
      { a: "2" },
    ],
    [
      "every value is rewritten at the end, those of other steps too",
      [
        (edits) => edits.rewriteHead((text) => text.replaceAll("own", "ours")),
        (edits) => edits.setHeader("c", "own"),
      ],
      { a: "ours", b: "ours", c: "ours" },
    ],
  ])("%s", async (_title, wanted, expected) => {
    const built = edited(answer({ a: "own", b: "own" }), ...wanted).build("GET");
    expect(fields(built)).toEqual(expected);
    expect([built.status, built.statusText, await built.text()]).toEqual([201, "Made", "content"]);
  });

  test("a status comes with its phrase", () => {
    const built = edited(answer(), (edits) => edits.setStatus(403, "Blocked")).build("GET");
    expect([built.status, built.statusText]).toEqual([403, "Blocked"]);
  });

  test.each<[title: string, wanted: readonly Edit[]]>([
    ["the origin's", []],
    ["another step's", [(edits) => edits.setStatus(201, "Made")]],
  ])("the phrase is rewritten: %s", (_title, wanted) => {
    const rewrite: Edit = (edits) => edits.rewriteHead((text) => text.replace("Made", "Built"));
    expect(edited(answer(), rewrite, ...wanted).build("GET").statusText).toBe("Built");
  });

  test("a phrase that the platform refuses is cleaned", () => {
    const base = { status: 200, statusText: "a\tb\nc\u0100d~\xff", headers: new Headers(), body: null };
    expect(new ResponseEdits(base).build("GET").statusText).toBe("a b c d~\xff");
  });

  test.each([
    ["a\tb", "a b"],
    ["\x00\x1f\x7f", "   "],
    [" !~\x80\xff", " !~\x80\xff"],
    ["é日", "é "],
    ["", ""],
  ])("the phrase %j is sent as %j", (phrase, cleaned) => {
    expect(cleanPhrase(phrase)).toBe(cleaned);
  });
});

describe("a field is in Vary once", () => {
  test.each([
    [undefined, "accept"],
    ["Accept", "Accept"],
    ["origin, ACCEPT ,x", "origin, ACCEPT ,x"],
    ["accept-language", "accept-language, accept"],
    ["x-accept", "x-accept, accept"],
    ["*", "*"],
    ["origin, *", "origin, *"],
    ["", "accept"],
  ])("added to %j: %j", (own, expected) => {
    const edits = edited(
      answer(own === undefined ? {} : { vary: own }),
      (edits) => edits.varyBy("accept"),
      (edits) => edits.varyBy("accept"),
      (edits) => edits.setHeader("a", "b"),
    );
    expect(edits.build("GET").headers.get("vary")?.replace(/^, /, "")).toBe(expected);
  });
});

const OF_BYTES = Object.fromEntries([...OF_THE_BYTES].map((name) => [name, "1"]));
const STREAM = (): ReadableStream => new Response("stream").body ?? new ReadableStream();

describe("when bytes change, what was true of the origin's is dropped", () => {
  test.each<[title: string, edit: Edit, length: string | null]>([
    ["read", (edits) => edits.readContent(() => NEVER, false), null],
    ["read, but absent", (edits) => edits.readContent(() => null, false), null],
    ["changed into bytes", (edits) => edits.settleContent(BYTES), "7"],
    ["changed into a stream", (edits) => edits.settleContent(STREAM()), null],
    ["left out", (edits) => edits.settleContent(null), null],
    ["extended", (edits) => edits.extendContent((body) => body), null],
    ["in another coding", (edits) => edits.recode("gzip"), null],
    ["decoded", (edits) => edits.recode("identity"), null],
  ])("%s", (_title, edit, length) => {
    const base = answer({ ...OF_BYTES, etag: '"tag"', "last-modified": "then" });
    const built = edited(base, edit, (edits) => edits.setHeader("a", "b")).build("GET");
    const { vary: _vary, "content-encoding": _coding, ...left } = fields(built);
    expect(left).toEqual({
      a: "b",
      etag: 'W/"tag"',
      "last-modified": "then",
      ...(length === null ? {} : { "content-length": length }),
    });
  });

  test.each([
    ['"tag"', 'W/"tag"'],
    ['W/"tag"', 'W/"tag"'],
    ["tag", "tag"],
    ['tag"', 'tag"'],
  ])("the entity tag %s becomes %s", (own, weak) => {
    const built = edited(answer({ etag: own }), (edits) => edits.recode("identity")).build("GET");
    expect(built.headers.get("etag")).toBe(weak);
  });

  test("bytes that the platform encodes as it sends them have no length yet", () => {
    const built = edited(
      answer({ "content-encoding": "gzip", "content-length": "3" }),
      (edits) => edits.readContent(() => NEVER, true),
      (edits) => edits.settleContent(BYTES),
    ).build("GET");
    expect(built.headers.has("content-length")).toBe(false);
  });
});

describe("when bytes stay, so does what is true of them", () => {
  test.each<[title: string, edit: Edit]>([
    ["as it came", (edits) => edits.setHeader("a", "b")],
    ["watched", (edits) => edits.watchContent((body) => body)],
  ])("%s", async (_title, edit) => {
    const built = edited(answer({ ...OF_BYTES, etag: '"tag"' }), edit).build("GET");
    const { a: _added, ...left } = fields(built);
    expect(left).toEqual({ ...OF_BYTES, etag: '"tag"' });
    expect(await built.text()).toBe("content");
  });
});

describe("the coding", () => {
  test.each([
    ["gzip", "gzip", false],
    ["identity", null, true],
  ] as const)("%s", (coding, expected, isDecoded) => {
    const edits = edited(answer({ "content-encoding": "deflate" }), (edits) => edits.recode(coding));
    expect(edits.isDecoded).toBe(isDecoded);
    const built = edits.build("GET");
    expect([built.headers.get("content-encoding"), built.headers.get("vary")]).toEqual([
      expected,
      "accept-encoding",
    ]);
  });

  test("stays as it came if no step changes it", () => {
    expect(edited(answer(), (edits) => edits.setHeader("a", "b")).isDecoded).toBe(false);
  });
});

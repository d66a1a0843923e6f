/** What is sent when steps of the pipeline want something of an answer: the fields, the content, and what is left of each. */
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

describe("an answer of which no step wants anything", () => {
  test.each<[title: string, edit: Edit, headers: HeadersInit, body: string | null]>([
    ["no edit", () => {}, {}, "content"],
    ["a field it varies by already", (edits) => edits.varyBy("accept"), { vary: "Accept" }, "content"],
    ["a change of content that nobody reads", (edits) => edits.changeContent(UPPER), {}, "content"],
    ["something behind content that it lacks", (edits) => edits.extendContent((body) => body), {}, null],
    ["a look at content that it lacks", (edits) => edits.watchContent((body) => body), {}, null],
  ])("%s: the very object goes on", (_title, edit, headers, body) => {
    const base = answer(headers, body);
    const edits = edited(base, edit);
    expect(edits.isEdited).toBe(false);
    expect(edits.build("GET")).toBe(base);
  });

  test("what is left of one is made an answer again", async () => {
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

const UPPER = {
  push: (part: Uint8Array) => part,
  end: (last: Uint8Array) => last,
};

describe("an answer of which a step wants something is another", () => {
  test.each<[title: string, edit: Edit]>([
    ["a status", (edits) => edits.setStatus(201, "Made")],
    ["a field", (edits) => edits.setHeader("a", "b")],
    ["one more line", (edits) => edits.appendHeader("a", "b")],
    ["a field less", (edits) => edits.deleteHeader("a")],
    ["other values", (edits) => edits.rewriteHead((text) => text)],
    ["what it varies by", (edits) => edits.varyBy("accept")],
    ["content that is read", (edits) => edits.readContent(() => null, false)],
    ["content that is extended", (edits) => edits.extendContent((body) => body)],
    ["content that is watched", (edits) => edits.watchContent((body) => body)],
    ["other content", (edits) => edits.replaceContent("x", 1)],
    ["another coding", (edits) => edits.recode("gzip")],
    ["another coding, by which it varies already", (edits) => edits.recode("identity")],
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
    ["a field goes", [(edits) => edits.deleteHeader("A")], { b: "own" }],
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
    ["of the origin's", []],
    ["of another step's", [(edits) => edits.setStatus(201, "Made")]],
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

describe("what an answer varies by is said once", () => {
  test.each([
    [undefined, "accept"],
    ["Accept", "Accept"],
    ["origin, ACCEPT ,x", "origin, ACCEPT ,x"],
    ["accept-language", "accept-language, accept"],
    ["x-accept", "x-accept, accept"],
    ["*", "*"],
    ["origin, *", "origin, *"],
    ["", "accept"],
  ])("beside %j: %j", (own, expected) => {
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

describe("when bytes change, what was true of the origin's goes", () => {
  test.each<[title: string, edit: Edit, length: string | null]>([
    ["read", (edits) => edits.readContent(() => NEVER, false), null],
    ["read, and there is none", (edits) => edits.readContent(() => null, false), null],
    ["changed into bytes", (edits) => edits.settleContent(BYTES), "7"],
    ["changed into a stream", (edits) => edits.settleContent(STREAM()), null],
    ["left out", (edits) => edits.settleContent(null), null],
    ["extended", (edits) => edits.extendContent((body) => body), null],
    ["in another coding", (edits) => edits.recode("gzip"), null],
    ["free of its coding", (edits) => edits.recode("identity"), null],
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

  test("bytes that the platform codes as it sends them have no length yet", () => {
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
  ] as const)("%s", (coding, said, isDecoded) => {
    const edits = edited(answer({ "content-encoding": "deflate" }), (edits) => edits.recode(coding));
    expect(edits.isDecoded).toBe(isDecoded);
    const built = edits.build("GET");
    expect([built.headers.get("content-encoding"), built.headers.get("vary")]).toEqual([
      said,
      "accept-encoding",
    ]);
  });

  test("of an answer that none wants changed is as it came", () => {
    expect(edited(answer(), (edits) => edits.setHeader("a", "b")).isDecoded).toBe(false);
  });
});

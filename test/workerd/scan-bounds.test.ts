/** How far markup is parsed: so many tags, and so many calls of the parser, looked at every so many tags. */
import { describe, expect, it } from "vitest";
import { MARKUP_CALLS_MAX, MARKUP_PIECE_TAGS, MARKUP_TAGS_MAX } from "../../src/limits.ts";
import { scanMarkup } from "../../src/response/scan-markup.ts";

/** Costs a tag, and no call. */
const STRAY = "</x>";
/** A tag, and one call. */
const VOID = "<br>";

async function textOf(text: string): Promise<string> {
  const events = await scanMarkup({ text, elements: "*" });
  return events.map((event) => (event.kind === "text" ? event.text : "")).join("");
}

it("is looked at where these bounds say", () => {
  expect([MARKUP_CALLS_MAX, MARKUP_PIECE_TAGS, MARKUP_TAGS_MAX]).toEqual([540, 25, 1_500]);
});

describe("what stands behind is read", () => {
  it.each([
    ["no tags", ""],
    ["tags below the most", STRAY.repeat(1_499)],
    ["calls at the most, between two looks", VOID.repeat(545)],
    ["calls below the most, at a look", STRAY.repeat(10) + VOID.repeat(540)],
  ])("%s", async (_title, before) => {
    expect(await textOf(`${before}end`)).toBe("end");
  });
});

describe("what stands behind is left", () => {
  it.each([
    ["the most tags", STRAY.repeat(1_500)],
    ["the most calls, at a look", STRAY.repeat(9) + VOID.repeat(541)],
    ["more calls than the most", VOID.repeat(600)],
    ["calls of text", "a</x>".repeat(600)],
  ])("%s", async (_title, before) => {
    expect(await textOf(`${before}end`)).not.toContain("end");
  });
});

it("comes once, however many pieces it is parsed in", async () => {
  expect(await textOf("a</x>".repeat(MARKUP_PIECE_TAGS * 3 + 1))).toBe("a".repeat(MARKUP_PIECE_TAGS * 3 + 1));
});

it.each("area base br col embed hr img input link meta source track wbr".split(" "))(
  "no end is waited for of %s, which has none",
  async (name) => {
    expect(await textOf(`${`<${name}>`.repeat(300)}end`)).toBe("end");
  },
);

it("an end is waited for of any other, which is another call", async () => {
  expect(await textOf(`${"<b>".repeat(300)}end`)).toBe("");
});

it.each([
  ["<input name=a action=b>", { name: "a", action: "" }],
  ["<form name=a action=b>", { name: "", action: "b" }],
  ["<p name=a action=b>", { name: "", action: "" }],
  ["<input>", { name: "", action: "" }],
])("names are those of controls, actions those of forms: %s", async (text, { name, action }) => {
  const [open] = await scanMarkup({ text, elements: "*" });
  expect(open).toMatchObject({ kind: "open", attributes: { name, action, class: "", id: "", type: "" } });
});

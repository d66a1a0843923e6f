/** How far markup is parsed: limits of tags, and of calls of the parser, which are checked every few tags. */
import { describe, expect, it } from "vitest";
import { MARKUP_CALLS_MAX, MARKUP_PIECE_TAGS, MARKUP_TAGS_MAX } from "../../src/limits.ts";
import { scanMarkup } from "../../src/response/scan-markup.ts";

/** Costs a tag, but no call. */
const STRAY = "</x>";
/** Costs a tag, and one call. */
const VOID = "<br>";

async function textOf(text: string): Promise<string> {
  const events = await scanMarkup({ text, elements: "*" });
  return events.map((event) => (event.kind === "text" ? event.text : "")).join("");
}

it("these tests are written for these limits", () => {
  expect([MARKUP_CALLS_MAX, MARKUP_PIECE_TAGS, MARKUP_TAGS_MAX]).toEqual([540, 25, 1_500]);
});

describe("reads what follows", () => {
  it.each([
    ["no tags", ""],
    ["tags below the limit", STRAY.repeat(1_499)],
    ["calls above the limit, between two checks", VOID.repeat(545)],
    ["calls below the limit, at a check", STRAY.repeat(10) + VOID.repeat(540)],
  ])("%s", async (_title, before) => {
    expect(await textOf(`${before}end`)).toBe("end");
  });
});

describe("leaves out what follows", () => {
  it.each([
    ["the limit of tags", STRAY.repeat(1_500)],
    ["the limit of calls, at a check", STRAY.repeat(9) + VOID.repeat(541)],
    ["more calls than the limit", VOID.repeat(600)],
    ["calls of text", "a</x>".repeat(600)],
  ])("%s", async (_title, before) => {
    expect(await textOf(`${before}end`)).not.toContain("end");
  });
});

it("reads each text once, however many pieces it is parsed in", async () => {
  expect(await textOf("a</x>".repeat(MARKUP_PIECE_TAGS * 3 + 1))).toBe("a".repeat(MARKUP_PIECE_TAGS * 3 + 1));
});

it.each("area base br col embed hr img input link meta source track wbr".split(" "))(
  "does not wait for an end tag of %s, which has none",
  async (name) => {
    expect(await textOf(`${`<${name}>`.repeat(300)}end`)).toBe("end");
  },
);

it("waits for the end tag of any other element, which is another call", async () => {
  expect(await textOf(`${"<b>".repeat(300)}end`)).toBe("");
});

it.each([
  ["<input name=a action=b>", { name: "a", action: "" }],
  ["<form name=a action=b>", { name: "", action: "b" }],
  ["<p name=a action=b>", { name: "", action: "" }],
  ["<input>", { name: "", action: "" }],
])("reads names of controls and actions of forms only: %s", async (text, { name, action }) => {
  const [open] = await scanMarkup({ text, elements: "*" });
  expect(open).toMatchObject({ kind: "open", attributes: { name, action, class: "", id: "", type: "" } });
});

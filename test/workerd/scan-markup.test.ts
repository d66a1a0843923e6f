/** The platform's parser, as hearing uses it: the events of valid, of sloppy and of malicious markup. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MARKUP_CALLS_MAX, MARKUP_PIECE_TAGS } from "../../src/limits.ts";
import { type MarkupEvent, xmlSource } from "../../src/origins/page/markup.ts";
import { hearAnswer } from "../../src/response/hear-answer.ts";
import { scanMarkup } from "../../src/response/scan-markup.ts";
import { ADVERSARIAL, LARGEST_BYTES } from "../bench/bodies.ts";
import { answerWith } from "../origins/answer.ts";
import { scanWithHtmlparser2 } from "../origins/scan-with-htmlparser2.ts";

/** `<p>` and `</p>` for tags, with their attributes; text as it is. */
function spelled(events: readonly MarkupEvent[]): string[] {
  return events.map((event) => {
    if (event.kind === "text") return event.text;
    if (event.kind === "close") return `</${event.name}>`;
    const { class: classes, id, type } = event.attributes;
    return `<${[event.name, classes, id, type].join(" ").trim()}>`;
  });
}

describe("events", () => {
  const rows: readonly (readonly [name: string, source: string, expected: readonly string[]])[] = [
    ["a fragment", "a <b>b</b><br>c", ["a ", "<b>", "b", "</b>", "<br>", "c"]],
    ["names in upper case", "<P CLASS=A>a</P>", ["<p A>", "a", "</p>"]],
    ["attributes", "<p id='a b' x type=t class>", ["<p  a b t>"]],
    ["character references, unchanged", "<p>&lt;&amp;lt; &amp", ["<p>", "&lt;&amp;lt; &amp"]],
    ["less-than signs", "1 < 2 <3", ["1 < 2 <3"]],
    ["a comment in a text", "a<!-- <b> -->b", ["ab"]],
    ["a script", "<script>a<b</script>c", ["<script>", "a<b", "</script>", "c"]],
    ["a title", "<title>a <b> c</title>d", ["<title>", "a <b> c", "</title>", "d"]],
    [
      "unclosed elements, inside out",
      "<div><p>a<i>b</div>c",
      "<div>|<p>|a|<i>|b|</i>|</p>|</div>|c".split("|"),
    ],
    ["stray end tags", "</b>a</p></br>", ["a"]],
    ["elements that stay open", "<p>a", ["<p>", "a"]],
    ["a tag without its end", 'a<p class="b', ["a"]],
    ["a void element with an end tag", "<hr></hr>a", ["<hr>", "a"]],
    ["elements of SVG that close themselves", "<svg><path/></svg>a", ["<svg>", "<path>", "</svg>", "a"]],
    [
      "an end at what is ambiguous to a streaming parser",
      "a<select><title>b</title></select>c",
      ["a", "<select>"],
    ],
  ];
  it.each(rows)("%s", async (_, source, expected) => {
    expect(spelled(await scanMarkup({ text: source, elements: "*" }))).toEqual(expected);
  });

  it("come from the wanted elements only, but text from all", async () => {
    const events = await scanMarkup({ text: "<p>a<i>b</i></p><i class=x>c</i>", elements: "p,.x" });
    expect(spelled(events)).toEqual(["<p>", "ab", "</p>", "<i x>", "c", "</i>"]);
  });

  it("have a long text as one, whatever the pieces", async () => {
    const text = "&auml;ä日本 ".repeat(2_000);
    expect(spelled(await scanMarkup({ text: `<p>${text}</p>`, elements: "*" }))).toEqual([
      "<p>",
      text,
      "</p>",
    ]);
  });
});

describe("events of XML", () => {
  const rows: readonly (readonly [name: string, source: string, expected: readonly string[]])[] = [
    ["a declaration", "<?xml version='1.0'?><Error>a</Error>", ["<error>", "a", "</error>"]],
    ["a namespace", "<m:Code xmlns:m='x'>a</m:Code>", ["<m:code>", "a", "</m:code>"]],
    ["CDATA", "<a>b &amp; <![CDATA[c <d> & ]]>e</a>", ["<a>", "b &amp; c &lt;d> &amp; e", "</a>"]],
    ["CDATA without its end", "<a>b<![CDATA[c <d>", ["<a>", "bc &lt;d>"]],
  ];
  it.each(rows)("%s", async (_, source, expected) => {
    expect(spelled(await scanMarkup(xmlSource(source)))).toEqual(expected);
  });
});

describe("malicious markup", () => {
  const CALLS_OF_A_PIECE_MAX = MARKUP_PIECE_TAGS * 4;
  const baits = ADVERSARIAL.filter(({ contentType }) => /html|xml/.test(contentType));
  it.each(baits)("$name: bounded", async ({ make, contentType }) => {
    const source = make(LARGEST_BYTES);
    expect((await scanMarkup({ text: source, elements: "*" })).length).toBeLessThanOrEqual(
      MARKUP_CALLS_MAX + CALLS_OF_A_PIECE_MAX,
    );
    const heard = await hearAnswer(answerWith(403, source, { headers: { "content-type": contentType } }));
    expect(heard.shape).toMatch(/^[a-z-]+$/);
  });

  it("is heard up to the bounds", async () => {
    const { message } = await hearAnswer(
      answerWith(403, `<h1>Closed by the owner.</h1>${"<p>x".repeat(9_000)}`),
    );
    expect(message).toBe("Closed by the owner.");
  });
});

/** Without the cases in which the two differ: `--!>`, a stray `</p>`, half a tag at the end. */
const PIECES = [
  "word",
  " ",
  "&amp;",
  "&#228;",
  "<b>",
  "</b>",
  "<p class=a id='b'>",
  '<a href="x>y" title=\'"\' data-a>',
  "<br/>",
  "<!-- a <b> -- c -->",
  "<!---->",
  "<!--->",
  "<!-->",
  "<!doctype html>",
  "<?php x ?>",
  "</ x>",
  "<script>if (a<b) '</b>'</script>",
  "<style>p>b{}</style >",
  "<title>a &lt; <b></title>",
  "<textarea><p></textarea>",
  "< ",
  "1 < 2",
  ">",
] as const;

it("reads the same text as htmlparser2", async () => {
  const soup = fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join(""));
  await fc.assert(
    fc.asyncProperty(soup, async (source) => {
      expect(textOf(await scanMarkup({ text: source, elements: "*" }))).toBe(
        textOf(scanWithHtmlparser2({ text: source })),
      );
    }),
    { numRuns: 2_000 },
  );
});

it("reads attributes as htmlparser2 does", async () => {
  const tag = fc
    .array(fc.constantFrom(" ", "/", "id", "type", "=", "'", '"', "&amp;", "\n", "-"), { maxLength: 14 })
    .map((pieces) => `<p ${pieces.join("")}>end`);
  await fc.assert(
    fc.asyncProperty(tag, async (source) => {
      const [open] = await scanMarkup({ text: source, elements: "p" });
      expect(open).toEqual(scanWithHtmlparser2({ text: source })[0]);
    }),
    { numRuns: 2_000 },
  );
});

function textOf(events: readonly MarkupEvent[]): string {
  return events.map((event) => (event.kind === "text" ? event.text : "")).join("");
}

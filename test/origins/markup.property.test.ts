/**
 * The scanner of HTML and XML against an independent one (htmlparser2), which reads the same text out of the same
 * soup of tags. Left out are the cases in which the two differ on purpose: `--!>` and half a tag at the end.
 */
import fc from "fast-check";
import { Parser } from "htmlparser2";
import { expect, it } from "vitest";
import { scanMarkup } from "../../src/origins/page/markup.ts";

const PIECES = [
  "word",
  " ",
  "&amp;",
  "&#228;",
  "&eacute;",
  "<b>",
  "</b>",
  "<p class=a id='b'>",
  '<a href="x>y" title=\'"\' data-a>',
  "</p >",
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

const soup = fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join(""));

it("reads the same text as another scanner", () => {
  fc.assert(
    fc.property(soup, (source) => {
      expect(read(source)).toBe(readByOther(source));
    }),
    { numRuns: 3_000 },
  );
});

it("reads attributes as another scanner does", () => {
  const tag = fc
    .array(fc.constantFrom(" ", "/", "a", "b", "=", "'", '"', "&amp;", "\n", "-"), { maxLength: 14 })
    .map((pieces) => `<p ${pieces.join("")}>end`);
  fc.assert(
    fc.property(tag, (source) => {
      const attributes: Record<string, string> = {};
      scanMarkup(source, "html", {
        isFull: false,
        open: (_, found) => Object.assign(attributes, Object.fromEntries(found)),
        close: () => {},
        text: () => {},
      });
      expect(Object.keys(attributes)).toEqual(Object.keys(attributesByOther(source)));
    }),
    { numRuns: 3_000 },
  );
});

function read(source: string): string {
  let read = "";
  let hidden = false;
  scanMarkup(source, "html", {
    isFull: false,
    open(name) {
      if (name === "textarea") hidden = true;
    },
    close(name) {
      if (name === "textarea") hidden = false;
    },
    text(text) {
      if (!hidden) read += text;
    },
  });
  return read;
}

function readByOther(source: string): string {
  let read = "";
  let hidden = "";
  const parser = new Parser({
    onopentagname(name) {
      if (["script", "style", "textarea"].includes(name)) hidden = name;
    },
    onclosetag(name) {
      if (name === hidden) hidden = "";
    },
    ontext(text) {
      if (hidden === "") read += text;
    },
  });
  parser.end(source);
  return read;
}

function attributesByOther(source: string): Record<string, string> {
  let attributes: Record<string, string> = {};
  const parser = new Parser({
    onopentag(_, found) {
      attributes = found;
    },
  });
  parser.end(source);
  return attributes;
}

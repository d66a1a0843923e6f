/** Pages of no known shape. */
import { describe } from "vitest";
import { page } from "./html.ts";
import { table } from "./table.ts";

describe("any page", () => {
  table([
    [
      "heading",
      403,
      page("Shop", "<h1>The shop is closed today.</h1><p>Come back.</p>"),
      { message: "The shop is closed today.", shape: "html" },
    ],
    [
      "title",
      403,
      page("The shop is closed today", "<nav>Home</nav>"),
      { message: "The shop is closed today" },
    ],
    [
      "title with names around it",
      403,
      page("shop.example | The shop is closed | Shop Inc", ""),
      { message: "The shop is closed" },
    ],
    ["title with a status and a name", 404, page("404 - Shop Repository", ""), { message: null }],
    ["title with a phrase and a name", 404, page("Not Found | Shop", ""), { message: null }],
    [
      "text without elements",
      403,
      "<html><body>Closed by the owner</body></html>",
      { message: "Closed by the owner" },
    ],
    [
      "scripts, styles, comments and navigation are left out",
      403,
      page(
        "403",
        "<style>h1{}</style><script>var a='<h1>x</h1>'</script><!-- <h1>y</h1> --><nav><h1>z</h1></nav><noscript><h1>n</h1></noscript><h1>Closed by the owner, sorry.</h1>",
      ),
      { message: "Closed by the owner, sorry." },
    ],
    [
      "entities",
      403,
      page("403", "<h1>403</h1><p>&lt;a&gt;&nbsp;&mdash;&#x201C;b&#8221;&auml;&#150;&unknown;&amp;lt;</p>"),
      { message: "<a> —“b”ä–&unknown;&lt;" },
    ],
    [
      "text next to elements that are left out",
      403,
      "<html><body><nav>Home</nav><button>Go</button>Closed by the owner</body>",
      { message: "Closed by the owner" },
    ],
    [
      "a comment before the page",
      403,
      "<!-- x --><html><h1>Closed by the owner.</h1>",
      { message: "Closed by the owner." },
    ],
    [
      "a fragment",
      403,
      "Access is <b>closed</b> &amp; shut<br>for you",
      { message: "Access is closed & shut for you" },
      { headers: { "content-type": "text/html" } },
    ],
    [
      "a plain text sent as HTML",
      409,
      "Shop 'a' & 'b' exists < 3",
      { message: "Shop 'a' & 'b' exists < 3", shape: "text" },
      { headers: { "content-type": "text/html" } },
    ],
    [
      "a text in angle brackets",
      404,
      "<left-pad> is not known",
      { message: "<left-pad> is not known", shape: "text" },
    ],
    [
      "unclosed tags",
      403,
      "<html><body><h1>Closed by the owner.<p>Come<b> back",
      { message: "Closed by the owner." },
    ],
    ["a tag without an end", 403, '<html><h1>403</h1>Closed<a href="x', { message: "Closed" }],
    [
      "a broken conditional comment",
      404,
      '\n<!doctype html>\n<!--[if IE 9]><html lang="en" >\n</html>\n',
      { message: null },
    ],
    [
      "upper case",
      403,
      "<HTML><BODY><H1>Closed by the owner.</H1></BODY></HTML>",
      { message: "Closed by the owner." },
    ],
    [
      "a stack trace",
      500,
      page("Shop", "<h1>Shop failed:</h1><pre>x.Y: full\n\tat a.b.C(D.java:1)</pre>"),
      { message: "Shop failed:" },
    ],
  ]);
});

/** First frames in each language, at the limits of their patterns; and texts that only resemble one. */
import { describe, expect, it } from "vitest";
import { cutStackTrace, mayHoldStackTrace } from "../../src/text/stack-trace.ts";

const SAYS = "quota used up";

describe("cuts at a frame and keeps what precedes it", () => {
  it.each([
    ["Java after one space", `${SAYS}\n at a.B.c(D.java:1)`],
    ["Java after eight spaces", `${SAYS}\n        at a.B.c(D.java:1)`],
    ["a frame without a file after eight spaces", `${SAYS}\n        at a.B.c(x)`],
    ["Java after tabs", `${SAYS}\n\t\tat a.B.c(D.java:1)`],
    ["a name with every allowed character", `${SAYS}\n at a.B$1\`<init>+[x],/@ -c(x)`],
    ["the shortest name", `${SAYS}\n at ab(x)`],
    ["the longest name", `${SAYS}\n at ${"a".repeat(200)}(x)`],
    [".java in one line", `${SAYS} at a.B.c(D.java:123456) x`],
    [".kt in one line", `${SAYS} at a.B.c(D.kt:1) x`],
    [".scala in one line", `${SAYS} at a.B.c(D.scala:1) x`],
    [".groovy in one line", `${SAYS} at a.B.c(D.groovy:1) x`],
    [".clj in one line", `${SAYS} at a.B.c(D.clj:1) x`],
    ["a native method in one line", `${SAYS} at a.B.c(Native Method)`],
    ["an unknown source in one line", `${SAYS} at a.B.c(Unknown Source)`],
    ["a class name with a hyphen and a dollar", `${SAYS} at a.B.c(D-e$1.java:1)`],
    ["Go on a line of its own", `${SAYS}\ngoroutine 123456789 [chan receive, 5 minutes]:`],
    ["Go on the same line", `${SAYS} goroutine 7 [running]:`],
    ["Ruby with from", `${SAYS}\n\tfrom /a/b.rb:10:in 'c'`],
    ["Ruby without from", `${SAYS} /a/b.rb:123456:in 'c'`],
    ["Ruby with a backquote", `${SAYS}\n/a/b.rb:10:in \`c'`],
    ["Ruby with a double quote", `${SAYS}\n/a/b.rb:10:in "c"`],
    ["PHP with a location", `${SAYS} in /srv/a.php:123456\nStack trace:\n#0 x`],
    ["PHP with 'on line'", `${SAYS} in /srv/a.php on line 123456\nPHP Stack trace:\nx`],
    ["PHP without a location", `${SAYS}\nStack trace: #0 x`],
    ["PHP's frames alone", `${SAYS}\n#123 /srv/a.php(123456): put()`],
    ["PHP's frames in one line", `${SAYS} #0 /srv/a.php(1): put()`],
    ["Elixir", `${SAYS}\n    (shop 1.0.0-rc.1) lib/shop.ex:123456: Shop.put/2`],
    ["an Elixir script", `${SAYS} (shop 1) a.exs:4: Shop.put/2`],
    ["Rust", `${SAYS}\nstack backtrace:\n  0: x`],
    ["an announced trace", `${SAYS} stack trace: x`],
    ["an announced trace, in one word", `${SAYS} stacktrace: x`],
    ["an announced trace, with a capital", `${SAYS} Stacktrace: x`],
    ["Node on Windows", `${SAYS} at put (C:\\srv\\a.js:12:5)`],
    ["Node on a lower-case drive", `${SAYS} at put (d:\\a.js:12:5)`],
    ["Node's own modules", `${SAYS} at put (node:internal/x:123456:123456)`],
    ["Node without a name", `${SAYS} at /srv/a.js:1:2`],
    ["Node at a URL", `${SAYS} at async Promise.all (file:///srv/a.js:1:2)`],
    ["Node with a long name", `${SAYS} at ${"a".repeat(100)} (/srv/a.js:1:2)`],
    [".NET", `${SAYS} at A.B\`1.C<D>+E[F],G() in /src/a.cs:line 5`],
    [".NET with spaces in its file name", `${SAYS} at A.B.C(String s) in C:\\my src\\a.cs:line 5`],
    [".NET with the longest file name", `${SAYS} at A.B.C() in ${"a".repeat(200)}:line 5`],
    ["the first of several", `${SAYS} at a.B.c(D.java:1) at /srv/a.js:1:2\nstack backtrace:`],
  ])("%s", (_, text) => {
    expect(cutStackTrace(text)).toBe(SAYS);
    expect(mayHoldStackTrace(text)).toBe(true);
  });
});

describe("takes for no frame", () => {
  it.each([
    ["'at' after nine spaces without a location", `${SAYS}\n         at a.B.c(x)`],
    ["'at' without a parenthesis", `${SAYS}\n at a.B.c`],
    ["a name of one letter", `${SAYS}\n at a(x)`],
    ["a name that is too long", `${SAYS}\n at ${"a".repeat(201)}(x)`],
    ["'at' in a sentence", `${SAYS} (look at the page (it is short))`],
    ["another file extension", `${SAYS} at a.B.c(D.txt:1)`],
    ["a file without a line", `${SAYS} at a.B.c(D.java)`],
    ["a line of seven digits", `${SAYS} at a.B.c(D.java:1234567)`],
    ["a goroutine without its state", `${SAYS} goroutine 7 running`],
    ["a goroutine without its colon", `${SAYS} goroutine 7 [running]`],
    ["a Ruby file", `${SAYS} in /a/b.rb:10 and more`],
    ["a Ruby file without a space before it", `a.rb:10:into 'x'`],
    ["a PHP file", `${SAYS} in /srv/a.php(12) today`],
    ["a number of four digits before a PHP file", `${SAYS} #1234 /srv/a.php(1)`],
    ["an Elixir file without a version", `${SAYS} lib/shop.ex:4: x`],
    ["a trace in the middle of a word", `${SAYS} xstack trace: y`],
    ["an announced trace with nothing after it", `${SAYS} stack trace:`],
    ["a location without 'at'", `${SAYS} /srv/a.js:1:2`],
    ["'at' with something else before the location", `${SAYS} at once, see (/srv/a.js:1:2)`],
    ["a location without a column", `${SAYS} at /srv/a.js:1`],
    ["a web address", `${SAYS} at https://a.example:1:2`],
    ["a name that is too long for Node", `${SAYS} at ${"a".repeat(101)} (/srv/a.js:1:2)`],
    [".NET without a file", `${SAYS} at A.B.C() in :line`],
    [".NET with a file name that is too long", `${SAYS} at A.B.C() in ${"a".repeat(201)}:line 5`],
    [".NET with a line end in its file name", `${SAYS} at A.B.C() in a\nb:line 5`],
    [".NET with its line number before it", `:line 5 ${SAYS} at A.B.C() in b`],
  ])("%s", (_, text) => {
    expect(cutStackTrace(text)).toBe(text);
  });
});

describe("a Python traceback in one line", () => {
  const before = 'Traceback (most recent call last): File "/srv/a.py", line 8, in put check() ';
  it.each(["Error", "Exception", "Warning", "Exit", "Interrupt", "Timeout"])("ends with %s", (ending) => {
    expect(cutStackTrace(`${before}shop.My${ending}: used up`)).toBe(`shop.My${ending}: used up`);
    expect(cutStackTrace(`${before}shop.My${ending}`)).toBe(`shop.My${ending}`);
  });

  it.each([
    ["the last of several", `${before}KeyError: 1 ValueError: used up`, "ValueError: used up"],
    ["the longest name", `${before}${"a".repeat(81)}Error: x`, `${"a".repeat(81)}Error: x`],
    ["a name with an underscore", `${before}_My.Error: x`, "_My.Error: x"],
    [
      "a name that begins with a digit does not count",
      `${before}KeyError: 1 9Error: x`,
      "KeyError: 1 9Error: x",
    ],
    ["a name after dots", `${before}..MyError: x`, "MyError: x"],
    ["a longer word does not count", `${before}Errors: x`, ""],
    ["a name without a space after its colon does not count", `${before}Error:x`, ""],
  ])("%s", (_, text, message) => {
    expect(cutStackTrace(text)).toBe(message);
  });
});

describe("a Python traceback in several lines", () => {
  it.each([
    [
      "a frame after twelve spaces",
      `            File "/a.py", line 1, in a\n    b()\nKeyError: 1\nmore`,
      "KeyError: 1\nmore",
    ],
    ["a name with any ending", `  File "/a.py", line 1\n    b()\nshop.QuotaUsed: up`, "shop.QuotaUsed: up"],
    ["a frame without indentation", `File "/a.py", line 1\nKeyError: 1`, "KeyError: 1"],
    [
      "the last frame counts",
      `  File "/a.py", line 1\nx\n  File "/b.py", line 2\n    y\nKeyError: 1`,
      "KeyError: 1",
    ],
  ])("%s", (_, lines, message) => {
    expect(cutStackTrace(`Traceback (most recent call last):\n${lines}`)).toBe(message);
  });
});

it.each([
  ["/a.rb:1:in `b': used up", "used up"],
  ["/a.rb:123456:in 'B#c': used up", "used up"],
  ['/a.rb:1:in "b": used up', "used up"],
  ["x /a.rb:1:in `b': used up", "x"],
  ["/a.rb:1:in b: used up", "/a.rb:1:in b: used up"],
])("removes the location from Ruby's %s", (text, message) => {
  expect(cutStackTrace(text)).toBe(message);
});

it.each([
  ["Traceback", true],
  ["goroutine 1", true],
  ["stack trace:", true],
  ["Stacktrace:", true],
  ["a.rb:1", true],
  ["a.php(1", true],
  ["stack backtrace:", true],
  ['", line 1', true],
  ["a.ex:1", true],
  ["a.exs:1", true],
  [" at (", true],
  [" at a:123456:1", true],
  [" at a", false],
  ["at (", false],
  ["(", false],
  [" at a:b:c", false],
  ["a.rb:b and a.php(b and goroutine b", false],
])("%j may contain a trace: %s", (text, may) => {
  expect(mayHoldStackTrace(text)).toBe(may);
});

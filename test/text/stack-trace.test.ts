import { expect, it } from "vitest";
import { cutStackTrace } from "../../src/text/stack-trace.ts";

it.each([
  [
    "a text without a trace",
    "Look at the package at packages.example (see line 3).",
    "Look at the package at packages.example (see line 3).",
  ],
  [
    "Java",
    "org.shop.QuotaException: quota of team-a used up\n\tat org.shop.Store.put(Store.java:17)\n\tat java.base/java.lang.Thread.run(Thread.java:9)\nCaused by: x.Y: z",
    "org.shop.QuotaException: quota of team-a used up",
  ],
  [
    "Java on one line",
    "org.shop.QuotaException: quota used up at org.shop.Store.put(Store.java:17) at org.shop.Main.main(Main.kt:3)",
    "org.shop.QuotaException: quota used up",
  ],
  ["Java's native frames", "x.Y: boom\n\tat a.b.C.d(Native Method)", "x.Y: boom"],
  [
    "Python",
    'Traceback (most recent call last):\n  File "/srv/shop/store.py", line 8, in put\n    self.check(name)\n    ^^^^^^^^^^^^^^^^\nshop.QuotaError: quota used up\n',
    "shop.QuotaError: quota used up",
  ],
  [
    "Python after a sentence",
    'Upload failed.\nTraceback (most recent call last):\n  File "/srv/a.py", line 8, in put\n    check()\nKeyError: 7',
    "Upload failed.\n KeyError: 7",
  ],
  [
    "Python's chained exceptions",
    'Traceback (most recent call last):\n  File "/a.py", line 1, in a\n    b()\nKeyError: 1\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File "/c.py", line 2, in c\n    d()\nshop.QuotaError: used up',
    "shop.QuotaError: used up",
  ],
  [
    "Python on one line",
    'Traceback (most recent call last): File "/srv/a.py", line 8, in put check() ValueError: used up',
    "ValueError: used up",
  ],
  [
    "Python without its exception",
    'Traceback (most recent call last):\n  File "/a.py", line 1, in a\n    b()',
    "",
  ],
  [
    "Go",
    "panic: assignment to entry in nil map\n\ngoroutine 7 [running]:\nmain.put(...)\n\t/src/main.go:12 +0x1d",
    "panic: assignment to entry in nil map",
  ],
  [
    "Node",
    "TypeError: name is no string\n    at check (/srv/shop/store.js:12:5)\n    at async put (node:internal/tasks:1:2)",
    "TypeError: name is no string",
  ],
  [
    "Node on one line",
    "TypeError: name is no string at Object.<anonymous> (file:///srv/store.js:12:5) at put (/srv/a.js:1:2)",
    "TypeError: name is no string",
  ],
  [
    ".NET",
    "Shop.QuotaException: used up\r\n   at Shop.Store.Put(String name) in /src/Store.cs:line 5\r\n   at Shop.Main()",
    "Shop.QuotaException: used up",
  ],
  [
    ".NET on one line",
    "Shop.QuotaException: used up at Shop.Store.Put(String name) in /src/Store.cs:line 5",
    "Shop.QuotaException: used up",
  ],
  [
    "Ruby",
    "app/store.rb:10:in `put': quota used up (QuotaError)\n\tfrom app/main.rb:3:in `<main>'",
    "quota used up (QuotaError)",
  ],
  [
    "Ruby's list of frames",
    "quota used up\n/srv/app/store.rb:10:in 'Store#put'\n/srv/app/main.rb:3:in 'main'",
    "quota used up",
  ],
  [
    "PHP",
    "PHP Fatal error: Uncaught Exception: used up in /srv/a.php:3\nStack trace:\n#0 /srv/b.php(12): put()\n#1 {main}",
    "PHP Fatal error: Uncaught Exception: used up",
  ],
  [
    "Elixir",
    "** (RuntimeError) used up\n    (shop 1.0.0) lib/shop.ex:4: Shop.put/2",
    "** (RuntimeError) used up",
  ],
  [
    "Rust",
    "thread 'main' panicked: used up\nstack backtrace:\n   0: shop::put",
    "thread 'main' panicked: used up",
  ],
])("cuts the trace of %s", (_, text, message) => {
  expect(cutStackTrace(text)).toBe(message);
});

/** What a gateway without a cache leaves to the caches on both sides of it. */
import { answer, keeps, passes, type ResponseRule } from "./response-rule.ts";

const DATE = "Wed, 21 Oct 2015 07:28:00 GMT";
const FIVE = "Content-Length: 5";

/** The validators of a request reach the origin, whose 304 passes. */
function conditional(
  rule: string,
  clause: string,
  asked: Readonly<Record<string, string>>,
  more: Partial<ResponseRule> = {},
): ResponseRule {
  return passes(
    rule,
    clause,
    answer(['ETag: "e"', "Cache-Control: max-age=60", "Vary: Accept"], "", "304 Not Modified"),
    {
      asked,
      status: 304,
      body: "",
      fields: { ETag: '"e"', "Cache-Control": "max-age=60", Vary: "Accept" },
      ...more,
    },
  );
}

/** A request's directive for caches passes to the next one. */
function asks(value: string): ResponseRule {
  return passes(
    `a request's ${value} passes, and the origin is asked`,
    "9111 5.2.1",
    answer([FIVE, "Cache-Control: max-age=3600"], "hello"),
    { asked: { "Cache-Control": value } },
  );
}

export const CACHING: readonly ResponseRule[] = [
  keeps("Date stays unchanged", "9110 6.6.1", { Date: DATE }),
  keeps("an invalid Date stays unchanged", "9110 6.6.1", { Date: "yesterday" }),
  keeps("Age stays unchanged: nothing is cached here", "9111 5.1", { Age: "7", Date: DATE }),
  passes("no Age is added", "9111 5.1", answer([FIVE, "Cache-Control: max-age=60"], "hello"), {
    fields: { Age: null },
  }),
  keeps("an invalid Expires stays unchanged", "9111 5.3", { Expires: "0" }),
  ...[
    "max-age=3600",
    "no-store",
    "private, no-cache",
    'private="set-cookie"',
    "s-maxage=60, must-revalidate",
    "max-age=60, stale-if-error=600",
    "no-store, must-understand",
    "MAX-AGE=1, max-age=2",
    "max-age= 3",
  ].map((value) =>
    keeps(`Cache-Control: ${value} stays unchanged`, "9111 5.2.2", { "Cache-Control": value }),
  ),
  keeps("CDN-Cache-Control stays for downstream caches", "9213 2.1", {
    "CDN-Cache-Control": "max-age=60",
    "Cache-Control": "no-store",
  }),
  keeps("Pragma stays unchanged", "9111 5.4", { Pragma: "no-cache" }),
  keeps("Warning stays unchanged", "9111 5.5", { Warning: '110 - "stale"' }),
  keeps("Vary stays unchanged", "9110 12.5.5", { Vary: "Accept, X-A" }),
  keeps("Vary: * stays unchanged", "9110 12.5.5", { Vary: "*" }),
  keeps("a strong ETag stays strong", "9110 8.8.3", { ETag: '"e"' }),
  keeps("a weak ETag stays weak", "9110 8.8.3", { ETag: 'W/"e"' }),
  keeps("an ETag without quotes stays unchanged", "9110 8.8.3", { ETag: "e" }),
  keeps("an ETag with bytes beyond ASCII stays unchanged", "9110 8.8.3", { ETag: '"\xe9"' }),
  keeps("Last-Modified stays unchanged", "9110 8.8.2", { "Last-Modified": DATE }),
  keeps("fields that describe the content stay unchanged", "9110 8", {
    "Content-Type": "a/b; c=d",
    "Content-Language": "de",
    "Content-Location": "/x",
    "Content-MD5": "x",
    "Repr-Digest": "sha-256=:x:",
    "Accept-Ranges": "bytes",
  }),
  keeps("Content-Disposition stays unchanged", "6266 4", {
    "Content-Disposition": 'attachment; filename="a.tgz"',
  }),
  conditional("If-None-Match and its 304 pass", "9110 13.1.2", { "If-None-Match": 'W/"a", "e"' }),
  conditional("If-None-Match: * passes", "9110 13.1.2", { "If-None-Match": "*" }),
  conditional("If-None-Match without quotes passes unchanged", "9110 13.1.2", { "If-None-Match": "e" }),
  conditional("If-Modified-Since passes, even with an obsolete date format", "9110 13.1.3", {
    "If-Modified-Since": "Wednesday, 21-Oct-15 07:28:00 GMT",
  }),
  conditional("both pass; the origin decides which one counts", "9110 13.2.2", {
    "If-None-Match": '"x"',
    "If-Modified-Since": DATE,
  }),
  conditional("a HEAD's 304 passes", "9110 13.1.2", { "If-None-Match": '"e"' }, { method: "HEAD" }),
  passes("a 304 without fields passes", "9110 15.4.5", answer([], "", "304 Not Modified"), {
    asked: { "If-None-Match": '"e"' },
    status: 304,
    body: "",
    fields: { ETag: null },
  }),
  passes("an unrequested 304 passes", "9110 15.4.5", answer([], "", "304 Not Modified"), {
    status: 304,
    body: "",
  }),
  passes("changed content passes in full", "9110 13.2.1", answer([FIVE, 'ETag: "f"'], "hello"), {
    asked: { "If-None-Match": '"e"' },
    fields: { ETag: '"f"' },
  }),
  passes("412 keeps its status", "9110 15.5.13", answer([FIVE, 'ETag: "f"'], "hello", "412 No"), {
    method: "PUT",
    asked: { "If-Match": '"e"', "If-Unmodified-Since": DATE },
    status: 412,
    body: null,
  }),
  passes(
    "a part passes with its range",
    "9110 15.3.7",
    answer(["Content-Length: 3", "Content-Range: bytes 2-4/10", 'ETag: "e"'], "llo", "206 Part"),
    {
      asked: { Range: "bytes=2-4", "If-Range": '"e"' },
      status: 206,
      body: "llo",
      fields: { "Content-Range": "bytes 2-4/10", ETag: '"e"', "Content-Length": "3" },
    },
  ),
  passes(
    "an open range and a suffix range are requested verbatim",
    "9110 14.1.2",
    answer([FIVE, "Content-Range: bytes 5-9/10"], "hello", "206 Part"),
    { asked: { Range: "bytes=5-,-2" }, status: 206, fields: { "Content-Range": "bytes 5-9/10" } },
  ),
  passes(
    "several parts pass byte for byte",
    "9110 14.6",
    answer(["Content-Type: multipart/byteranges; boundary=b", FIVE], "hello", "206 Part"),
    {
      asked: { Range: "bytes=0-0,9-9" },
      status: 206,
      fields: { "Content-Type": "multipart/byteranges; boundary=b" },
    },
  ),
  passes("an ignored range yields the complete content", "9110 14.2", answer([FIVE], "hello"), {
    asked: { Range: "bytes=9-2" },
    fields: { "Content-Range": null },
  }),
  passes(
    "Range of a PUT is left to the origin to ignore",
    "9110 14.2",
    answer([FIVE], "hello", "201 Created"),
    {
      method: "PUT",
      asked: { Range: "bytes=0-1" },
      status: 201,
    },
  ),
  asks("only-if-cached"),
  asks("no-cache"),
  asks("max-age=0"),
  asks("max-stale=600"),
  passes(
    "cacheable content is requested each time",
    "9111 3",
    answer([FIVE, "Cache-Control: public, max-age=31536000, immutable", `Date: ${DATE}`], "hello"),
  ),
  passes(
    "cacheable content is requested each time, with credentials",
    "9111 3.5",
    answer([FIVE, "Cache-Control: public, s-maxage=3600"], "hello"),
    { asked: { Authorization: "Basic eDp5" } },
  ),
  passes(
    "a cacheable 404 is requested each time",
    "9110 15.5.5",
    answer([FIVE, "Cache-Control: max-age=3600"], "hello", "404 No"),
    { status: 404, body: null },
  ),
  passes(
    "a 503 is not replaced by an earlier success",
    "5861 4",
    answer([FIVE, "Cache-Control: stale-if-error=3600"], "hello", "503 No"),
    { status: 503, body: null },
  ),
];

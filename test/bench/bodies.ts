/** Bodies of a given size for the measurements of hearing: one of every shape, and those meant to be slow. */

import { MARKUP_TAGS_MAX, REASONS_MAX } from "../../src/limits.ts";
import { HOSTILE_WORDS } from "./hostile-words.ts";

export const LARGEST_BYTES = 64 * 1024;

interface Sample {
  readonly name: string;
  readonly contentType: string;
  /** A body of about `bytes` bytes. */
  readonly make: (bytes: number) => string;
}

const WORDS = "the package left-pad may not be fetched since its licence is on the list; ";

function sample(name: string, contentType: string, before: string, after: string, filler = WORDS): Sample {
  const make = (bytes: number): string =>
    before + fill(filler, Math.max(bytes - before.length - after.length, 0)) + after;
  return { name, contentType, make };
}

function fill(filler: string, length: number): string {
  return filler.repeat(Math.ceil(length / filler.length)).slice(0, length);
}

const JSON_TYPE = "application/json";
const HTML = "text/html";
const TEXT = "text/plain";

/** What origins really send, with a reason as long as the size requires. */
export const ORDINARY: readonly Sample[] = [
  sample("gitlab", JSON_TYPE, '{"message":"403 Forbidden - ', '"}'),
  sample("oci", JSON_TYPE, '{"errors":[{"code":"DENIED","message":"', '"}]}'),
  sample("problem", "application/problem+json", '{"type":"about:blank","status":403,"detail":"', '"}'),
  sample("error object", JSON_TYPE, '{"error":{"type":"denied","code":"d","message":"', '"}}'),
  sample("field errors", JSON_TYPE, '{"message":{"name":["', '"]}}'),
  sample("json in json", JSON_TYPE, '{"message":"{\\"errors\\":[{\\"message\\":\\"', '\\"}]}"}'),
  sample("json cut off", JSON_TYPE, '{"errors":[{"status":403,"message":"', ""),
  sample("s3", "application/xml", "<Error><Code>AccessDenied</Code><Message>", "</Message></Error>"),
  sample("nexus", HTML, '<html><body><div class="content-section">', "</div></body></html>"),
  sample("apache", HTML, "<title>403 Forbidden</title><h1>Forbidden</h1><p>", "</p><hr>"),
  sample("many elements", HTML, "<html><body><h1>403</h1>", "</body></html>", "<p>no &amp; <b>no</b></p>"),
  sample("text", TEXT, "", ""),
  sample("text, not ASCII", TEXT, "", "", "Das Paket gehört einer geschützten Gruppe 日本 "),
];

/** Repeated over the whole body, each of these is bait for one loop or one pattern. */
const BAITS: readonly (readonly [name: string, contentType: string, filler: string])[] = [
  ["brackets", JSON_TYPE, "["],
  ["braces", JSON_TYPE, '{"a":'],
  ["message in message", JSON_TYPE, '{"message":'],
  ["quotes", JSON_TYPE, '"'],
  ["backslashes", JSON_TYPE, '{"message":"\\'],
  ["escapes", JSON_TYPE, "\\u001b]"],
  ["tags never closed", HTML, "<i>"],
  ["tags closed wrongly", HTML, "<i></b>"],
  ["blocks", HTML, "<p>x</p>"],
  ["blocks never closed", HTML, "<div>"],
  ["lines", HTML, "<br>"],
  ["words in tags", HTML, "<i>x"],
  ["less-than signs", HTML, "<"],
  ["tags without end", HTML, "<a "],
  ["attributes", HTML, "<a b=c d='e' "],
  ["quotes in tags", HTML, '<a b="'],
  ["comments", HTML, "<!--"],
  ["comments, closed", HTML, "<!---->"],
  ["scripts", HTML, "<script>"],
  ["scripts, closed", HTML, "<script></script>"],
  ["tables", HTML, "<table><tr><td>"],
  ["selects", HTML, "<select><option>x"],
  ["drawings", HTML, "<svg><path/>"],
  ["titles", HTML, "<title>"],
  ["marked elements", HTML, '<div class="content-section">'],
  ["headings", HTML, "<h1>Error"],
  ["rules", HTML, "<hr>"],
  ["labels", HTML, "<td>Reason:</td>"],
  ["labels in a row", HTML, "Reason: "],
  ["labels in elements of their own", HTML, "<b>Message</b>"],
  ["names of ids", HTML, "<p>Your support ID is support ID: "],
  ["names of products", HTML, "<p>Powered by Apache Cisco "],
  ["sentences", HTML, "a. 1:22 B! "],
  ["lines of words", HTML, "word Word<br>"],
  ["long paragraphs", HTML, `<p>${"you may not have it today ".repeat(12)}`],
  ["long paragraphs, not ASCII", HTML, `<p>${"доступ 访问 は ".repeat(25)}`],
  ["advice", HTML, "<p>If you believe for the please contact click here "],
  ["entities", HTML, "<p>&amp"],
  ["ampersands", HTML, "<p>&&&&&&&&"],
  ["CDATA", "application/xml", "<a><![CDATA["],
  ["CDATA, closed", "application/xml", "<a><![CDATA[<]]>"],
  ["XML elements", "application/xml", "<Message>"],
  ["XML namespaces", "application/xml", "<a:b:c/>"],
  ["blanks", TEXT, "a    \t\n   "],
  ["blanks then a word", TEXT, " "],
  ["dots", TEXT, "."],
  ["dashes", TEXT, "403 - "],
  ["status words", TEXT, "Error: 403 Forbidden - "],
  ["ESC", TEXT, "\u001b"],
  ["OSC", TEXT, "\u001b]"],
  ["CSI", TEXT, "\u001b[1;"],
  ["C1", TEXT, "x\u009d"],
  ["combining marks", TEXT, "a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301"],
  ["one letter's marks", TEXT, "\u0301"],
  ["joined emoji", TEXT, "👩\u200d"],
  ["flags", TEXT, "🇩"],
  ["Devanagari", TEXT, "क्"],
  ["Korean", TEXT, "각"],
  ["URLs", TEXT, "x://"],
  ["userinfo", TEXT, "x://a@"],
  ["userinfo that never ends", TEXT, "x://aaaa:bbbb:"],
  ["named secrets", TEXT, "token='"],
  ["names of secrets", TEXT, "secret_"],
  ["authorization", TEXT, "authorization: "],
  ["cookies", TEXT, "cookie: a=b; "],
  ["passwords in quotes", TEXT, "'pwd':\""],
  ["tokens in paths", TEXT, "dl.cloudsmith.io/a"],
  ["bearer", TEXT, "bearer aaaaaaaa"],
  ["private keys", TEXT, "-----BEGIN PRIVATE KEY-----"],
  ["halves of private keys", TEXT, "-----BEGIN A"],
  ["JWTs", TEXT, "eyJaaaaaaaa."],
  ["token prefixes", TEXT, "glpat-ghp_npm_eyJ"],
  ["addresses", TEXT, "10.10.10.10:"],
  ["frames", TEXT, "\n at a.b("],
  ["frames, one line", TEXT, " at aaaaaaaa.bbbbbbbb"],
  ["Python frames", TEXT, 'Traceback (most recent call last)\n  File "'],
  ["Python, one line", TEXT, "Traceback (most recent call last) aaaaError "],
  ["goroutines", TEXT, "goroutine 1 ["],
  ["Ruby frames", TEXT, " from aaaaaaaa.rb:1"],
  ["PHP frames", TEXT, " in /aaaa.php #0 /aaaa"],
  ["broken UTF-8", TEXT, "\u00ff\u00c3"],
];

/** Mixes of hostile words that once took tens of milliseconds or even seconds, or come close. */
const MIXES: readonly string[] = [
  "at ",
  " at a",
  " in  in ",
  " at aaa() in ",
  "a.a.",
  "1Error: ",
  '\n  File "',
  "\n ",
  "\n  ",
  "\r::a ",
  "::a ::",
  "authorization: 0a@AKIAa",
  "tcp :\\/\\/a@",
  "[fd00:cmVmdGtubearer ",
  "token=-----BEGIN A?sig=",
  "– a  ",
  "’: ",
];

/** Every hostile word by itself, and the mixes, after words without which the slow patterns would not run at all. */
const HOSTILE: readonly Sample[] = [...Object.values(HOSTILE_WORDS).flat(), ...MIXES].map((word) =>
  sample(
    `again: ${JSON.stringify(word)}`,
    JSON_TYPE,
    '{"error":"Traceback goroutine 1 token :: ## ( at ',
    '"}',
    JSON.stringify(word).slice(1, -1),
  ),
);

/** The bait in each of the reasons that are heard, so that the whole body is cleaned. */
function inEveryReason(name: string, filler: string): Sample {
  const make = (bytes: number): string => {
    const text = fill(filler, bytes / REASONS_MAX);
    const errors = Array.from({ length: REASONS_MAX }, (_, index) => `${index} word ${text}`);
    return JSON.stringify({ errors });
  };
  return { name: `${name} x ${REASONS_MAX}`, contentType: JSON_TYPE, make };
}

export const ADVERSARIAL: readonly Sample[] = [
  ...HOSTILE,
  ...BAITS.map(([name, contentType, filler]) => sample(name, contentType, "", "", filler)),
  ...BAITS.filter(([, contentType]) => contentType === TEXT).map(([name, , filler]) =>
    inEveryReason(name, filler),
  ),
  // What a parser compares with every open element, after as many open elements as are allowed.
  sample("end tags without a start", HTML, "<i>".repeat(MARKUP_TAGS_MAX / 2), "", "</b>"),
  sample("one end for all", HTML, `<div>${"<p>".repeat(MARKUP_TAGS_MAX / 2)}</div>`, ""),
  sample("attributes of one tag", HTML, "<h1 ", ">", "a=b c='d' "),
  sample("classes of one tag", HTML, '<h1 class="', '">', "a "),
  sample("less-than signs in a script", HTML, "<script>", "</script>", "<"),
  sample("page in JSON", JSON_TYPE, '{"message":"<html>', '"}', "<p>x"),
  sample("many errors", JSON_TYPE, '{"errors":[0', "]}", ',{"message":"a b"}'),
  sample("many members", JSON_TYPE, '{"message":null', "}", ',"a":"b c"'),
  sample("many fields", JSON_TYPE, '{"message":{"x":["y"]', "}}", ',"a":["b c"]'),
  sample("quotes in a message", JSON_TYPE, '{"message":"', '"}', '\\"'),
  sample("brackets in a message", JSON_TYPE, '{"message":"', '"}', '[\\"'),
  sample("blanks in a message", JSON_TYPE, '{"message":"a', 'b"}', " \\n"),
];

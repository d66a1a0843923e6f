/** Bodies of a wanted size for the measurements of hearing: one of every shape, and the ones meant to be slow. */

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

/** What origins really send, its reason as long as the size asks. */
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
  sample("text", "text/plain", "", ""),
  sample("text, not ASCII", "text/plain", "", "", "Das Paket gehört einer geschützten Gruppe 日本 "),
];

/** Repeated over the whole body, each of these is a bait for one loop or one pattern. */
const BAITS: readonly (readonly [name: string, contentType: string, filler: string])[] = [
  ["brackets", JSON_TYPE, "["],
  ["braces", JSON_TYPE, '{"a":'],
  ["message in message", JSON_TYPE, '{"message":'],
  ["quotes", JSON_TYPE, '"'],
  ["backslashes", JSON_TYPE, '{"message":"\\'],
  ["escapes", JSON_TYPE, "\\u001b]"],
  ["tags never closed", HTML, "<i>"],
  ["tags closed wrongly", HTML, "<i></b>"],
  ["less-than signs", HTML, "<"],
  ["tags without end", HTML, "<a "],
  ["attributes", HTML, "<a b=c d='e' "],
  ["quotes in tags", HTML, '<a b="'],
  ["comments", HTML, "<!--"],
  ["comments, closed", HTML, "<!---->"],
  ["scripts", HTML, "<script>"],
  ["scripts, closed", HTML, "<script></script>"],
  ["titles", HTML, "<title>"],
  ["marked elements", HTML, '<div class="content-section">'],
  ["headings", HTML, "<h1>Error"],
  ["rules", HTML, "<hr>"],
  ["entities", HTML, "<p>&amp"],
  ["ampersands", HTML, "<p>&&&&&&&&"],
  ["CDATA", "application/xml", "<a><![CDATA["],
  ["XML elements", "application/xml", "<Message>"],
  ["XML namespaces", "application/xml", "<a:b:c/>"],
  ["blanks", "text/plain", "a    \t\n   "],
  ["blanks then a word", "text/plain", " "],
  ["dots", "text/plain", "."],
  ["dashes", "text/plain", "403 - "],
  ["status words", "text/plain", "Error: 403 Forbidden - "],
  ["ESC", "text/plain", "\u001b"],
  ["OSC", "text/plain", "\u001b]"],
  ["CSI", "text/plain", "\u001b[1;"],
  ["C1", "text/plain", "x\u009d"],
  ["combining marks", "text/plain", "a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301"],
  ["one letter's marks", "text/plain", "\u0301"],
  ["joined emoji", "text/plain", "👩\u200d"],
  ["flags", "text/plain", "🇩"],
  ["Devanagari", "text/plain", "क्"],
  ["Korean", "text/plain", "각"],
  ["URLs", "text/plain", "x://"],
  ["userinfo", "text/plain", "x://a@"],
  ["userinfo never ended", "text/plain", "x://aaaa:bbbb:"],
  ["named secrets", "text/plain", "token='"],
  ["names of secrets", "text/plain", "secret_"],
  ["authorization", "text/plain", "authorization: "],
  ["bearer", "text/plain", "bearer aaaaaaaa"],
  ["private keys", "text/plain", "-----BEGIN PRIVATE KEY-----"],
  ["halves of private keys", "text/plain", "-----BEGIN A"],
  ["JWTs", "text/plain", "eyJaaaaaaaa."],
  ["token prefixes", "text/plain", "glpat-ghp_npm_eyJ"],
  ["addresses", "text/plain", "10.10.10.10:"],
  ["frames", "text/plain", "\n at a.b("],
  ["frames, one line", "text/plain", " at aaaaaaaa.bbbbbbbb"],
  ["Python frames", "text/plain", 'Traceback (most recent call last)\n  File "'],
  ["Python, one line", "text/plain", "Traceback (most recent call last) aaaaError "],
  ["goroutines", "text/plain", "goroutine 1 ["],
  ["Ruby frames", "text/plain", " from aaaaaaaa.rb:1"],
  ["PHP frames", "text/plain", " in /aaaa.php #0 /aaaa"],
  ["broken UTF-8", "text/plain", "\u00ff\u00c3"],
];

export const ADVERSARIAL: readonly Sample[] = [
  ...BAITS.map(([name, contentType, filler]) => sample(name, contentType, "", "", filler)),
  sample("many errors", JSON_TYPE, '{"errors":[0', "]}", ',{"message":"a b"}'),
  sample("many members", JSON_TYPE, '{"message":null', "}", ',"a":"b c"'),
  sample("many fields", JSON_TYPE, '{"message":{"x":["y"]', "}}", ',"a":["b c"]'),
  sample("quotes in a message", JSON_TYPE, '{"message":"', '"}', '\\"'),
  sample("brackets in a message", JSON_TYPE, '{"message":"', '"}', '[\\"'),
  sample("blanks in a message", JSON_TYPE, '{"message":"a', 'b"}', " \\n"),
];

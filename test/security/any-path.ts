/** Request targets of an attacker who looks for a way out of the origin's base, or to another host. */
import fc from "fast-check";

/** Dots, slashes and what may be taken for them, plain, encoded, and encoded again piece by piece. */
const CLIMBING = [
  ..."/\\.;",
  "/../",
  "/..",
  "/./",
  "//",
  "..;a=b",
  "%2e",
  "%2E",
  "%2f",
  "%5c",
  "%3b",
  "%25",
  "%252e",
  "%252f",
  "%25252e",
  "%%32%65",
  "%25%32%65",
  "%%32%66",
  "%2525%32%65",
  "%u002e",
  "%u002F",
  "%25u005c",
  "%uff0e",
] as const;

/** What ends a path, a segment or a text for one parser but not for another. */
const ENDING = [
  "?",
  "#",
  "%3f",
  "%23",
  "%00",
  "%09",
  "%0a",
  "%0d",
  "%20",
  "%7f",
  "%2509",
  " ",
  "\t",
  "\u0000",
] as const;

/** What could be read as a host. */
const HOSTS = ["//evil.example", "@evil.example", ":80", "http://evil.example", "\\\\evil.example"] as const;

const HARMLESS = [
  ..."ab-~:@&=+,!*'()$|",
  "base",
  "secret",
  "é",
  "日",
  "%41",
  "%c3%a9",
  "%zz",
  "%",
  "\ud800",
] as const;

const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...CLIMBING) },
  { weight: 2, arbitrary: fc.constantFrom(...ENDING) },
  { weight: 1, arbitrary: fc.constantFrom(...HOSTS) },
  { weight: 3, arbitrary: fc.constantFrom(...HARMLESS) },
);

/** What follows a route's prefix. */
export const anyRest: fc.Arbitrary<string> = fc.oneof(
  { weight: 9, arbitrary: fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join("")) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 30 }) },
);

/** Decodes every percent-encoded byte once; one character per byte. */
export function percentDecoded(text: string): string {
  return text.replace(/%(?:u00)?([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/**
 * Whether a request target is below `base`, decoded as often as possible: its path begins there and has no way up, also
 * for servers that cut a segment at `;` or at a NUL.
 */
export function staysBelow(base: string, target: string): boolean {
  let path = target.replace(/\?.*$/, "");
  for (let last = ""; last !== path; ) {
    last = path;
    path = percentDecoded(path);
  }
  const segments = path.split(/[/\\]/).map((segment) => segment.replace(/[;\0].*$/s, ""));
  return segments[1] === base && !segments.includes("..");
}

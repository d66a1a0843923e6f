/** What single programs do with an answer that others print plainly: cut it, replace it, or drop its text. */

/** What differs from the usual failure of a try-out. */
export interface More {
  readonly message?: string;
  readonly shape?: string;
  readonly help?: string;
}

export const TRAPS: readonly (readonly [
  title: string,
  format: string,
  program: string,
  status: number,
  more: More,
  expected: RegExp,
])[] = [
  [
    "npm blanks out UUIDs",
    "npm",
    "npm 11 install",
    403,
    { message: "Request 0b5f6a2e-1c1d-4e8f-9a3b-0123456789ab failed" },
    /- Request \*\*\* failed$/m,
  ],
  [
    "Maven takes a 404 for not found, whatever its reason",
    "maven",
    "Maven 3.9.16",
    404,
    {},
    /^\[ERROR\] Could not find artifact/,
  ],
  ["Maven 3.8 prints the reason phrase", "maven", "Maven 3.8", 403, {}, /status: 403 Package protected\./],
  ["Maven 4 prints the problem", "maven", "Maven 4", 502, {}, /detail=Package protected\. [^,]*, \]$/],
  ["Gradle drops the text of a 404", "maven", "Gradle 8", 404, {}, /could not find/],
  ["go prints lines of text/plain", "go", "go", 403, {}, /server response: Package protected\./],
  ["cargo takes a 404 for no such crate", "cargo", "cargo build", 404, {}, /no matching package/],
  [
    "regctl prints the entire body",
    "oci",
    "regctl",
    403,
    {},
    /^request failed: unauthorized \[http 403\]: Package protected/,
  ],
  [
    "vsce reads a query's message next to its code",
    "vscode",
    "vsce show",
    404,
    {},
    /^ERROR {2}Package protected/,
  ],
  ["docker takes a 404 for not found", "oci", "docker pull", 404, {}, /: not found$/],
  [
    "after docker's HEAD only the reason phrase is left",
    "oci",
    "docker pull, its first request",
    502,
    {},
    /from HEAD request to \S+: 502 Package protected/,
  ],
  [
    "apt cuts the phrase",
    "debian",
    "apt",
    403,
    { message: "x".repeat(1_000) },
    /403 {2}x{300,355}(?:\.{3})? \[IP/,
  ],
  [
    "dput prints the body of a 403",
    "debian",
    "dput-ng",
    403,
    {},
    /^W: HTTP error message: Package protected/,
  ],
  ["apk has no text for 429", "alpine", "apk 3", 429, {}, /HTTP 503: |unrecognized/],
  ["dart pub prints the challenge's message", "pub", "dart pub get", 403, {}, /\]\nPackage protected\./],
  [
    "hex prints the header before its fixed text",
    "hex",
    "mix deps.get",
    404,
    {},
    /^API error: Package protected/,
  ],
  [
    "swift prints the detail of a problem",
    "swift",
    "swift package",
    403,
    {},
    /error: server error 403: Package protected/,
  ],
  ["swift drops the text of a 404", "swift", "swift package", 404, {}, /not found/],
  [
    "terraform drops the body of a 502 but not the phrase",
    "terraform",
    "terraform, a module",
    502,
    {},
    /: 502 Package protected/,
  ],
  [
    "a timeout of the gateway's own is printed with its reference",
    "npm",
    "pnpm 11",
    403,
    { shape: "timeout" },
    /did not answer within [\d.]+ seconds?\. Reference: [a-z]{10} - 504$/,
  ],
  [
    "so is a registry that can't be reached",
    "go",
    "go",
    403,
    { shape: "unreachable" },
    /could not be reached\. Reference: [a-z]{10}$/,
  ],
];

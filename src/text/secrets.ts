/**
 * Secrets that an origin may echo, found by their known shapes, and the addresses of its private network. Pure.
 * Every pattern is linear: it begins with a literal, and whatever its open-ended part reads is either the match or can't
 * begin another one.
 */
import { FIELD_HINTS, maskFields, QUOTE } from "./secret-fields.ts";

const MASK = "[redacted]";

/** RFC 7468 and OpenSSH key blocks; one without an end line masks the rest of the text. */
const PRIVATE_KEY =
  /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/g;

/** `user:password@` and `token@` (RFC 3986 3.2.1); `git@` is the name that every Git host uses. */
const USERINFO = /(:\\?\/\\?\/)(?!git@)[^\s/?#<>"]+@/g;

/** An echoed header: scheme and credentials, or the credentials alone (RFC 9110 11.4); spaces may be percent-encoded. */
const AUTHORIZATION =
  /(authorization["']?(?:\s|%20){0,4}(?:[:=]|%3[AD])(?:\s|%20|\+){0,4}["']?(?:(?:bearer|basic|token|negotiate|digest|ntlm|apikey)(?:\s|%20|\+){1,4})?)([^\s"',;]{4,})/gi;

const SCHEME = /(?<!(?<!%[0-9a-f]?)\w)((?:bearer|basic)(?:\s|%20){1,4})([\w.~+/-]{8,}={0,2})/gi;

/** Names of secrets in queries, settings and JSON. */
const NAMES = [
  "x-(?:amz|goog)-(?:signature|credential|security-token)",
  "awsaccesskeyid|signature|credential",
  "(?:x-)?(?:access|refresh|id|private|job|deploy|auth|oauth|session|security)[_-]?token|token",
  "(?:x-)?(?:nuget-)?api[_-]?key|x-jfrog-art-api",
  "(?:client_?|aws_)?secret(?:_?(?:access_?)?key)?",
  "password|passwd|pwd|_auth|_password",
  "(?:account|shared_?access)_?key",
].join("|");
/** Where a word begins: also after a percent-encoded character, whose last digit may be a letter (`%3Ftoken%3D...`). */
const WORD_START = "(?<!(?<!%[0-9A-Fa-f]?)[A-Za-z0-9])";
/** Short names mean a secret only in a query: `sig` and `se` of Azure's shared access signatures, Google's `key`. */
const QUERY_NAMES = "sig|se|key";
const NAMED = new RegExp(
  `(${WORD_START}(?:${NAMES})|(?<=[?&;]|%3F|%26|%3B)(?:${QUERY_NAMES}))(${QUOTE}?\\s?(?:=|%3D|:)\\s?${QUOTE}?)((?:[^\\s"'&<>,;)\\\\]|\\\\(?!\\\\{0,7}["']))+)`,
  "gi",
);

/** Prefixes that no ordinary word contains. */
const MARKED_TOKENS = [
  "gl(?:pat|dt|rtr?|cbt|oas|ptt|ft|imt|agent|soat|ffct|wt)-[\\w-]{8,}(?:\\.[\\w-]+)*",
  "GR1348941[\\w-]{16,}",
  "gh[pousr]_[A-Za-z0-9]{16,}",
  "github_pat_\\w{20,}",
  "npms?_[A-Za-z0-9]{20,}",
  "pypi-(?:Ag[\\w-]{10,}|[\\w-]{50,})",
  "AIza[\\w-]{30,}",
  "GOCSPX-[\\w-]{20,}",
  "dckr_[po]at_[\\w-]{16,}",
  "rubygems_[A-Za-z0-9]{20,}",
  "cmVmdGtu[A-Za-z0-9+/=]{10,}",
  "[rs]k_live_[A-Za-z0-9]{16,}",
  "dop_v1_[a-f0-9]{32,}",
  "\\.atlasv1\\.[\\w-]{40,}",
  "/t/[a-z]{2}-[0-9a-f-]{30,}",
].join("|");

/** Prefixes that count only where a word begins. */
const WORD_TOKENS = [
  "eyJ[\\w-]{8,}(?:\\.[\\w-]+){0,4}",
  "A(?:KI|SI|BI|CC)A[A-Z0-9]{12,}",
  "AKCp[A-Za-z0-9]{10,}",
  "sk-(?:(?:ant|proj|svcacct|admin|or)-[\\w-]{16,}|[A-Za-z0-9]{20,})",
  "xox[abeoprs]-[\\w-]{10,}",
  "xapp-[\\w-]{16,}",
  "hf_[A-Za-z0-9]{20,}",
  "cio(?:_[A-Za-z0-9]{16,}|[A-Za-z0-9]{32,})",
  "oy2[a-z0-9]{40,}",
  "ya29\\.[\\w-]{20,}",
  "hv[sbr]\\.[\\w-]{20,}",
  "SG\\.[\\w-]{16,}\\.[\\w-]{16,}",
].join("|");

/** One pattern for all tokens: the one that begins first is masked to its end, even if another seems to begin inside it. */
const TOKEN = new RegExp(`${MARKED_TOKENS}|${WORD_START}(?:${WORD_TOKENS})+`, "g");

/** RFC 1918, RFC 6598, loopback and link-local addresses; alone they may be version numbers, so a port or a URL must prove it. */
const PRIVATE_IPV4 =
  "(?:1(?:0|27)\\.\\d{1,3}|169\\.254|192\\.168|172\\.(?:1[6-9]|2\\d|3[01])|100\\.(?:6[4-9]|[7-9]\\d|1[01]\\d|12[0-7]))(?:\\.\\d{1,3}){2}";
const PRIVATE_ADDRESS = new RegExp(
  `(?<![\\d.])(?:${PRIVATE_IPV4}:\\d{1,5}|(?<=://|@|\\[|tcp |udp )${PRIVATE_IPV4})(?![\\d.]\\d)`,
  "g",
);
const PRIVATE_IPV6 = /\[(?:::1|f(?:[cd][0-9a-f]{2}|e80):[0-9a-z:%]{1,60})\](?::\d{1,5})?/gi;

/**
 * Every secret contains one of these, and most texts contain none: checking for them first takes a sixth of the time. One
 * alternative for each pattern above, in the same order, without anchors or lookarounds (`mayHoldSecret` depends on it).
 */
const HINT = new RegExp(
  [
    "-----BEGIN",
    ':\\\\?/\\\\?/[^\\s/?#<>"]+@',
    "authorization",
    "bearer|basic",
    "signature|credential|token|key|jfrog|secret|passw|pwd|_auth|(?:[?&;]|%3F|%26|%3B)s(?:ig|e)",
    "gl[a-z]{2,5}-|GR1348941|gh[pousr]_|github_pat_|npms?_|pypi-|AIza|GOCSPX-|dckr_|rubygems_",
    "cmVmdGtu|k_live_|dop_v1_|\\.atlasv1\\.|/t/[a-z]{2}-",
    "eyJ|A(?:KI|SI|BI|CC)A|AKCp|sk-|xox|xapp-|hf_|cio|oy2|ya29\\.|hv[sbr]\\.|SG\\.",
    "(?:10|127|169|192|172|100)\\.\\d",
    "\\[(?:::1|f[cde])",
    ...FIELD_HINTS,
  ].join("|"),
  "i",
);

/** Masking may reveal where the next secret begins; more than two in a row don't happen by accident. */
const ROUNDS_MAX = 4;

/** `text` with every known secret shape replaced by `[redacted]`. Idempotent. */
export function maskSecrets(text: string): string {
  if (!mayHoldSecret(text)) return text;
  let masked = text;
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const before = masked;
    masked = maskOnce(before);
    if (masked === before) break;
  }
  return masked;
}

/** False if neither `text` nor any part of it can contain a secret. */
export function mayHoldSecret(text: string): boolean {
  return HINT.test(text);
}

/** Whether `maskSecrets` would change `text`; stops at the first secret. */
export function holdsSecret(text: string): boolean {
  return mayHoldSecret(text) && MASKS.some((mask) => mask(text) !== text);
}

function maskOnce(text: string): string {
  return MASKS.reduce((masked, mask) => mask(masked), text);
}

/** Applied in this order. */
const MASKS: readonly ((text: string) => string)[] = [
  (text) => text.replace(PRIVATE_KEY, MASK),
  (text) => text.replace(USERINFO, `$1${MASK}@`),
  (text) => text.replace(AUTHORIZATION, maskValue),
  (text) => text.replace(SCHEME, maskValue),
  (text) => maskFields(text, MASK),
  (text) => text.replace(NAMED, maskNamed),
  (text) => text.replace(TOKEN, MASK),
  (text) => text.replace(PRIVATE_ADDRESS, MASK),
  (text) => text.replace(PRIVATE_IPV6, MASK),
];

/** "Basic authentication", "Authorization: required": an ordinary word is not a secret. */
function maskValue(match: string, name: string, value: string): string {
  return looksRandom(value) ? name + MASK : match;
}

/**
 * `token=...` is a value whatever it looks like, and so is a long quoted word; `token: ...` may be a sentence about one.
 */
function maskNamed(match: string, name: string, separator: string, value: string): string {
  const [before = "", after] = separator.split(":").map((part) => part.trim());
  const isQuoted = before !== "" && before === after && value.length >= QUOTED_VALUE_MIN_CHARACTERS;
  const isAssigned = after === undefined;
  const isValue = isQuoted || isAssigned || (value.length >= 8 && looksRandom(value));
  return isValue ? name + separator + MASK : match;
}

/** Longer than field errors of one word (`expired`, `required`). */
const QUOTED_VALUE_MIN_CHARACTERS = 12;

/** True for what people don't write by hand: digits, capitals inside a word, or great length. */
function looksRandom(value: string): boolean {
  return /\d|[a-z][A-Z]/.test(value) || value.length >= 24;
}

/** What Composer prints of an answer (HttpDownloader::outputWarnings, CurlDownloader::failResponse). */
import {
  type Arrived,
  items,
  json,
  lines,
  member,
  memberText,
  type Program,
  program,
  typeOf,
} from "./program.ts";

const COMPOSER = "Composer/2.10.2 (Linux; 6.1; PHP 8.3.1; cURL 8.5)";

export const COMPOSER_PROGRAMS: readonly Program[] = [
  program("composer", "composer", "/packages.json", COMPOSER, (a) => composerPrints(a, COMPOSER_2_10)),
];

/** The differences between versions. */
export interface ComposerRules {
  /** The media types whose body is dumped. */
  readonly dumped: readonly string[];
  /** A notice replaces the dump. */
  readonly dumpsOnlyWithoutNotice: boolean;
  /** Without curl nothing is repeated. */
  readonly hasCurl: boolean;
}

const JSON_TYPE = "application/json";
const JSON_UTF8 = "application/json; charset=utf-8";

export const COMPOSER_2_10: ComposerRules = {
  dumped: [JSON_TYPE, JSON_UTF8],
  dumpsOnlyWithoutNotice: true,
  hasCurl: true,
};
export const COMPOSER_2_5: ComposerRules = { ...COMPOSER_2_10, dumpsOnlyWithoutNotice: false };
export const COMPOSER_2_1: ComposerRules = { ...COMPOSER_2_5, dumped: [JSON_TYPE] };
export const COMPOSER_2_0: ComposerRules = { ...COMPOSER_2_5, dumped: [] };
export const COMPOSER_STREAMS: ComposerRules = { ...COMPOSER_2_0, hasCurl: false };

export const COMPOSER_REPEATED: readonly number[] = [423, 425, 500, 502, 503, 504, 507, 510];

/** Bytes of a JSON body that are printed. */
const BODY_MAX_BYTES = 200;

/** One failing request with its repetitions. */
export function composerPrints(a: Arrived, rules: ComposerRules): string {
  const tries = rules.hasCurl && COMPOSER_REPEATED.includes(a.status) ? 4 : 1;
  const notices = Array.from({ length: tries }, () => composerNotices(a)).flat();
  return lines(...notices, failed(a, rules, notices.length > 0));
}

function failed(a: Arrived, rules: ComposerRules, isNoticed: boolean): string {
  const line = `HTTP/1.1 ${a.status} ${a.phrase}`;
  if (a.status === 401) return `The '${a.url}' URL required authentication (HTTP 401).`;
  if (a.status === 403) return `The '${a.url}' URL could not be accessed (HTTP 403): ${line}`;
  const isDumped =
    rules.dumped.includes(typeOf(a).toLowerCase()) && !(isNoticed && rules.dumpsOnlyWithoutNotice);
  return `The "${a.url}" file could not be downloaded (${line})${isDumped ? dump(a) : ""}`;
}

function dump({ bytes }: Arrived): string {
  const cut = new TextDecoder().decode(bytes.subarray(0, BODY_MAX_BYTES));
  return `:\n${cut}${bytes.length > BODY_MAX_BYTES ? "..." : ""}`;
}

/** `warning` and `info` for all versions, and the lists of both. */
export function composerNotices(a: Arrived): readonly string[] {
  if (typeOf(a).trim() !== JSON_TYPE) return [];
  const body = json(a);
  const of = (name: string, label: string) =>
    [
      member(body, `${name}-versions`) === undefined ? memberText(body, name) : "",
      ...items(member(body, `${name}s`)).map((item) => memberText(item, "message")),
    ].flatMap((text) => (text === "" ? [] : [`${label} from packages.example: ${formatted(text)}`]));
  return [...of("warning", "Warning"), ...of("info", "Info")];
}

/** Symfony's OutputFormatter: known tags are removed, an escaped `<` stays, and an escaped closing tag is printed. */
function formatted(text: string): string {
  return text
    .replace(/(?<!\\)<\/?(?:info|comment|error|question|warning)?>/g, "")
    .replaceAll("\\<", "<")
    .replaceAll("\\>", ">");
}

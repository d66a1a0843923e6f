/**
 * What a search looks for, read from whatever a person has: the sentence on a terminal, a package, a time, a client, a
 * status, a reference, and any of them together. Pure, apart from loading a package format for a URL.
 */
import { clientFormat } from "../../clients/index.ts";
import { matchRoute, pathBelow, splitUrl } from "../../config/match.ts";
import type { Route } from "../../config/route.ts";
import { CATEGORIES } from "../../failure/category.ts";
import { statusPhrase } from "../../failure/status-phrase.ts";
import { REFERENCE_LETTERS } from "../../limits.ts";
import { packagesIn } from "./packages.ts";
import { lineOf, unbrokenOf, urlsIn, withoutUrls, wordsIn } from "./pasted.ts";
import { namedBy, printedBy } from "./programs.ts";
import { timeIn, withoutTimes } from "./times.ts";
import type { NamedPackage, Part, Understood } from "./understood.ts";

/** The most of each kind; a text that names more is a log. */
const PARTS_MAX = 4;
/** Up to this a text may be typed rather than pasted. */
const SHORT_WORDS_MAX = 8;
/** How many are looked for in reasons: the longest words are the most specific. */
const WORDS_MAX = 16;
const WORD_MIN_CHARACTERS = 3;

export async function understand(
  query: string,
  routes: readonly Route[],
  host: string,
  nowSeconds: number,
): Promise<Understood> {
  const text = lineOf(query);
  const isShort = isTyped(query, text);
  const urls = [...new Set([...urlsIn(text), ...urlsIn(unbrokenOf(query))])].slice(0, 2 * PARTS_MAX);
  const located = await Promise.all(urls.map((url) => locate(url, routes, host)));
  const time = timeIn(text, nowSeconds, isShort);
  const rest = withoutTimes(withoutUrls(text));
  const packages = unique([
    ...located.flatMap((one) => (one === null || one.package.name === "" ? [] : [one.package])),
    ...packagesIn(withoutHost(rest, host), PARTS_MAX),
  ]).slice(0, PARTS_MAX);
  const parts: Part[] = [
    ...referencesIn(rest).map((ref): Part => ({ kind: "reference", ref })),
    ...packages.map((one): Part => ({ kind: "package", package: one })),
    ...unique(located.flatMap((one) => (one === null ? [] : [one])))
      .slice(0, PARTS_MAX)
      .map(({ package: about, ...one }): Part => ({ kind: "route", ...one, about })),
    ...clientsIn(text, rest),
    ...methodsIn(rest),
    ...statusesIn(rest),
    ...(isShort ? categoriesIn(rest) : []),
    ...(time === null ? [] : [{ kind: "time", ...time } satisfies Part]),
  ];
  return { text, parts, words: distinctive(rest, parts), isShort };
}

/** A few words that don't look like a program's own. */
function isTyped(query: string, text: string): boolean {
  if (/\n/.test(query.trim()) || text.split(" ").length > SHORT_WORDS_MAX) return false;
  return printedBy(text).length === 0 && !/https?:|\b(?:error|warning):/i.test(text);
}

interface Located {
  readonly route: string;
  readonly format: string;
  readonly package: NamedPackage;
}

/** What a URL of the gateway requests; null for any other. */
async function locate(url: string, routes: readonly Route[], host: string): Promise<Located | null> {
  const target = splitUrl(url);
  const route = matchRoute(routes, target);
  // A route for all paths would match every URL in a text.
  if (route === null || (route.prefix === "" && route.host === null && target.host !== host)) return null;
  const format = await clientFormat(route.format);
  const { path, query } = { path: pathBelow(route, target), query: target.query };
  const about = format.coordinates({ method: "GET", path, query, headers: new Headers() });
  return { route: route.id, format: route.format, package: { name: about.package, version: about.version } };
}

/** Docker names an image with its registry's host. */
function withoutHost(text: string, host: string): string {
  return text.replaceAll(`${host}/`, "");
}

/** References are words of consonants, which no language has. */
function referencesIn(text: string): readonly string[] {
  const written = text.toLowerCase().match(REFERENCE) ?? [];
  return [...new Set(written)].slice(0, PARTS_MAX);
}

const REFERENCE = new RegExp(`(?<![\\w.-])[bcdfghjkmnpqrstvwxz]{${REFERENCE_LETTERS}}(?![\\w-])`, "g");

/** The reference if a query is nothing else, with or without "Reference:" before it; else null. */
export function loneReference(query: string): string | null {
  const text = lineOf(query).toLowerCase();
  const [ref, ...more] = referencesIn(text);
  const rest = text.replace(/\b(?:ref|reference|x-outspoken-ref)\b/, "").replace(ref ?? "", "");
  return ref === undefined || more.length > 0 || /[\p{L}\p{N}]/u.test(rest) ? null : ref;
}

/** The client by how its lines look, else by the first client named; with the version after that name. */
function clientsIn(text: string, rest: string): readonly Part[] {
  const printed = printedBy(text);
  const words = rest.toLowerCase().split(/[\s/,;()]+/);
  const at = words.findIndex((word) => namedBy(word.replace(/:$/, "")).length > 0);
  const named = at === -1 ? [] : namedBy((words[at] ?? "").replace(/:$/, ""));
  const names = printed.length > 0 ? printed : named;
  if (names.length === 0) return [];
  const version = /^v?(\d+(?:\.\d+)*[\w.+-]*)$/.exec(words[at + 1] ?? "")?.[1] ?? "";
  const isStatus = /^[45]\d\d$/.test(version);
  return [{ kind: "client", names, version: at === -1 || isStatus ? "" : version }];
}

function methodsIn(text: string): readonly Part[] {
  const method = /(?<![\w-])(PUT|POST|PATCH|DELETE|HEAD)(?![\w-])/.exec(text)?.[1];
  return method === undefined ? [] : [{ kind: "method", method }];
}

/** `403`, `E403`, `ERR_PNPM_FETCH_403`; not as part of a version, a size or a path. Else by a status's phrase. */
function statusesIn(text: string): readonly Part[] {
  const written = [...text.matchAll(/(?<![\d.:/-])(?:\bE|_|\b)([45]\d\d)(?![\w/-]|\.\d)/g)];
  const statuses = new Set(written.map(([, status]) => Number(status)));
  if (statuses.size === 0) for (const status of statusesSaid(text)) statuses.add(status);
  return [...statuses].slice(0, 2).map((status) => ({ kind: "status", status }));
}

/** By their phrases, as in RFC 9110. */
function statusesSaid(text: string): readonly number[] {
  const said = text.toLowerCase();
  return SAID_STATUSES.filter((status) => said.includes(statusPhrase(status).toLowerCase()));
}

/** Those whose phrases are not everyday words (`Conflict`, `Gone`). */
const SAID_STATUSES = [401, 403, 404, 429, 500, 502, 503, 504] as const;

function categoriesIn(text: string): readonly Part[] {
  const words = wordsIn(text);
  return CATEGORIES.filter((name) => words.includes(name)).map((category) => ({
    kind: "category",
    category,
  }));
}

/** Words that many failures' texts have in common, and that distinguish none. */
const COMMON = new Set(
  "and are can client code could error errors failed failure for forbidden from get has have http https not npm null of request response server status that the this to type url was why with you your".split(
    " ",
  ),
);

function distinctive(rest: string, parts: readonly Part[]): readonly string[] {
  const taken = new Set(
    parts.flatMap((part) => {
      switch (part.kind) {
        case "reference":
          return [part.ref];
        case "status":
          return [String(part.status), `e${part.status}`];
        case "client":
          return part.names;
        default:
          return [];
      }
    }),
  );
  const words = [...new Set(wordsIn(rest))].filter(
    (word) => [...word].length >= WORD_MIN_CHARACTERS && !COMMON.has(word) && !taken.has(word),
  );
  return words.toSorted((a, b) => b.length - a.length).slice(0, WORDS_MAX);
}

function unique<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

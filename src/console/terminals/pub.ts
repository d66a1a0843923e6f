/** What dart pub prints of an answer (lib/src/http.dart, command/lish.dart, source/hosted.dart). */
import { type Arrived, json, lines, member, own, type Program, program } from "./program.ts";

const ACCEPT = { accept: "application/vnd.pub.v2+json" };

export const PUB_PROGRAMS: readonly Program[] = [
  program("pub", "dart pub get", "/api/packages/app", "Dart pub 3.9.0", pubGetPrints, ACCEPT),
];

/** utils.dart: sanitizeForTerminal. */
const TEXT_MAX_CHARACTERS = 1_024;

function sanitized(text: string): string {
  const characters = [...text].map((character) => (/[\x20-\x7f]/.test(character) ? character : " "));
  return characters.slice(0, TEXT_MAX_CHARACTERS).join("");
}

interface Challenge {
  readonly scheme: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/**
 * http_parser's AuthenticationChallenge.parseHeader; null if it throws. A string ends at the first quotation mark, and
 * backslashes in it are dropped.
 */
export function pubChallenges(header: string): readonly Challenge[] | null {
  const found: Challenge[] = [];
  let rest = header;
  while (rest !== "") {
    const scheme = /^([\w-]+) +/.exec(rest);
    if (scheme === null) return null;
    const read = parametersIn(rest.slice(scheme[0].length));
    if (read === null) return null;
    found.push({ scheme: (scheme[1] ?? "").toLowerCase(), parameters: read.parameters });
    rest = read.rest;
  }
  return found;
}

/** The parameters up to the next scheme. */
function parametersIn(text: string): { parameters: ReadonlyMap<string, string>; rest: string } | null {
  const parameters = new Map<string, string>();
  let rest = text;
  for (;;) {
    const one = /^([\w-]+)\s*=\s*(?:([\w.-]+)|"([^"]*)")\s*/.exec(rest);
    if (one === null) return null;
    parameters.set((one[1] ?? "").toLowerCase(), one[2] ?? (one[3] ?? "").replace(/\\(.)/g, "$1"));
    rest = rest.slice(one[0].length);
    if (rest === "") return { parameters, rest };
    if (!rest.startsWith(",")) return null;
    rest = rest.slice(1).trimStart();
    if (/^[\w-]+ +[\w-]+\s*=/.test(rest)) return { parameters, rest };
  }
}

/** What `WWW-Authenticate` adds below the hint of a 401 or 403. */
export function pubHint(a: Arrived): string {
  const challenges = pubChallenges(a.headers.get("www-authenticate") ?? "") ?? [];
  const ours = challenges.find(
    ({ scheme, parameters }) => scheme === "bearer" && parameters.get("realm") === "pub",
  );
  return sanitized(ours?.parameters.get("message") ?? "");
}

function isUnauthorized(a: Arrived): boolean {
  return a.status === 401 || a.status === 403;
}

function incompatible(a: Arrived): string | null {
  return a.status === 406 ? own(`pub is incompatible with ${a.url}`) : null;
}

export function pubGetPrints(a: Arrived): string {
  if (isUnauthorized(a)) return lines(own(`authorization for ${a.url}`), pubHint(a));
  if (a.status === 404) return own(`could not find package app at ${a.url}`);
  return incompatible(a) ?? `${a.status} ${a.phrase} trying to find package app at ${a.url}.`;
}

export function pubPublishPrints(a: Arrived): string {
  if (isUnauthorized(a)) return lines(pubHint(a), "Authentication failed!");
  const message = member(json(a), "error", "message");
  const shown =
    typeof message === "string"
      ? `Message from server: ${sanitized(message)}`
      : `Invalid server response:\n${a.body}`;
  return incompatible(a) ?? shown;
}

/** The upload to a storage: handleGCSError's regular expressions over lines. */
export function pubUploadPrints(a: Arrived): string {
  if (isUnauthorized(a)) return pubHint(a);
  const tag = (label: string, name: string) => {
    const text = new RegExp(`<${name}>(.*)</${name}>`).exec(a.body)?.[1];
    return text !== undefined && a.body.includes("<?xml") && `${label}${text}`;
  };
  return lines(
    tag("Server error code: ", "Code"),
    tag("Server message: ", "Message"),
    tag("Server details: ", "Details"),
    "Failed to upload the package.",
  );
}

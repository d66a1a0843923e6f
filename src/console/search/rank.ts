/** Ranks the candidates by everything in the search that is true of them, and says what that is. Pure. */
import type { FoundFailures } from "../../analytics/store.ts";
import { PastedWords } from "./likeness.ts";
import type { Part, Understood } from "./understood.ts";
import { WEIGHT } from "./weights.ts";

export interface Candidate extends FoundFailures {
  /** Whether it happened at the time that the search names. */
  readonly isTimely: boolean;
}

export interface Result extends Omit<FoundFailures, "score"> {
  /** The parts of the search that are true of it. */
  readonly why: readonly string[];
}

/** One thing that is true, and its weight. */
interface Evidence {
  readonly weight: number;
  /** Empty if it is not worth showing. */
  readonly says: string;
}

/** Best first, then the newest; each group once. */
export function ranked(found: readonly Candidate[], asked: Understood): readonly Result[] {
  const pasted = new PastedWords(asked.text);
  const weighed = found
    .map((candidate) => ({ candidate, evidence: evidenceOf(candidate, asked, pasted) }))
    .map((one) => ({ ...one, points: one.evidence.reduce((sum, { weight }) => sum + weight, 0) }))
    .toSorted((a, b) => b.points - a.points || b.candidate.lastAt - a.candidate.lastAt);
  const least = (weighed[0]?.points ?? 0) / FAR_BEHIND;
  const results = weighed
    .filter(({ points }) => points >= least)
    .map(({ candidate: { score: _, isTimely: __, ...group }, evidence }) => {
      return { ...group, why: evidence.map(({ says }) => says).filter((says) => says !== "") };
    });
  const best = new Map<string, Result>();
  for (const one of results) if (!best.has(keyOf(one))) best.set(keyOf(one), one);
  return [...best.values()];
}

/** A result with less than a third of the best one's points has little to do with the search. */
const FAR_BEHIND = 3;

function keyOf(group: Result): string {
  return JSON.stringify({ ...group, failures: 0, lastAt: 0, ref: "", why: [] });
}

function evidenceOf(found: Candidate, asked: Understood, pasted: PastedWords): readonly Evidence[] {
  const all = [
    ofPackage(found, asked),
    ofVersion(found, asked),
    ofReason(found, asked, pasted),
    ...asked.parts.map((part) => ofPart(part, found)),
    isAsBare(found, asked) ? { weight: WEIGHT.nothingMore, says: "" } : null,
    found.isTimely ? { weight: WEIGHT.time, says: "time" } : null,
  ];
  return all.filter((one) => one !== null);
}

function ofPackage({ package: name }: Candidate, { parts, words, isShort }: Understood): Evidence | null {
  const about = name.toLowerCase();
  const says = `package ${name}`;
  if (about === "") return null;
  if (namedIn(parts).some((one) => one.name.toLowerCase() === about)) return { weight: WEIGHT.package, says };
  if (words.includes(about)) return { weight: WEIGHT.wordAsPackage, says };
  return isShort && words.some((word) => about.includes(word))
    ? { weight: WEIGHT.partOfPackage, says }
    : null;
}

function ofVersion({ version }: Candidate, { parts }: Understood): Evidence | null {
  const same =
    version !== "" && namedIn(parts).some((one) => one.version.toLowerCase() === version.toLowerCase());
  return same ? { weight: WEIGHT.version, says: `version ${version}` } : null;
}

/** Whether a URL says as little: the same package or none, and no version. An index names none, a packument no version. */
function isAsBare({ package: name, version }: Candidate, { parts }: Understood): boolean {
  if (version !== "") return false;
  return parts.some(
    (part) =>
      part.kind === "route" &&
      part.about.name.toLowerCase() === name.toLowerCase() &&
      part.about.version === "",
  );
}

function namedIn(parts: readonly Part[]) {
  return parts.flatMap((part) => (part.kind === "package" ? [part.package] : []));
}

function ofReason({ reason }: Candidate, { words }: Understood, pasted: PastedWords): Evidence | null {
  const { share, words: run } = pasted.likenessOf(reason);
  if (run.includes(" ") || share === 1) return { weight: WEIGHT.reason * share, says: `words "${run}"` };
  const text = reason.toLowerCase();
  const said = words.filter((word) => text.includes(word)).slice(0, 3);
  return said.length === 0
    ? null
    : { weight: WEIGHT.word * said.length, says: `words "${said.join('", "')}"` };
}

function ofPart(part: Part, found: Candidate): Evidence | null {
  switch (part.kind) {
    case "route":
      if (part.route === found.route)
        return { weight: WEIGHT.route + WEIGHT.format, says: `route ${found.route}` };
      return part.format === found.format ? { weight: WEIGHT.format, says: `format ${found.format}` } : null;
    case "client":
      return part.names.includes(found.client) ? ofClient(part.version, found) : null;
    case "method":
      return part.method === found.method ? { weight: WEIGHT.method, says: `method ${found.method}` } : null;
    case "status":
      return part.status === found.status ? { weight: WEIGHT.status, says: `status ${found.status}` } : null;
    case "category":
      return part.category === found.category
        ? { weight: WEIGHT.category, says: `category ${found.category}` }
        : null;
    case "package":
    case "reference":
    case "time":
      return null;
  }
}

function ofClient(version: string, found: Candidate): Evidence {
  const isSame = version !== "" && found.client_version.startsWith(version);
  return isSame
    ? { weight: WEIGHT.client + WEIGHT.clientVersion, says: `client ${found.client} ${found.client_version}` }
    : { weight: WEIGHT.client, says: `client ${found.client}` };
}

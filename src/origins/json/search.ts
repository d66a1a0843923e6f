/**
 * The words in a JSON document that has no known shape, or says too little in the known place: every string under a
 * name that means words, the nearest to the root first. Bounded; linear.
 */
import { JSON_DEPTH_MAX, JSON_SEARCHED_MAX, REASONS_MAX } from "../../limits.ts";
import { SAID_NOTHING, type Said, withFactsOf } from "../said.ts";
import { isVague } from "../vague.ts";
import { factsOf } from "./facts.ts";
import { textsBeyond } from "./heading.ts";
import { isObject, type JsonObject, membersOf } from "./members.ts";
import { ANY_VALUE, isAboutError, isOtherThing, plainName, rankOf, TITLE } from "./reason-names.ts";

/** A value to be examined, and where it is. */
interface Place {
  readonly value: unknown;
  /** The name of the member, also for the items of a list there. */
  readonly name: string;
  /** Objects above it. */
  readonly depth: number;
  readonly isAboutError: boolean;
  /** Those objects, the nearest first. */
  readonly around: readonly JsonObject[];
  /** The outermost list it is in: what its items say belongs together. */
  readonly list: readonly unknown[] | null;
}

interface Words extends Place {
  readonly value: string;
  readonly rank: number;
  /** Vague words, and a title of two or three, come after all others. */
  readonly isPoor: boolean;
}

/** All words in `root`, the best first, with the facts around the best. */
export function searchWords(root: unknown): Said {
  const found = wordsIn(root).toSorted(
    (one, other) =>
      Number(one.isPoor) - Number(other.isPoor) || one.depth - other.depth || one.rank - other.rank,
  );
  const [best] = found;
  if (best === undefined) return SAID_NOTHING;
  const [nearest] = best.around;
  const more =
    nearest === undefined || best.list !== null ? [] : textsBeyond([best.value], membersOf(nearest));
  const facts = factsAround(best.around);
  return more.length > 0
    ? { ...facts, lead: best.value, choices: [more] }
    : { ...facts, choices: choicesOf(found) };
}

/** In order of depth, since each object's members are appended to the queue. */
function wordsIn(root: unknown): Words[] {
  const found: Words[] = [];
  const places: Place[] = [{ value: root, name: "", depth: 0, isAboutError: false, around: [], list: null }];
  for (const place of places) {
    const { value, depth } = place;
    if (typeof value === "string") {
      const words = wordsOf(place, value);
      if (words !== null) found.push(words);
    } else if (places.length < JSON_SEARCHED_MAX) {
      if (Array.isArray(value)) places.push(...itemsOf(place, value));
      else if (isObject(value) && depth < JSON_DEPTH_MAX) places.push(...membersAt(place, value));
    }
  }
  return found;
}

function wordsOf(place: Place, value: string): Words | null {
  if (value.trim() === "") return null;
  const isDocument = /^\s{0,20}[{[<]/.test(value);
  // Among the error's own members a general name is enough.
  const rank = rankOf(place.name, place.isAboutError || place.depth <= 1, isDocument);
  if (rank === null) return null;
  const saysLittle = !isDocument && isVague(value);
  if (saysLittle && (rank >= ANY_VALUE || place.name === "raw")) return null;
  return { ...place, value, rank, isPoor: saysLittle || (rank === TITLE && !SENTENCE.test(value)) };
}

const SENTENCE = /(?:\s\S+){3}/;

function itemsOf(place: Place, items: readonly unknown[]): Place[] {
  return items.slice(0, REASONS_MAX).map((value) => ({ ...place, value, list: place.list ?? items }));
}

function membersAt(place: Place, object: JsonObject): Place[] {
  const around = [object, ...place.around];
  const members: Place[] = [];
  let count = 0;
  for (const key in object) {
    if (++count > JSON_SEARCHED_MAX) break;
    const name = plainName(key);
    if (isOtherThing(name)) continue;
    members.push({
      value: object[key],
      name,
      depth: place.depth + 1,
      isAboutError: place.isAboutError || isAboutError(name),
      around,
      list: place.list,
    });
  }
  return members;
}

/** Words of equally good names in one list are one choice. */
function choicesOf(found: readonly Words[]): string[][] {
  const choices: string[][] = [];
  const ofLists = new Map<readonly unknown[], { rank: number; choice: string[] }>();
  for (const { value, list, rank } of found) {
    const ofList = list === null ? undefined : ofLists.get(list);
    if (ofList !== undefined && ofList.rank === rank) ofList.choice.push(value);
    if (ofList !== undefined) continue;
    const choice = [value];
    choices.push(choice);
    if (list !== null) ofLists.set(list, { rank, choice });
  }
  return choices.slice(0, REASONS_MAX);
}

/** For each fact, the one nearest to the words. */
function factsAround(objects: readonly JsonObject[]): Said {
  return objects.reduceRight<Said>(
    (outer, object) => withFactsOf(outer, { ...factsOf(membersOf(object)), choices: [] }),
    SAID_NOTHING,
  );
}

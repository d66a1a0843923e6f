/** The failures behind an alert: where, why, of which packages. */
import { type FailureFilter, type FailureStore, StoreUnavailable } from "../../analytics/store.ts";
import { cutToCharacters, toLine } from "../../text/text.ts";
import type { Notice } from "./notice.ts";

/** As much as fits a message that is read on a phone. */
const ORIGINS_MAX = 3;
const REASONS_MAX = 3;
const PACKAGES_MAX = 5;
const REASON_MAX_CHARACTERS = 200;
const NAME_MAX_CHARACTERS = 100;

export type Details = Pick<Notice, "count" | "origins" | "reasons" | "packages">;

export const NO_DETAILS: Details = { count: null, origins: [], reasons: [], packages: [] };

/** Null if failures can't be looked up: an alert without details is better than none. */
export async function detailsOf(store: FailureStore, filter: FailureFilter): Promise<Details | null> {
  try {
    const [categories, origins, reasons, packages] = await Promise.all([
      store.countsBy(filter, ["category"], CATEGORIES_MAX),
      store.countsBy(filter, ["origin_host", "route"], ORIGINS_MAX),
      store.topReasons(filter, REASONS_MAX),
      store.topPackages(filter, PACKAGES_MAX),
    ]);
    return {
      count: categories.reduce((sum, { failures }) => sum + failures, 0),
      origins: origins.map(({ values, failures }) => ({
        origin_host: shown(values.origin_host, NAME_MAX_CHARACTERS),
        route: shown(values.route, NAME_MAX_CHARACTERS),
        count: failures,
      })),
      reasons: reasons.map(({ category, reason, failures }) => ({
        category: shown(category, NAME_MAX_CHARACTERS),
        reason: shown(reason, REASON_MAX_CHARACTERS),
        count: failures,
      })),
      packages: packages.map(({ format, package: name, failures }) => ({
        format: shown(format, NAME_MAX_CHARACTERS),
        package: shown(name, NAME_MAX_CHARACTERS),
        count: failures,
      })),
    };
  } catch (error) {
    if (error instanceof StoreUnavailable) return null;
    throw error;
  }
}

/** There are 16. */
const CATEGORIES_MAX = 32;

function shown(text = "", max: number): string {
  return cutToCharacters(toLine(text), max);
}

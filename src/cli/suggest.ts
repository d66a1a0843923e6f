/**
 * "Did you mean": the known word that was probably meant. Pure.
 */
import { closestMatch } from "leven";
import type { Suggest } from "../config/suggest.ts";

/** Formats by the names of their clients. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ["apk", "alpine"],
  ["apt", "debian"],
  ["crates", "cargo"],
  ["dart", "pub"],
  ["deb", "debian"],
  ["dnf", "rpm"],
  ["docker", "oci"],
  ["gem", "rubygems"],
  ["git-lfs", "lfs"],
  ["golang", "go"],
  ["gradle", "maven"],
  ["mix", "hex"],
  ["mvn", "maven"],
  ["pip", "pypi"],
  ["pnpm", "npm"],
  ["python", "pypi"],
  ["ruby", "rubygems"],
  ["rust", "cargo"],
  ["yarn", "npm"],
  ["yum", "rpm"],
]);

/** Two letters may be wrong, and in a long word one of three. */
const TYPOS_MIN = 2;
const TYPOS_SHARE = 1 / 3;

export const suggest: Suggest = (word, known) => {
  const written = word.toLowerCase();
  const alias = ALIASES.get(written);
  if (alias !== undefined && known.includes(alias)) return alias;
  // Every short word would be close to a word of two letters.
  const typos = Math.max(TYPOS_MIN, Math.floor(written.length * TYPOS_SHARE));
  const maxDistance = Math.min(typos, written.length - 1);
  return closestMatch(written.replaceAll("-", "_"), known, { maxDistance }) ?? null;
};

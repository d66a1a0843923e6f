/**
 * "Did you mean": what was probably meant by a word that Outspoken does not know. Pure.
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

/** Two letters are mistaken easily, and in a long word one of three. */
const MISTAKEN_MIN = 2;
const MISTAKEN_SHARE = 1 / 3;

export const suggest: Suggest = (word, known) => {
  const written = word.toLowerCase();
  const alias = ALIASES.get(written);
  if (alias !== undefined && known.includes(alias)) return alias;
  // Of a word of two letters everything is near.
  const mistaken = Math.max(MISTAKEN_MIN, Math.floor(written.length * MISTAKEN_SHARE));
  const maxDistance = Math.min(mistaken, written.length - 1);
  return closestMatch(written.replaceAll("-", "_"), known, { maxDistance }) ?? null;
};

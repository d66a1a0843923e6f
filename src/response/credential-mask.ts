/**
 * Finds the operator's credentials in what an origin sends, however it spells them. Pure.
 */
import type { OperatorCredentials } from "../request/operator-credentials.ts";

export type Mask = (text: string) => string;

const MASK = "[redacted]";
/** Shorter ones are words, not secrets. */
const SECRET_MIN_CHARACTERS = 6;

/** Cached by credentials, since a pattern takes longer to build than to use. */
const masks = new WeakMap<OperatorCredentials, Mask>();

export function maskOf(credentials: OperatorCredentials): Mask {
  const known = masks.get(credentials);
  if (known !== undefined) return known;
  const { authorization, headers } = credentials;
  const values = [...(authorization === null ? [] : [authorization]), ...headers.map(([, value]) => value)];
  const mask = maskOfSecrets(values.flatMap(secretsIn));
  masks.set(credentials, mask);
  return mask;
}

function maskOfSecrets(all: readonly string[]): Mask {
  const secrets = all.filter((secret) => secret.length >= SECRET_MIN_CHARACTERS);
  const patterns = [
    patternOf(secrets, anySpellingOf, "gi"),
    patternOf(secrets.flatMap(base64sOf), anySpellingOfBase64, "g"),
  ];
  return (text) => patterns.reduce((masked, pattern) => masked.replace(pattern, MASK), text);
}

/** The longest first: if one text contains another, all of it is masked. */
function patternOf(texts: readonly string[], spell: (text: string) => string, flags: string): RegExp {
  const longest = [...new Set(texts)].toSorted((a, b) => b.length - a.length);
  return new RegExp(longest.length === 0 ? NOTHING : longest.map(spell).join("|"), flags);
}

const NOTHING = "(?!)";

/** A header's value, complete and without its scheme; of `Basic` also the decoded name and password, and the password. */
function secretsIn(value: string): readonly string[] {
  const token = value.slice(value.indexOf(" ") + 1).trim();
  return [value, token, ...decoded(value, token)];
}

/** RFC 7617. */
function decoded(value: string, token: string): readonly string[] {
  if (!/^basic /i.test(value)) return [];
  try {
    const pair = atob(token);
    return [pair, pair.slice(pair.indexOf(":") + 1)];
  } catch {
    return [];
  }
}

/**
 * The part of a text's Base64 (RFC 4648 4) that is the same whatever surrounds it in the encoded text, for each of the
 * three offsets at which it can begin there.
 */
function base64sOf(secret: string): readonly string[] {
  return [0, 1, 2].map((before) => {
    const bytes = before + secret.length;
    const from = Math.ceil((before * 8) / 6);
    return btoa("\0".repeat(before) + secret).slice(from, Math.floor((bytes * 8) / 6));
  });
}

/** A pattern for the secret as serialisers may escape it: `\/`, `\u003d` (Gson), `&#x3D;`, `%3D`. */
function anySpellingOf(secret: string): string {
  return secret.replace(/[^A-Za-z0-9]/g, anySpellingOfCharacter);
}

function anySpellingOfCharacter(character: string): string {
  const code = character.charCodeAt(0);
  const hex = code.toString(16).padStart(2, "0");
  // RFC 3986 2.3: never encoded.
  if (/[-._~]/.test(character)) return `\\x${hex}`;
  return `(?:\\\\{0,3}(?:\\x${hex}|u00${hex})|%${hex}|&(?:#0{0,4}${code}|#x0{0,4}${hex}|[a-z]{2,6});)`;
}

/** Only two of its characters are not alphanumeric, and URLs use others for them (RFC 4648 5). Case matters. */
function anySpellingOfBase64(encoded: string): string {
  return encoded.replaceAll("+", PLUS).replaceAll("/", SLASH);
}

const PLUS = "(?:\\\\{0,3}(?:[+-]|u002[bB])|%2[bB]|&(?:#0{0,4}43|#[xX]0{0,4}2[bB]|plus);)";
const SLASH = "(?:\\\\{0,3}(?:[/_]|u002[fF])|%2[fF]|&(?:#0{0,4}47|#[xX]0{0,4}2[fF]|sol);)";

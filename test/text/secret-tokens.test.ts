/** Each secret shape at its shortest, and one character shorter, which is not a secret. */
import { describe, expect, it } from "vitest";
import { holdsSecret, maskSecrets } from "../../src/text/secrets.ts";

const MASK = "[redacted]";

/** [prefix, characters that may follow, at least how many] */
const ANYWHERE: readonly (readonly [string, string, number])[] = [
  ...["pat", "dt", "rt", "rtr", "cbt", "oas", "ptt", "ft", "imt", "agent", "soat", "ffct", "wt"].map(
    (kind) => [`gl${kind}-`, "a_-Z", 8] as const,
  ),
  ["GR1348941", "a_-Z", 16],
  ...["ghp_", "gho_", "ghu_", "ghs_", "ghr_"].map((prefix) => [prefix, "aZ0", 16] as const),
  ["github_pat_", "aZ0_", 20],
  ["npm_", "aZ0", 20],
  ["npms_", "aZ0", 20],
  ["pypi-Ag", "aZ_-", 10],
  ["pypi-", "aZ_-", 50],
  ["AIza", "aZ_-", 30],
  ["GOCSPX-", "aZ_-", 20],
  ["dckr_pat_", "aZ_-", 16],
  ["dckr_oat_", "aZ_-", 16],
  ["rubygems_", "aZ0", 20],
  ["cmVmdGtu", "aZ0+/=", 10],
  ["rk_live_", "aZ0", 16],
  ["sk_live_", "aZ0", 16],
  ["dop_v1_", "af09", 32],
  [".atlasv1.", "aZ_-", 40],
  ["/t/ab-", "af0-", 30],
];

const AT_A_WORD: readonly (readonly [string, string, number])[] = [
  ["eyJ", "aZ_-", 8],
  ...["AKIA", "ASIA", "ABIA", "ACCA"].map((prefix) => [prefix, "AZ09", 12] as const),
  ["AKCp", "aZ09", 10],
  ...["ant", "proj", "svcacct", "admin", "or"].map((kind) => [`sk-${kind}-`, "aZ_-", 16] as const),
  ["sk-", "aZ09", 20],
  ...["a", "b", "e", "o", "p", "r", "s"].map((kind) => [`xox${kind}-`, "aZ_-", 10] as const),
  ["xapp-", "aZ_-", 16],
  ["hf_", "aZ09", 20],
  ["cio_", "aZ09", 16],
  ["cio", "aZ09", 32],
  ["oy2", "az09", 40],
  ["ya29.", "aZ_-", 20],
  ["hvs.", "aZ_-", 20],
  ["hvb.", "aZ_-", 20],
  ["hvr.", "aZ_-", 20],
];

function following(letters: string, length: number): string {
  return letters.repeat(length).slice(0, length);
}

describe.each([...ANYWHERE, ...AT_A_WORD])("%s", (prefix, letters, least) => {
  it("with the minimum number of characters is a secret", () => {
    const secret = prefix + following(letters, least);
    expect(maskSecrets(`got ${secret} today`)).toBe(`got ${MASK} today`);
    expect(holdsSecret(`got ${secret} today`)).toBe(true);
  });

  it("with one character less is not a secret", () => {
    const text = `got ${prefix}${following(letters, least - 1)} today`;
    expect(maskSecrets(text)).toBe(text);
    expect(holdsSecret(text)).toBe(false);
  });
});

it.each(ANYWHERE)("%s counts inside a word too", (prefix, letters, least) => {
  expect(maskSecrets(`x${prefix}${following(letters, least)}`)).toBe(`x${MASK}`);
});

it.each(AT_A_WORD)("%s counts only where a word begins", (prefix, letters, least) => {
  for (const before of ["x", "X", "7"]) {
    const text = `${before}${prefix}${following(letters, least)}`;
    expect(maskSecrets(text)).toBe(text);
  }
  expect(maskSecrets(`%3D${prefix}${following(letters, least)}`)).toBe(`%3D${MASK}`);
  expect(maskSecrets(`_${prefix}${following(letters, least)}`)).toBe(`_${MASK}`);
});

it.each([
  ["the rest of a GitLab token", "glpat-abcdefgh.ij.kl end", `${MASK} end`],
  ["all five parts of an encrypted JWT", "eyJabcdefgh.b.c.d.e end", `${MASK} end`],
  ["a sixth part stays", "eyJabcdefgh.b.c.d.e.f", `${MASK}.f`],
  ["both parts of a SendGrid key", `SG.${"a".repeat(16)}.${"b".repeat(16)} end`, `${MASK} end`],
  ["two in a row", `AKIA${"A".repeat(12)}eyJabcdefgh end`, `${MASK} end`],
])("masks %s", (_, text, masked) => {
  expect(maskSecrets(text)).toBe(masked);
});

it.each([
  `SG.${"a".repeat(15)}.${"b".repeat(16)}`,
  `SG.${"a".repeat(16)}.${"b".repeat(15)}`,
  `xoxd-${"a".repeat(10)}`,
  `ght_${"a".repeat(16)}`,
  `hvx.${"a".repeat(20)}`,
  `AKQA${"A".repeat(12)}`,
])("%s is not a secret", (text) => {
  expect(maskSecrets(text)).toBe(text);
});

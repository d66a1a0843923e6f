/**
 * `.dev.vars.example`. Cloudflare's Deploy button asks for each of its entries as a secret, with the file's value already filled
 * in (developers.cloudflare.com/workers/platform/deploy-buttons); a user who clicks through deploys that value.
 */
import { parseEnv } from "node:util";
import { expect, test } from "vitest";
import { rowsUnder, textOf } from "./markdown.ts";

const EXAMPLE = textOf(".dev.vars.example");

test("no entry has a value: an empty secret opens nothing", () => {
  const entries = Object.entries(parseEnv(EXAMPLE));
  expect(entries).not.toEqual([]);
  expect(entries.filter(([, value]) => value !== "")).toEqual([]);
});

test("has every secret that the configuration's README lists by name", () => {
  const listed = rowsUnder(textOf("src/config/README.md"), "Variables and secrets")
    .filter(([, kind]) => kind === "secret")
    .flatMap(([name = ""]) => /^`(\w+)`$/.exec(name)?.[1] ?? []);
  const described = [...EXAMPLE.matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name]) => name);
  expect(listed.length).toBeGreaterThan(2);
  expect(described).toEqual(expect.arrayContaining(listed));
});

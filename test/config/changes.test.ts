/** What an operator of an older version learns: from the check about their own file, from the changelog about everything. */
import { describe, expect, test } from "vitest";
import { CHANGES, changesFor, changeText, EARLIER_VERSIONS, type Written } from "../../src/config/changes.ts";
import type { Variables } from "../../src/config/configuration.ts";
import { readConfiguration } from "../../src/config/read-configuration.ts";
import { textOf } from "../documents/markdown.ts";

/** As the sample of 0.1.0 had it, and as this version's has it. */
const OLD_BUILD =
  "npx esbuild worker=src/worker.ts console=src/console/app.ts --chunk-names=gateway --outdir=dist";
const BUILD = /^command = """\n(.*?)^"""/ms.exec(textOf("wrangler.toml"))?.[1] ?? "";

const NPM = { path: "/npm/*", format: "npm", origin: "https://npm.acme.io" };
const API = { path: "/api/*", format: "openai", origin: "https://npm.acme.io" };
const PYPI = { path: "/pypi/*", format: "pypi", origin: "https://pypi.acme.io" };

function written(variables: Variables, build = BUILD): Written {
  const configuration = readConfiguration(variables);
  if (!configuration.ok) throw new Error(configuration.problem);
  return { routes: configuration.routes, variables: new Set(Object.keys(variables)), build };
}

function fieldsOf(variables: Variables, build = BUILD): string[] {
  return changesFor(written(variables, build), "0.1.0").map(({ field }) => field);
}

describe("a file of 0.1.0", () => {
  test.each<[string, Variables, string, boolean]>([
    ["a limit for reads and publishes", { ROUTES: [{ ...NPM, timeout_ms: 60_000 }] }, "`timeout_ms`", true],
    [
      "a limit for each",
      { ROUTES: [{ ...NPM, timeout_ms: { read: 9_000, write: 60_000 } }] },
      "`timeout_ms`",
      false,
    ],
    ["no limit", { ROUTES: [NPM] }, "`timeout_ms`", false],
    ["the operator's credentials", { ROUTES: [{ ...NPM, origin_auth: "TOKEN" }] }, "`origin_auth`", true],
    ["none of the operator's credentials", { ROUTES: [NPM] }, "`origin_auth`", false],
    ["packages", { ROUTES: [NPM] }, "`web_pages`", true],
    ["only an API", { ROUTES: [API] }, "`web_pages`", false],
    ["only an API", { ROUTES: [API] }, "`status_rules`", false],
    ["two origins", { ROUTES: [NPM, PYPI] }, "`trusts`", true],
    ["two routes to one origin", { ROUTES: [NPM, API] }, "`trusts`", false],
    ["a product", { PRESET: "gitlab", ORIGIN: "https://gitlab.acme.io" }, "`trusts`", false],
    ["a last resort", { ROUTES: [{ ...NPM, last_resort: true }] }, "`last_resort`", true],
    ["an account's id", { ROUTES: [NPM], ACCOUNT_ID: "0" }, "`ACCOUNT_ID`", true],
    ["any route", { ROUTES: [API] }, "`blob1`, the category", true],
    ["this version's build", { ROUTES: [NPM] }, "`[build]` and `[[rules]]`", false],
  ])("with %s lists a change only if it concerns one of its fields", (_, variables, field, isListed) => {
    expect(fieldsOf(variables).includes(field)).toBe(isListed);
  });

  test("is recognised by its build, which makes too few modules", () => {
    const [first] = changesFor(written({ ROUTES: [NPM] }, OLD_BUILD), null);
    expect(first?.field).toBe("`[build]` and `[[rules]]`");
  });

  test.each([BUILD, "", "npm run build"])("of this version has no changes", (build) => {
    expect(BUILD).toContain("--splitting");
    expect(changesFor(written({ ROUTES: [{ ...NPM, timeout_ms: 60_000 }] }, build), null)).toEqual([]);
  });

  test("lists each change once, however many routes it concerns", () => {
    const fields = fieldsOf({ ROUTES: [NPM, PYPI].map((route) => ({ ...route, timeout_ms: 60_000 })) });
    expect(new Set(fields).size).toBe(fields.length);
  });
});

describe("the changelog", () => {
  test.each(EARLIER_VERSIONS)("lists for %s what the check prints, word for word", (version) => {
    const changelog = textOf("CHANGELOG.md");
    const [, section = ""] =
      new RegExp(`^What an operator of ${version} has to do; .*?:\n\n((?:[- ] .*\n)+)`, "m").exec(
        changelog,
      ) ?? [];
    const items = section.split(/^- /m).slice(1);
    expect(items.map((item) => item.replace(/\s+/g, " ").trim())).toEqual(CHANGES.map(changeText));
    expect(changelog).toContain(`npm run check -- --since ${version}`);
  });
});

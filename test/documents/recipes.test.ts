/** `npm run check` accepts what operators copy from the recipes, and asks for the secrets that the recipes set. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { checkReport } from "../../src/cli/check-report.ts";
import { readDeployment } from "../../src/cli/deployment.ts";
import { textOf } from "./markdown.ts";

const FILE = "src/config/recipes.md";

/** Each block of `wrangler.toml`, with the heading above it. */
const BLOCKS = textOf(FILE)
  .split(/^## /m)
  .flatMap((section) => {
    const heading = section.split("\n", 1)[0] ?? "";
    const blocks = [...section.matchAll(/^```toml\n([\s\S]*?)^```$/gm)];
    return blocks.map(([, toml = ""]) => ({ heading, toml }));
  });

/** With these lines a block is a complete file. */
const HEAD = `name = "gateway"
main = "worker.js"
compatibility_date = "2026-08-06"
workers_dev = false
routes = [{ pattern = "packages.acme.io", custom_domain = true }]

`;

const folder = mkdtempSync(join(tmpdir(), "outspoken-recipes-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("there is at least one for each of the four ways", () => {
  expect([...new Set(BLOCKS.map(({ heading }) => heading))]).toEqual([
    "A public origin",
    "A tunnel with Access",
    "A private network",
    "Mutual TLS",
  ]);
});

describe("a block of wrangler.toml", () => {
  test.each(BLOCKS.map(({ heading, toml }, index) => [`${heading} (${index + 1})`, toml] as const))(
    "%s",
    (name, toml) => {
      const file = join(folder, `${name.replace(/\W+/g, "-")}.toml`);
      writeFileSync(file, HEAD + toml);
      writeFileSync(join(folder, "worker.js"), "export default {};");
      const deployment = readDeployment(file, undefined, "deployed");
      const { ok, lines } = checkReport({
        file,
        environment: undefined,
        deployment,
        secrets: { kind: "unseen" },
        since: null,
      });
      const secrets = [...deployment.secrets.keys()];
      const [verdict = "", ...rest] = lines;
      expect([ok, verdict]).toEqual([true, expect.stringMatching(/: \d routes?(?:, all well)?\.$/)]);
      expect(rest.filter((line) => !line.startsWith("  "))).toEqual(
        secrets.map((secret) => expect.stringContaining(`The secret ${secret} can't be seen from here`)),
      );
      const commands = [...textOf(FILE).matchAll(/wrangler secret put (\w+)/g)].map(([, named]) => named);
      expect(commands).toEqual(expect.arrayContaining(secrets));
    },
  );
});

/** What `wrangler.toml` has commented out, as it is once an operator uncomments it. */
import { getStaticTOMLValue, parseTOML } from "toml-eslint-parser";
import * as v from "valibot";
import { expect, test } from "vitest";
import { textOf } from "./markdown.ts";

const VARS = v.object({ vars: v.record(v.string(), v.unknown()) });

test("a variable stays one, whatever else is uncommented: none is below the sample of a table", () => {
  const [, section = ""] = /^(\[vars\]\n.*?)^# Environments:/ms.exec(textOf("wrangler.toml")) ?? [];
  const uncommented = section.replace(/^# (?=\[|[\w-]+ = )/gm, "");
  const { vars } = v.parse(VARS, getStaticTOMLValue(parseTOML(uncommented)));
  const written = [...section.matchAll(/^(?:# )?([A-Z][A-Z_]+) = /gm)].map(([, name]) => name);
  expect(written).toContain("PUBLIC_URL");
  expect(Object.keys(vars).toSorted()).toEqual([...written, "ALERTS", "HELP", "ROUTES"].toSorted());
});

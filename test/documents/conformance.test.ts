/** The table of test/sockets/conformance is that of its rules. */
import { expect, test } from "vitest";
import { conformanceTable } from "../sockets/conformance/table.ts";

test("the rules in the document are those that are run", async () => {
  await expect(conformanceTable()).toMatchFileSnapshot("../sockets/conformance/RULES.md");
});

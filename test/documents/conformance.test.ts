/** Documents of test/sockets that are made of the data that its tests run. */
import { expect, test } from "vitest";
import { conformanceTable } from "../sockets/conformance/table.ts";
import { reportedTable } from "../sockets/reported/table.ts";

test("the rules of conformance are those that are run", async () => {
  await expect(conformanceTable()).toMatchFileSnapshot("../sockets/conformance/RULES.md");
});

test("behaviour reported by others is that which is run", async () => {
  await expect(reportedTable()).toMatchFileSnapshot("../sockets/reported/BEHAVIOUR.md");
});

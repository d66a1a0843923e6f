/** Documents of test/sockets that are generated from the data of its tests. */
import { expect, test } from "vitest";
import { conformanceTable } from "../sockets/conformance/table.ts";
import { reportedTable } from "../sockets/reported/table.ts";

test("the document of conformance rules matches those that run", async () => {
  await expect(conformanceTable()).toMatchFileSnapshot("../sockets/conformance/RULES.md");
});

test("the document of reported behaviour matches what runs", async () => {
  await expect(reportedTable()).toMatchFileSnapshot("../sockets/reported/BEHAVIOUR.md");
});

/** Only operators can see which version is deployed. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { VERSION } from "../../src/console/version.ts";
import { textOf } from "../documents/markdown.ts";
import { ConsoleGateway } from "./gateway.ts";

let gateway: ConsoleGateway;

beforeAll(async () => {
  gateway = await ConsoleGateway.start();
});

afterAll(() => gateway.close());

test("is that of package.json and of the changelog", () => {
  expect(JSON.parse(textOf("package.json"))).toMatchObject({ version: VERSION });
  expect(textOf("CHANGELOG.md")).toContain(`\n## ${VERSION}\n`);
});

test.each(["/", "/try-out", "/metrics", "/api/version", "/api/openapi.json"])("is in %s", async (path) => {
  expect(await (await gateway.askWithToken(path)).text()).toContain(VERSION);
});

test.each(["/", "/metrics", "/api/version", "/assets/page.css"])(
  "is not in %s without the token",
  async (path) => {
    const response = await gateway.ask(path);
    const headers = JSON.stringify([...response.headers]);
    expect(headers + (await response.text())).not.toContain(VERSION);
  },
);

test("is in no answer to a client", async () => {
  const response = await fetch(`${gateway.url}/npm/403/refused`, {
    headers: { "user-agent": "npm/11.19.1" },
  });
  const headers = JSON.stringify([...response.headers]);
  expect(headers + (await response.text())).not.toContain(VERSION);
});

/** Which packages were refused: from the request's path to the API and the page. */
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ANSWERS, problem } from "../../src/console/openapi/schemas.ts";
import { ConsoleGateway } from "./gateway.ts";

const NPM = "npm/11.19.1 node/v24.1.0 linux x64 workspaces/false";
const GO = "Go-http-client/1.1";
/** No registry would name a package like this, but a client may request it. */
const HOSTILE = `<img src=x onerror=alert(1)>'"&amp;`;

let gateway: ConsoleGateway;

beforeAll(async () => {
  gateway = await ConsoleGateway.start();
  // The registry gives the path's last segment as its reason.
  await gateway.fail("/npm/@acme%2fleft-pad/-/left-pad-1.3.0.tgz", NPM);
  await gateway.fail("/npm/@acme%2fleft-pad/-/left-pad-1.2.0.tgz", NPM);
  await gateway.fail("/npm/@acme%2fleft-pad", "pnpm/11.22.0 npm/? node/v24.1.0 linux x64");
  await gateway.fail("/go/example.com/!app/@v/v1.0.0.info", GO);
  await gateway.fail(`/npm/${encodeURIComponent(HOSTILE)}`, NPM);
  await gateway.fail("/npm/-/whoami", NPM);
});

afterAll(() => gateway.close());

async function packages(query = "") {
  return v.parse(ANSWERS.listPackages, await gateway.api(`/packages${query}`)).packages;
}

describe("the API", () => {
  test("lists the packages with the most failures, by category, with the last reason", async () => {
    const listed = await packages();
    expect(listed.map((one) => [one.format, one.package, one.failures])).toEqual([
      ["npm", "@acme/left-pad", 3],
      ["go", "example.com/App", 1],
      ["npm", HOSTILE, 1],
    ]);
    expect(listed[0]?.categories).toEqual({ forbidden: 3 });
    expect(listed[1]?.last_reason).toBe("v1.0.0.info");
  });

  test.each([
    ["?limit=1", ["@acme/left-pad"]],
    ["?format=go", ["example.com/App"]],
    ["?version=1.3.0", ["@acme/left-pad"]],
    ["?category=not_found", []],
  ])("with %s lists %j", async (query, names) => {
    expect((await packages(query)).map((one) => one.package)).toEqual(names);
  });

  test.each([
    ["package=@acme/left-pad", 3],
    ["package=%40acme%2Fleft-pad&version=1.3.0", 1],
    ["package=example.com/App&format=go", 1],
    ["package=left-pad", 0],
    ["version=v1.0.0", 1],
  ])("lists the failures of %s: %i", async (query, count) => {
    const { failures } = v.parse(ANSWERS.listFailures, await gateway.api(`/failures?${query}`));
    expect(failures).toHaveLength(count);
  });

  test("counts by package and version", async () => {
    const counted = await gateway.api("/counts?by=package,version&format=npm");
    expect(v.parse(ANSWERS.countFailures, counted).groups).toEqual([
      { package: "", version: "", failures: 1 },
      { package: HOSTILE, version: "", failures: 1 },
      { package: "@acme/left-pad", version: "", failures: 1 },
      { package: "@acme/left-pad", version: "1.2.0", failures: 1 },
      { package: "@acme/left-pad", version: "1.3.0", failures: 1 },
    ]);
  });

  test.each([
    "package=",
    "package=it's",
    "package=a%00b",
    "package=a;b",
    "version=%5C",
    `package=${"x".repeat(257)}`,
  ])("refuses %s and names what it wants", async (query) => {
    const said = v.parse(problem, await gateway.api(`/packages?${query}`));
    expect(said.status).toBe(400);
    expect(said.detail).toMatch(/^(?:package|version) wants/);
  });
});

describe("the page", () => {
  async function page(path: string): Promise<{ status: number; text: string }> {
    const response = await gateway.askWithToken(path);
    return { status: response.status, text: await response.text() };
  }

  test("links each package to its own page", async () => {
    const { text } = await page("/");
    const [, address = ""] = /href="\/-\/outspoken(\/package\?[^"]*left-pad[^"]*)"/.exec(text) ?? [];
    const own = await page(address.replaceAll("&amp;", "&"));
    expect(own.status).toBe(200);
    expect(own.text).toContain("<code>@acme/left-pad</code>");
    for (const said of ["1.3.0", "1.2.0", "11.19.1", "pnpm", "left-pad-1.2.0.tgz"])
      expect(own.text).toContain(said);
    expect(own.text).not.toContain("example.com");
  });

  test("shows a hostile name as text, without a link", async () => {
    const { text } = await page("/");
    expect(text).not.toContain("<img");
    expect(text).toContain("&lt;img src=x onerror=alert(1)&gt;");
    expect(text).not.toMatch(/href="[^"]*[?&](?:amp;)?package=[^"]*onerror/);
    // Its reason is linked, encoded.
    expect(text).not.toMatch(/href="[^"]*(?:<|>|onerror=)/);
  });

  test.each(["/package", "/package?package=", "/package?package=it%27s", "/package?package=%3Cscript%3E%00"])(
    "%s is 404",
    async (path) => {
      expect((await page(path)).status).toBe(404);
    },
  );

  test("a package without failures has an empty page, and its name is text", async () => {
    const { status, text } = await page("/package?format=npm&package=%3Cscript%3Ealert(1)%3C/script%3E");
    expect(status).toBe(200);
    expect(text).toContain("No failures in this period.");
    expect(text).not.toContain("<script>alert");
  });
});

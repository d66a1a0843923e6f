/** The page of a failure that was only observed: what the client got, and what Outspoken would have said. */

import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ANSWERS } from "../../src/console/openapi/schemas.ts";
import { ConsoleGateway } from "./gateway.ts";

const NPM = "npm/11.19.1 node/v24.21.0 linux x64 workspaces/false";
const REASON = "Package protected. Ask the maintainers.";

let gateway: ConsoleGateway;

beforeAll(async () => {
  const base = { format: "npm", enabled: "observe" };
  const ROUTES = JSON.stringify([
    { ...base, path: "/npm/*", id: "npm", origin: "service:REGISTRY/npm" },
    { ...base, path: "/dead/*", id: "dead", origin: "http://127.0.0.1:1" },
    { ...base, path: "/on/*", id: "on", origin: "service:REGISTRY/npm", enabled: true },
    { ...base, path: "/terraform/*", id: "terraform", format: "terraform", origin: "service:REGISTRY/tf" },
  ]);
  gateway = await ConsoleGateway.start({ variables: { ROUTES } });
});

afterAll(() => gateway.close());

/** The page of a failure that a client gets at `path`, as text without its tags. */
async function pageOf(route: string, path: string, userAgent: string): Promise<string> {
  const counted = async () => {
    const listed = await gateway.api(`/failures?route=${route}&limit=1`);
    return v.parse(ANSWERS.listFailures, listed).failures[0]?.ref;
  };
  const before = await counted();
  await gateway.fail(`/${route}/${path}`, userAgent);
  let ref = await counted();
  // An observed failure is counted after its answer is sent.
  while (ref === before) ref = await counted();
  const response = await gateway.askWithToken(`/failure?ref=${ref}`);
  const html = await response.text();
  return html
    .replace(/<[^>]*>/g, "")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'");
}

describe("an observed failure", () => {
  test("is shown as the client's terminal would have printed it, next to what a bare status gives", async () => {
    const page = await pageOf("npm", `403/${encodeURIComponent(REASON)}`, NPM);
    expect(page).toContain("What Outspoken would have said");
    expect(page).toContain("npm 11 install, given a bare 403");
    expect(page).toContain("npm error 403 403 Forbidden - GET https://packages.example/npm/left-pad\n");
    expect(page).toContain("npm 11 install, with the route on");
    expect(page).toContain(
      `npm error 403 403 Forbidden - GET https://packages.example/npm/left-pad - ${REASON}`,
    );
    expect(page).toContain(`HTTP/1.1 403`);
    expect(page).toContain(`"error":"${REASON}"`);
  });

  test("of an origin that can't be reached is shown without the other terminal", async () => {
    const page = await pageOf("dead", "left-pad", NPM);
    expect(page).toContain("the client got a plain line");
    expect(page).not.toContain("given a bare");
    expect(page).toContain("The registry behind this gateway could not be reached. Reference: ");
  });

  test("of a client without a printing rule is shown only as bytes", async () => {
    const page = await pageOf("npm", `403/${encodeURIComponent(REASON)}`, "somebody/1.0");
    expect(page).toContain("Outspoken would have answered");
    expect(page).not.toContain("with the route on");
  });
});

test("a failure that was spoken is shown without an alternative", async () => {
  expect(await pageOf("on", `403/${encodeURIComponent(REASON)}`, NPM)).not.toContain("would have said");
});

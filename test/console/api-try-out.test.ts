/** The try-out over the API: what would be sent for an answer of the origin, and what the terminal would print. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isPageShape, SHAPE_NAMES } from "../../src/console/try-out/origin-shapes.ts";
import { CalledGateway } from "./api-calls.ts";

let called: CalledGateway;

beforeAll(async () => {
  called = await CalledGateway.start();
});

afterAll(() => called.close());

describe("the try-out", () => {
  async function tried(fields: Readonly<Record<string, string | number>>) {
    return called.answer("tryOut", "/try-out", { method: "POST", body: JSON.stringify(fields) });
  }

  test("shows what would be sent and what the terminal would print", async () => {
    const program = "npm 11 install";
    const said = await tried({ format: "npm", program, status: 403, message: "Package protected." });
    expect(said).toMatchObject({
      category: "forbidden",
      reason: "Package protected.",
      answer: { status: 403, body: '{"error":"Package protected."}' },
      terminal: { program },
    });
    expect(said.terminal?.shows).toContain(" - Package protected.");
    expect(said.terminal?.shows_without).not.toContain("Package protected.");
    expect(atob(said.answer.body_base64)).toBe(said.answer.body);
    expect(said.answer.headers).toContainEqual({
      name: "content-length",
      value: String(said.answer.body.length),
    });
  });

  test("shows what people would be told to do next, and what is wrong with that text", async () => {
    const fields = { format: "npm", program: "npm 11 install", status: 403, message: "Package protected." };
    const said = await tried({ ...fields, help: "Ask: https://h.example/?p={package}" });
    expect(said.answer.body).toBe('{"error":"Package protected. Ask: https://h.example/?p=left-pad"}');
    expect(said.terminal?.shows).toMatch(/ - Package protected\. Ask: https:\/\/h\.example\/\?p=left-pad$/m);
    const body = JSON.stringify({ ...fields, help: "Ask {pakage}" });
    const refused = await called.refusal("/try-out", { method: "POST", body });
    expect(JSON.stringify(refused)).toContain("has no placeholder {pakage}");
  });

  test("is not counted as a failure", async () => {
    await tried({ format: "npm", status: 500 });
    expect((await called.answer("listFailures", "/failures")).failures).toHaveLength(called.refs.length);
  });

  test("shows no terminal for a client without a printing rule", async () => {
    const said = await tried({ format: "vscode", user_agent: "VSCode/1.105", message: "No." });
    expect([said.terminal, said.request.headers["user-agent"]]).toEqual([null, "VSCode/1.105"]);
  });

  const HEARD = SHAPE_NAMES.filter(
    (shape) => !isPageShape(shape) && !["nothing", "timeout", "unreachable"].includes(shape),
  );
  test.each(HEARD)("hears the message in the shape %s", async (shape) => {
    const said = await tried({ format: "go", program: "go", shape, message: "Not for <you> & me." });
    expect(said.reason).toBe("Not for <you> & me.");
    expect(said.terminal?.shows).toContain("server response: Not for <you> & me.");
  });

  test.each([
    ["block_page", 502, "server_error", 'answered with a web page, which says: "Not for <you> & me."'],
    [
      "sign_in_page",
      403,
      "unauthorized",
      "answered with a sign-in page of registry.example.com: the request",
    ],
    ["sign_in_redirect", 403, "unauthorized", "answered with a sign-in page of sso.example.com: the request"],
  ])("of a page instead of a package: %s", async (shape, status, category, says) => {
    const said = await tried({ format: "go", program: "go", shape, message: "Not for <you> & me." });
    expect(said).toMatchObject({ category, answer: { status } });
    expect(said.reason).toContain(says);
    expect(said.terminal?.shows).toContain(says);
    expect(said.terminal?.shows_without).toBeNull();
    expect(said.origin?.status).toBe(shape === "sign_in_redirect" ? 302 : 200);
  });

  test("of a page that passes through, since the client may want one", async () => {
    const said = await tried({ format: "generic", shape: "block_page", message: "No." });
    expect(said).toMatchObject({ category: null, reason: null, answer: { status: 200 }, terminal: null });
    expect(said.answer.body).toBe(said.origin?.body);
  });

  test("of an origin that does not answer", async () => {
    const said = await tried({ format: "maven", program: "Maven 3.9.16", shape: "timeout" });
    expect(said).toMatchObject({ category: "timeout", origin: null, answer: { status: 504 } });
    expect(said.terminal?.shows_without).toBeNull();
  });

  test.each([
    ["{}", "format"],
    ['{"format":"cobol"}', "format"],
    ['{"format":"npm","status":200}', "status"],
    ['{"format":"npm","status":"403"}', "status"],
    ['{"format":"npm","shape":"smoke"}', "shape"],
    ['{"format":"npm","user_agent":"a\\nb"}', "user_agent"],
    ['{"format":"npm","colour":"red"}', "colour"],
    ["null", "body"],
  ])("%s is refused: %s", async (body, field) => {
    const said = await called.refusal("/try-out", { method: "POST", body });
    expect([said.status, said.errors?.map((error) => error.field)]).toEqual([400, [field]]);
  });

  test("a body of more than 64 KiB is refused", async () => {
    const body = JSON.stringify({ format: "npm", message: "x".repeat(70_000) });
    expect((await called.refusal("/try-out", { method: "POST", body })).status).toBe(413);
  });
});

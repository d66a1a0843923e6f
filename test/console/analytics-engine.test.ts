/** The console asks Analytics Engine over its HTTP API; here the API is played. */
import { afterEach, describe, expect, test } from "vitest";
import { ConsoleGateway } from "./gateway.ts";

const ACCOUNT = "0123456789abcdef0123456789abcdef";
const VARIABLES = { LOCAL_STORE: "", ACCOUNT_ID: ACCOUNT, ANALYTICS_TOKEN: "analytics-token" };

interface Asked {
  readonly url: string;
  readonly method: string;
  readonly authorization: string | null;
  readonly query: string;
}

let gateway: ConsoleGateway | null = null;

afterEach(() => gateway?.close());

/** A console whose every query is answered so; out: what was asked. */
async function playing(answer: () => Response, variables: Readonly<Record<string, string>> = {}) {
  const asked: Asked[] = [];
  const started = await ConsoleGateway.start({
    variables: { ...VARIABLES, ...variables },
    internet: async (request) => {
      const { url, method, headers } = request;
      asked.push({ url, method, authorization: headers.get("authorization"), query: await request.text() });
      return answer();
    },
  });
  gateway = started;
  return { asked, console: started };
}

function rows(data: readonly object[]): Response {
  return Response.json({ meta: [], data, rows: data.length });
}

describe("a question to Analytics Engine", () => {
  test("goes to the account's address with the token, one SELECT as the body", async () => {
    const { asked, console } = await playing(() => rows([{ category: "timeout", failures: "12" }]));
    expect(await console.api("/counts")).toMatchObject({ groups: [{ category: "timeout", failures: 12 }] });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      url: `https://api.cloudflare.com/client/v4/accounts/${ACCOUNT}/analytics_engine/sql`,
      method: "POST",
      authorization: "Bearer analytics-token",
    });
    expect(asked[0]?.query).toMatch(/^SELECT [^;]*\nFROM outspoken_failures\n[^;]*$/);
  });

  test("can be about another dataset", async () => {
    const { asked, console } = await playing(() => rows([]), { ANALYTICS_DATASET: "outspoken_staging" });
    await console.api("/counts");
    expect(asked[0]?.query).toContain("\nFROM outspoken_staging\n");
  });

  test("is not asked where a filter is wrong", async () => {
    const { asked, console } = await playing(() => rows([]));
    expect(await console.api("/counts?route='")).toMatchObject({ status: 400 });
    expect(asked).toEqual([]);
  });
});

describe("what Analytics Engine can't answer", () => {
  const ANSWERS: readonly (readonly [title: string, answer: () => Response, says: string])[] = [
    [
      "a refusal",
      () => new Response("no such\ntoken", { status: 403 }),
      "answered 403: no such token. ANALYTICS_TOKEN needs",
    ],
    ["a broken query", () => new Response("syntax error", { status: 422 }), "answered 422: syntax error"],
    ["a page", () => new Response("<html>"), "not its JSON"],
    ["rows of another form", () => rows([{ colour: "red" }]), "does not know"],
    ["a number that is none", () => rows([{ category: "timeout", failures: "many" }]), "does not know"],
  ];

  test.each(ANSWERS)("%s: the API says so, with 502", async (_title, answer, says) => {
    const { console } = await playing(answer);
    const said = await console.api("/counts");
    expect(said).toMatchObject({ status: 502, detail: expect.stringContaining(says) });
  });

  test.each(ANSWERS)("%s: the page says so, and shows the rest", async (_title, answer, says) => {
    const { console } = await playing(answer);
    const response = await console.askWithToken("/");
    const page = await response.text();
    expect(page).toContain(says);
    expect(page).toContain("Try-out");
    expect(page).toContain("Switches");
    expect(page).not.toContain("analytics-token");
  });

  test("what it says is text to the page", async () => {
    const { console } = await playing(() => new Response("<script>alert(1)</script>", { status: 500 }));
    const page = await (await console.askWithToken("/")).text();
    expect(page).toContain("&lt;script&gt;");
    expect(page).not.toContain("<script>");
  });
});

describe("where nothing is configured", () => {
  test.each([
    ["no token", { ANALYTICS_TOKEN: "" }],
    ["an account that is none", { ACCOUNT_ID: "../../user" }],
  ])("%s: the page says what to set", async (_title, variables) => {
    const { asked, console } = await playing(() => rows([]), variables);
    const page = await (await console.askWithToken("/")).text();
    expect(page).toContain("ACCOUNT_ID");
    expect(page).toContain("ANALYTICS_TOKEN");
    expect(page).toContain("Try-out");
    expect(asked).toEqual([]);
  });
});

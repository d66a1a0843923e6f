/** The console queries Cloudflare's Analytics SQL over its binding or its HTTP API; both are simulated here. */
import { afterEach, describe, expect, test } from "vitest";
import { ConsoleGateway } from "./gateway.ts";

const ACCOUNT = "0123456789abcdef0123456789abcdef";
const VARIABLES = { LOCAL_STORE: "", ACCOUNT_ID: ACCOUNT, ANALYTICS_TOKEN: "analytics-token" };

interface Asked {
  readonly url: string;
  readonly method: string;
  readonly authorization: string | null;
  readonly body: unknown;
}

let gateway: ConsoleGateway | null = null;

afterEach(() => gateway?.close());

const WAYS = ["http", "binding"] as const;
type Way = (typeof WAYS)[number];

/** A console whose every query gets that answer. Out: the console, and the queries. */
async function playing(
  answer: () => Response,
  variables: Readonly<Record<string, string>> = {},
  way: Way = "http",
) {
  const asked: Asked[] = [];
  const play = async (request: Request) => {
    const { url, method, headers } = request;
    asked.push({ url, method, authorization: headers.get("authorization"), body: await request.json() });
    return answer();
  };
  const started = await ConsoleGateway.start({
    variables: { ...VARIABLES, ...variables },
    internet: way === "http" ? play : async () => new Response("the HTTP API was asked", { status: 500 }),
    ...(way === "binding" ? { analytics: play } : {}),
  });
  gateway = started;
  return { asked, console: started };
}

function rows(data: readonly object[]): Response {
  return Response.json({ data, rows: data.length, statistics: {} });
}

const SELECT = /^SELECT [^;]*\nFROM events\.analyticsEngine\."outspoken_failures"\n[^;]*$/;
const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

describe("a query", () => {
  test("goes to the API's address with the account and the token, one SELECT and its parameters", async () => {
    const { asked, console } = await playing(() => rows([{ category: "timeout", failures: "12" }]));
    expect(await console.api("/counts?client=npm")).toMatchObject({
      groups: [{ category: "timeout", failures: 12 }],
    });
    expect(asked).toEqual([
      {
        url: "https://api.cloudflare.com/client/v4/analytics/sql",
        method: "POST",
        authorization: "Bearer analytics-token",
        body: {
          query: expect.stringMatching(SELECT),
          params: { since: TIME, until: TIME, client: "npm" },
          scope: { accountTag: ACCOUNT },
        },
      },
    ]);
  });

  test("goes to the binding if there is one, which knows the account", async () => {
    const answer = () => rows([{ category: "timeout", failures: "12" }]);
    const { asked, console } = await playing(answer, {}, "binding");
    expect(await console.api("/counts?client=npm")).toMatchObject({
      groups: [{ category: "timeout", failures: 12 }],
    });
    expect(asked.map(({ body }) => body)).toEqual([
      { query: expect.stringMatching(SELECT), params: { since: TIME, until: TIME, client: "npm" } },
    ]);
  });

  test("needs no account and no token if there is a binding", async () => {
    const none = { ACCOUNT_ID: "", ANALYTICS_TOKEN: "" };
    const { console } = await playing(() => rows([{ category: "timeout", failures: 3 }]), none, "binding");
    expect(await console.api("/counts")).toMatchObject({ groups: [{ failures: 3 }] });
  });

  test.each(WAYS)("can be about another dataset (%s)", async (way) => {
    const { asked, console } = await playing(() => rows([]), { ANALYTICS_DATASET: "outspoken_staging" }, way);
    await console.api("/counts");
    expect(asked[0]?.body).toMatchObject({
      query: expect.stringContaining('\nFROM events.analyticsEngine."outspoken_staging"\n'),
    });
  });

  test("is not sent if a filter is wrong", async () => {
    const { asked, console } = await playing(() => rows([]));
    expect(await console.api("/counts?route='")).toMatchObject({ status: 400 });
    expect(asked).toEqual([]);
  });
});

test("a variable with the binding's name is not taken for the binding", async () => {
  const { asked, console } = await playing(() => rows([]), { ANALYTICS: "ANALYTICS" });
  await console.api("/counts");
  expect(asked).toHaveLength(1);
});

describe("what the binding can't answer", () => {
  test.each([
    [
      "a refusal",
      () => new Response("table not\nfound", { status: 422 }),
      "refused the query: table not found",
    ],
    ["rows of another form", () => rows([{ colour: "red" }]), "does not know"],
    ["something else", () => Response.json({ rows: [] }), "not its JSON"],
  ])("%s: the API says so, with 502", async (_title, answer, says) => {
    const { console } = await playing(answer, {}, "binding");
    expect(await console.api("/counts")).toMatchObject({
      status: 502,
      detail: expect.stringContaining(says),
    });
  });
});

describe("what the HTTP API can't answer", () => {
  const ANSWERS: readonly (readonly [title: string, answer: () => Response, says: string])[] = [
    [
      "a refusal",
      () => new Response("no such\ntoken", { status: 403 }),
      "answered 403: no such token. ANALYTICS_TOKEN needs",
    ],
    ["a broken query", () => new Response("syntax error", { status: 422 }), "answered 422: syntax error"],
    ["a page", () => new Response("<html>"), "not its JSON"],
    ["rows of another form", () => rows([{ colour: "red" }]), "does not know"],
    ["a number that is not one", () => rows([{ category: "timeout", failures: "many" }]), "does not know"],
  ];

  test.each(ANSWERS)("%s: the API says so, with 502", async (_title, answer, says) => {
    const { console } = await playing(answer);
    const said = await console.api("/counts");
    expect(said).toMatchObject({ status: 502, detail: expect.stringContaining(says) });
  });

  test.each(ANSWERS)("%s: the page reports it, and shows the rest", async (_title, answer, says) => {
    const { console } = await playing(answer);
    const response = await console.askWithToken("/");
    const page = await response.text();
    expect(page).toContain(says);
    expect(page).toContain("Try-out");
    expect(page).toContain("Switches");
    expect(page).not.toContain("analytics-token");
  });

  test("its words are shown as text on the page", async () => {
    const { console } = await playing(() => new Response("<script>alert(1)</script>", { status: 500 }));
    const page = await (await console.askWithToken("/")).text();
    expect(page).toContain("&lt;script&gt;");
    expect(page).not.toContain("<script>");
  });
});

describe("if nothing is configured", () => {
  test.each([
    ["no token", { ANALYTICS_TOKEN: "" }],
    ["an invalid account", { ACCOUNT_ID: "../../user" }],
  ])("%s: the page says what to set", async (_title, variables) => {
    const { asked, console } = await playing(() => rows([]), variables);
    const page = await (await console.askWithToken("/")).text();
    expect(page).toContain("ACCOUNT_ID");
    expect(page).toContain("ANALYTICS_TOKEN");
    expect(page).toContain("[analytics]");
    expect(page).toContain("Try-out");
    expect(asked).toEqual([]);
  });
});

/** The closer look at a possible web page instead of a package, except for the page's own text (that is in test/workerd). */
import { describe, expect, test } from "vitest";
import { ERROR_BODY_MAX_BYTES, PAGE_BEGINNING_MAX_BYTES } from "../../src/limits.ts";
import { Deadline } from "../../src/request/deadline.ts";
import { type Looked, type Looking, lookAt } from "../../src/response/read-web-page.ts";
import { copied, type Suspicion } from "../../src/response/web-page.ts";

const LOOKING: Looking = {
  url: "https://registry.example/npm/app",
  originHost: "registry.example",
  copy: copied,
  mask: (page) => page,
  deadline: new Deadline(),
  onSlow: () => {},
};
const PAGE: Suspicion = { kind: "page", wanted: "document", mayBeEmpty: false };
const EMPTY = { body: "", complete: true };

/** An answer with these parts of content, and why it was given up. */
function answerOf(
  parts: readonly (string | Uint8Array)[],
  headers: HeadersInit = { "content-type": "text/html" },
): { answer: Response; givenUp: unknown[]; left: readonly unknown[] } {
  const left = [...parts];
  const givenUp: unknown[] = [];
  const body = new ReadableStream(
    {
      type: "bytes",
      pull(controller: ReadableByteStreamController) {
        const part = left.shift();
        if (part !== undefined)
          controller.enqueue(
            typeof part === "string" ? new TextEncoder().encode(part) : new Uint8Array(part),
          );
        else {
          controller.close();
          controller.byobRequest?.respond(0);
        }
      },
      cancel: (reason) => void givenUp.push(reason),
    },
    { highWaterMark: 0 },
  );
  return { answer: new Response(body, { status: 200, statusText: "OK", headers }), givenUp, left };
}

/** Why it is not a package, in short; or the content that passes. */
async function summary(looked: Looked): Promise<unknown> {
  if (looked.kind === "right") return looked.answer.text();
  const { instead, host, product, answer } = looked.cause;
  return { instead, host, product, body: new TextDecoder().decode(answer.body), complete: answer.complete };
}

describe("a redirect", () => {
  const redirect = (location: string): Suspicion => ({ kind: "redirect", location });

  test.each([
    ["https://acme.okta.com/login/login.htm?fromURI=%2F", "acme.okta.com"],
    ["https://id.example:8443/login?to=%2Fnpm", "id.example:8443"],
    ["/login?to=%2Fnpm", "registry.example:81"],
    ["https://registry.example/users/sign_in", "registry.example:81"],
    [`https://${"x".repeat(300)}.okta.com/`, "x".repeat(259)],
  ])("to %s is a sign-in page", async (location, host) => {
    const { answer, givenUp } = answerOf(["Found"]);
    const looked = await lookAt(redirect(location), answer, {
      ...LOOKING,
      originHost: "registry.example:81",
    });
    expect(looked).toEqual({
      kind: "unusable",
      cause: {
        kind: "unusable",
        instead: "sign_in",
        host,
        product: null,
        answer: { status: 200, phrase: "", headers: answer.headers, body: new Uint8Array(), complete: true },
      },
      heard: null,
    });
    expect(givenUp).toEqual([undefined]);
  });

  test.each([
    ["elsewhere", "https://cdn.example/app.tgz", LOOKING],
    ["to an invalid URL", "http://[", LOOKING],
    ["from one sign-in page to the next", "/login?to=%2F", { ...LOOKING, url: "https://a.okta.com/" }],
  ])("%s passes", async (_title, location, looking) => {
    const { answer, givenUp } = answerOf(["Found"]);
    expect(await lookAt(redirect(location), answer, looking)).toEqual({ kind: "right", answer });
    expect([answer.bodyUsed, givenUp]).toEqual([false, []]);
  });

  test("without content to a sign-in page counts too", async () => {
    const looked = await lookAt(redirect("/users/sign_in"), new Response(null), LOOKING);
    expect(looked.kind).toBe("unusable");
  });
});

test("missing content is unusable if some is needed", async () => {
  const { answer } = answerOf([]);
  expect(await summary(await lookAt({ kind: "nothing" }, answer, LOOKING))).toEqual({
    instead: "nothing",
    host: "registry.example",
    product: null,
    ...EMPTY,
  });
});

describe("content", () => {
  const HTML = "<html><body>Hello</body></html>";
  const REFRESH = `<html><meta http-equiv="refresh" content="0; url=https://acme.okta.com/login"></html>`;
  const INDEX = `<html><title>Links for login</title>${REFRESH}`;
  const page = { instead: "page", host: "registry.example", product: null, body: HTML, complete: true };
  const signIn = { instead: "sign_in", host: "acme.okta.com", product: null, body: REFRESH, complete: true };
  const nothing = { instead: "nothing", host: "registry.example", product: null, ...EMPTY };
  const wants = (wanted: "xml" | "links" | "receipt" | "document", mayBeEmpty = false): Suspicion => ({
    kind: "page",
    wanted,
    mayBeEmpty,
  });
  const blanks = " ".repeat(PAGE_BEGINNING_MAX_BYTES);

  test.each<
    [title: string, parts: readonly (string | Uint8Array)[], suspicion: Suspicion, expected: unknown]
  >([
    ["JSON", ['{"a":', "1}"], PAGE, '{"a":1}'],
    ["a page", [HTML], PAGE, page],
    ["a page in parts", ["<", HTML.slice(1, 9), HTML.slice(9)], PAGE, page],
    ["a page after a blank", ["\n", HTML], PAGE, { ...page, body: `\n${HTML}` }],
    [
      "a page after blanks of every kind",
      ["\t\n\v\f\r ", HTML],
      PAGE,
      { ...page, body: `\t\n\v\f\r ${HTML}` },
    ],
    ["JSON after blanks", [" ", "\n{}"], PAGE, " \n{}"],
    ["a page after too many blanks", [" ", blanks, HTML], PAGE, ` ${blanks}${HTML}`],
    ["a page after a byte order mark", ["\ufeff", HTML], PAGE, HTML],
    ["blanks only", [" ", " "], PAGE, "  "],
    ["nothing", [], PAGE, nothing],
    ["nothing, where that is allowed", [], wants("document", true), ""],
    ["a page, where nothing is allowed", [HTML], wants("document", true), page],
    ["XML for a document", ["<a>b</a>"], PAGE, { ...page, body: "<a>b</a>" }],
    ["XML for XML", ["<a>b</a>"], wants("xml"), "<a>b</a>"],
    ["a page for XML", [HTML], wants("xml"), page],
    ["a page that leads to a sign-in page", [REFRESH], PAGE, signIn],
    ["such a page where links are wanted", [REFRESH], wants("links"), signIn],
    ["such a page where a receipt is wanted", [REFRESH], wants("receipt"), signIn],
    ["another page where links are wanted", [HTML], wants("links"), HTML],
    ["another page where a receipt is wanted", [HTML], wants("receipt"), HTML],
    ["an index where links are wanted", [INDEX], wants("links"), INDEX],
    ["an index elsewhere", [INDEX], PAGE, { ...signIn, body: INDEX }],
  ])("%s", async (_title, parts, suspicion, expected) => {
    const { answer } = answerOf(parts);
    expect(await summary(await lookAt(suspicion, answer, LOOKING))).toEqual(expected);
  });

  test.each([
    ["as long as the limit", 3, true],
    ["longer", 4, false],
    ["much longer", 2 * ERROR_BODY_MAX_BYTES, false],
  ])("is read as far as an error's: %s", async (_title, lastLength, complete) => {
    const body = `<p>${"x".repeat(ERROR_BODY_MAX_BYTES - 6)}`;
    const { answer } = answerOf([body.slice(0, 9), body.slice(9), "x".repeat(lastLength)]);
    expect(await summary(await lookAt(PAGE, answer, LOOKING))).toEqual({
      ...page,
      body: `${body}xxx`,
      complete,
    });
  });

  test.each([
    ["a blank", " ", 0],
    ["another blank", "\v", 0],
    ["a blank and more", " {", 2],
    ["not a blank", "{", 2],
    ["a control character", "\0", 2],
    ["another control character", "\x0e", 2],
  ])("is read further only after blanks: %s", async (_title, first, untaken) => {
    const { answer, left } = answerOf([first, "{}", "x"]);
    await lookAt(PAGE, answer, LOOKING);
    expect(left).toHaveLength(untaken);
  });

  test("is cancelled once it is known not to be a package", async () => {
    const { answer, givenUp } = answerOf([HTML, "x".repeat(ERROR_BODY_MAX_BYTES), HTML]);
    expect((await lookAt(PAGE, answer, LOOKING)).kind).toBe("unusable");
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(givenUp).toHaveLength(1);
  });

  test("passes as it came if its coding can't be undone", async () => {
    const { answer } = answerOf([HTML], { "content-encoding": "zstd" });
    expect(await lookAt(PAGE, answer, LOOKING)).toEqual({ kind: "right", answer });
  });

  test("is heard with echoed credentials masked", async () => {
    const body = new TextEncoder().encode("<p>masked");
    const looking: Looking = { ...LOOKING, mask: (found) => ({ ...found, body }) };
    const looked = await lookAt(PAGE, answerOf([HTML]).answer, looking);
    expect(await summary(looked)).toEqual({ ...page, body: "<p>masked" });
  });

  test.each(["links", "document", "xml"] as const)("is read in its charset: %s", async (wanted) => {
    const { answer } = answerOf([Buffer.from(REFRESH, "utf16le")], {
      "content-type": "text/html; charset=utf-16le",
    });
    const looked = await lookAt(wants(wanted), answer, LOOKING);
    expect(looked.kind === "unusable" && looked.cause.instead).toBe("sign_in");
  });
});

import { describe, expect, test } from "vitest";
import { ask } from "./client.ts";
import { serveGateway, serveOrigin } from "./serve.ts";
import { expectReferenceShown, expectSpoken } from "./spoken-answer.ts";

const origin = serveOrigin();
const gateway = serveGateway(() => [{ path: "/r/*", format: "generic", origin: origin.url }]);

const STATUSES = [
  [520, 502, "unreachable"],
  [521, 502, "unreachable"],
  [522, 504, "timeout"],
  [523, 502, "unreachable"],
  [524, 504, "timeout"],
  [525, 502, "unreachable"],
  [526, 502, "unreachable"],
  [527, 502, "unreachable"],
  [530, 502, "unreachable"],
] as const;

/** A page like the edge's own, written for this test. */
function page(status: number): string {
  return `<!DOCTYPE html><html><head><title>packages.example | ${status}: Trouble</title></head>
<body><div id="cf-wrapper"><h1><span class="cf-error-type">Error</span><span>Error code ${status}</span></h1>
<p>Cloudflare Ray ID: <strong>8a1b2c3d4e5f6789</strong></p></div></body></html>`;
}

const FORMS = [
  ["an HTML page", "text/html; charset=UTF-8", page],
  ["a line of text", "text/plain; charset=UTF-8", (status: number) => `error code: ${status}`],
  ["no body", null, () => ""],
] as const;

const CASES = STATUSES.flatMap(([sent, status, category]) =>
  FORMS.flatMap(([form, type, body]) =>
    [true, false].map((typed) => ({ sent, status, category, form, type, body: body(sent), typed })),
  ),
);

describe("an error by Cloudflare's edge for an origin that it could not reach", () => {
  test.each(CASES)(
    "$sent as $form is $status, cf-error-type: $typed",
    async ({ sent, typed, type, body, ...is }) => {
      const path = `/${sent}-${is.form.replaceAll(" ", "-")}-${typed}`;
      origin.on(path, (exchange) =>
        exchange.answer(
          `${sent} <none>`,
          {
            ...(typed
              ? { "cf-error-type": sent === 530 ? "1016" : String(sent), "cf-error-origin": "edge" }
              : {}),
            ...(type === null ? {} : { "Content-Type": type }),
            "CF-RAY": "8a1b2c3d4e5f6789-FRA",
            "Retry-After": "60",
          },
          body,
        ),
      );
      const answer = await ask(gateway.port(), `/r${path}`);
      await expectSpoken(gateway, answer, {
        status: is.status,
        category: is.category,
        logged: { origin_status: sent, cause: "answered" },
      });
      expectReferenceShown(answer);
      expect(answer.text).not.toMatch(/error code|cloudflare|<html/i);
      expect(answer.headers.filter(([name]) => /^cf-/i.test(name))).toEqual([]);
    },
  );
});

/** What the edge writes into its status line other than `<none>`; the origin said none of it. */
const PHRASES = [
  [520, 502, "Origin Error"],
  [521, 502, "Origin Down"],
  [522, 504, "Origin Connection Time-out"],
  [523, 502, "Origin Unreachable"],
  [524, 504, "Origin Time-out"],
  [525, 502, "Origin SSL Handshake Error"],
  [526, 502, "Origin SSL Certificate Error"],
  [530, 502, ""],
] as const;

describe("the edge's own reason phrase is not taken for the origin's words", () => {
  test.each(PHRASES)("%d as %d, phrase %j", async (sent, status, phrase) => {
    origin.on(`/phrase-${sent}`, (exchange) => exchange.answer(`${sent} ${phrase}`, {}, ""));
    const answer = await ask(gateway.port(), `/r/phrase-${sent}`);
    expect(answer.status).toBe(status);
    expectReferenceShown(answer);
  });
});

test("the origin's own words on such a status are kept; only the status changes", async () => {
  origin.on("/own-words", (exchange) =>
    exchange.answer("530 Nope", { "Content-Type": "application/json" }, '{"message":"Site is frozen."}'),
  );
  const answer = await ask(gateway.port(), "/r/own-words");
  await expectSpoken(gateway, answer, { status: 502, category: "unreachable" });
  expect(answer.text).toContain("Site is frozen.");
});

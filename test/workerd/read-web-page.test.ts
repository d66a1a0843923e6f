/** What kind of page came instead of a package, by its own words: read with the platform's parser. */
import { expect, it } from "vitest";
import { HOST_MAX_CHARACTERS } from "../../src/limits.ts";
import { Deadline } from "../../src/request/deadline.ts";
import { lookAt } from "../../src/response/read-web-page.ts";
import { copied } from "../../src/response/web-page.ts";

const FORM = '<input name="user"><input name="password" type="password">';
const LONG_HOST = `${"x".repeat(HOST_MAX_CHARACTERS)}.example`;

it.each([
  [
    "a form to the same host",
    `<form action="/session">${FORM}</form>`,
    "sign_in",
    "registry.example",
    null,
    null,
  ],
  [
    "a form to another host",
    `<form action="https://id.example/session">${FORM}</form>`,
    "sign_in",
    "id.example",
    null,
    null,
  ],
  [
    "a form to a host with a long name",
    `<form action="https://${LONG_HOST}/session">${FORM}</form>`,
    "sign_in",
    LONG_HOST.slice(0, HOST_MAX_CHARACTERS),
    null,
    null,
  ],
  [
    "a form after a redirect to another host",
    `<meta http-equiv="refresh" content="0;url=https://acme.okta.com/"><form action="https://id.example/">${FORM}</form>`,
    "sign_in",
    "acme.okta.com",
    null,
    null,
  ],
  [
    "a proxy's page",
    "<title>Zscaler</title><h1>Blocked by the security policy.</h1>",
    "page",
    "registry.example",
    "Zscaler",
    "Blocked by the security policy.",
  ],
  ["an empty page", "<p></p>", "page", "registry.example", null, null],
  ["no markup", "< and more", "page", "registry.example", null, "< and more"],
])("%s", async (_title, body, instead, host, product, message) => {
  const answer = new Response(body, { headers: { "content-type": "text/html" } });
  const looked = await lookAt({ kind: "page", wanted: "document", mayBeEmpty: false }, answer, {
    url: "https://registry.example/npm/app",
    originHost: "registry.example",
    copy: copied,
    mask: (page) => page,
    deadline: new Deadline(),
    onSlow: () => {},
  });
  expect(looked).toMatchObject({ kind: "unusable", cause: { instead, host, product } });
  expect(looked.kind === "unusable" ? (looked.heard?.message ?? null) : null).toBe(message);
});

/** Which answers a browser would show on the host of the operator's page, so that they get an opaque origin. */
import { describe, expect, test } from "vitest";
import type { Env } from "../../src/env.ts";
import { ResponseEdits } from "../../src/response/edits.ts";
import { sandboxPassed, sandboxSpoken } from "../../src/response/sandbox.ts";

const ENV: Env = { ADMIN_TOKEN: "a token" };
const HTML = { "content-type": "text/html" };

function passedPolicy(headers: Record<string, string>, status = 200, env = ENV): string | null {
  const base = { status, statusText: "", headers: new Headers(headers), body: null };
  const edits = new ResponseEdits(base);
  const answer = new Response(null, { status, headers });
  sandboxPassed(edits, answer, env);
  return edits.build("GET").headers.get("content-security-policy");
}

function spokenPolicy(contentType: string | null, env = ENV): string | null {
  const edits = new ResponseEdits(new Response(null));
  sandboxSpoken(edits, contentType, env);
  return edits.build("GET").headers.get("content-security-policy");
}

describe("sandboxes what runs scripts when shown", () => {
  test.each([
    "text/html",
    "Text/HTML; charset=utf-8",
    "text/xml",
    "text/xsl",
    "application/xml",
    "application/xhtml+xml",
    "image/svg+xml",
    "multipart/x-mixed-replace",
    "*/*",
    "application/unknown",
    "unknown/unknown",
    "html",
    "text/html ; a=b",
    "text/plain, text/html",
    "text/html, text/plain",
    ";",
    "",
  ])("%j", (type) => {
    expect([passedPolicy({ "content-type": type }), spokenPolicy(type)]).toEqual(["sandbox", "sandbox"]);
  });

  test("an answer without a type", () => {
    expect(passedPolicy({})).toBe("sandbox");
  });

  test("in addition to the origin's own policy", () => {
    expect(passedPolicy({ ...HTML, "content-security-policy": "default-src 'none'" })).toBe(
      "default-src 'none', sandbox",
    );
  });
});

describe("does not sandbox what runs no scripts", () => {
  test.each([
    "text/plain",
    "application/json",
    "text/htmlx",
    "xtext/html",
    "text/xmlx",
    "xapplication/xml",
    "application/xmlx",
    "image/svg+xmlx",
    "xmultipart/mixed",
    "x*/*",
    "*/*x",
    "application/unknownx",
    "xunknown/unknown",
    "text/plain; a=text/html",
    "application/json; html",
    "text/plain, application/json",
  ])("%s", (type) => {
    expect([passedPolicy({ "content-type": type }), spokenPolicy(type)]).toEqual([null, null]);
  });

  test("a spoken answer without content", () => {
    expect(spokenPolicy(null)).toBeNull();
  });
});

describe("without an operator's page", () => {
  test("sandboxes nothing", () => {
    expect([passedPolicy(HTML, 200, {}), spokenPolicy("text/html", {})]).toEqual([null, null]);
  });
});

describe("does not sandbox what is not shown", () => {
  test.each<[title: string, headers: Record<string, string>, status: number]>([
    ["no content", HTML, 204],
    ["not modified", HTML, 304],
    ["a redirect", { ...HTML, location: "/x" }, 302],
    ["a download", { ...HTML, "content-disposition": "attachment" }, 200],
    ["a download with a name", { ...HTML, "content-disposition": "Attachment; filename=x" }, 200],
    ["a download with a blank", { ...HTML, "content-disposition": "attachment ; filename=x" }, 200],
    ["a download with blanks", { ...HTML, "content-disposition": "attachment \t; filename=x" }, 200],
  ])("%s", (_title, headers, status) => {
    expect(passedPolicy(headers, status)).toBeNull();
  });

  test.each([
    "inline",
    "inline; filename=attachment",
    "attachments",
    "attachment-x; a",
    "xattachment",
    "x attachment",
    "attachment x",
  ])("but does for %s", (disposition) => {
    expect(passedPolicy({ ...HTML, "content-disposition": disposition })).toBe("sandbox");
  });
});

/** Which documents of each format are rewritten, and how: absolute URLs, and paths that begin at the root. */
import { describe, expect, test } from "vitest";
import { FORMAT_NAMES } from "../../src/clients/index.ts";
import type { ClientRequest } from "../../src/clients/shared/client.ts";
import { clientFormat } from "../clients/formats.ts";
import { DOCUMENTS, LEFT_ALONE } from "./documents.ts";
import { GATEWAY, rewrite, routesOf, rulesOf } from "./rules.ts";

const ORIGIN = "https://registry.example/base";

function clientRequest(method: string, path: string): ClientRequest {
  return { method, path, query: "", headers: new Headers() };
}

describe("documents whose URLs clients follow", () => {
  test.each(DOCUMENTS)("$format $method $asked as $type", ({ format, asked, method = "GET", type, text }) => {
    const { documents } = clientFormat(format).rewriting;
    expect(documents?.requestedBy(clientRequest(method, asked))).toBe(true);
    expect(documents?.mediaTypes?.test(type) ?? true).toBe(true);
    const rules = rulesOf(routesOf({ path: "/r/*", format, origin: ORIGIN }), `${GATEWAY}/r${asked}`);
    const base = /(?<!["\w/])@(?=[/"])|(?<=")@(?=[/"])/g;
    const sent = text.replace(base, ORIGIN);
    const expected = text.replace(base, `${GATEWAY}/r`);
    expect(sent).not.toBe(expected);
    expect(rewrite(rules, sent)).toBe(expected);
    expect(rewrite(rules, sent.replaceAll("/", "\\/"))).toBe(expected.replaceAll("/", "\\/"));
    const bytes = new TextEncoder().encode(sent);
    for (let at = 0; at <= bytes.length; at += 1) {
      expect(rewrite(rules, bytes.subarray(0, at), bytes.subarray(at)), `cut at ${at}`).toBe(expected);
    }
  });

  test("are the same for HEAD as for GET", () => {
    for (const { format, asked, method } of DOCUMENTS) {
      if (method === undefined)
        expect(
          clientFormat(format).rewriting.documents?.requestedBy(clientRequest("HEAD", asked)),
          asked,
        ).toBe(true);
    }
  });
});

describe("what is left alone", () => {
  test.each(LEFT_ALONE)("%s %s %s as %s", (format, method, asked, type) => {
    const { documents } = clientFormat(format).rewriting;
    const isTouched =
      documents?.requestedBy(clientRequest(method, asked)) === true &&
      (documents.mediaTypes?.test(type) ?? true);
    expect(isTouched).toBe(false);
  });

  test("every format is covered by these tables", () => {
    const shown = new Set([
      ...DOCUMENTS.map(({ format }) => format),
      ...LEFT_ALONE.map(([format]) => format),
    ]);
    expect([...shown].sort()).toEqual([...FORMAT_NAMES].sort());
  });
});

describe("path-absolute references, which clients resolve against the gateway's host", () => {
  const composer = rulesOf(
    routesOf({ path: "/php/*", format: "composer", origin: ORIGIN }),
    `${GATEWAY}/php/x`,
  );
  const rooted = rulesOf(
    routesOf({ path: "/py/*", format: "pypi", origin: "https://registry.example" }),
    `${GATEWAY}/py/x`,
  );
  const galaxy = rulesOf(
    routesOf({ path: "/galaxy/*", format: "galaxy", origin: "https://registry.example" }),
    `${GATEWAY}/galaxy/x`,
  );
  const toRoot = rulesOf(routesOf({ path: "/*", format: "composer", origin: ORIGIN }), `${GATEWAY}/x`);

  test.each([
    [composer, '{"metadata-url":"/base/p2/%package%.json"}', '{"metadata-url":"/php/p2/%package%.json"}'],
    [composer, '{"metadata-url" :\n "/base/p2/"}', '{"metadata-url" :\n "/php/p2/"}'],
    [composer, '{"metadata-url":"\\/base\\/p2\\/"}', '{"metadata-url":"\\/php\\/p2\\/"}'],
    [composer, '{"list":"/base","search":"/base?q=%query%"}', '{"list":"/php","search":"/php?q=%query%"}'],
    [rooted, '<a href="/files/a.whl">', '<a href="/py/files/a.whl">'],
    [rooted, "<a HREF='/files/a.whl'>", "<a HREF='/py/files/a.whl'>"],
    [rooted, '{"url": "/files/a.whl"}', '{"url": "/py/files/a.whl"}'],
    [toRoot, '{"list":"/base/list.json"}', '{"list":"/list.json"}'],
    [
      galaxy,
      '{"links":{"previous":null,"next":"/api/v3/a/versions/?offset=100"},"next_link":"/api/v1/roles/?page=2"}',
      '{"links":{"previous":null,"next":"/galaxy/api/v3/a/versions/?offset=100"},"next_link":"/galaxy/api/v1/roles/?page=2"}',
    ],
    [
      galaxy,
      '{"download_url": "/artifacts/a.tar.gz", "task": "/api/v3/imports/1/"}',
      '{"download_url": "/galaxy/artifacts/a.tar.gz", "task": "/galaxy/api/v3/imports/1/"}',
    ],
  ])("%# %s", (rules, text, expected) => {
    expect(rewrite(rules, text)).toBe(expected);
    const bytes = new TextEncoder().encode(text);
    for (let at = 0; at <= bytes.length; at += 1) {
      expect(rewrite(rules, bytes.subarray(0, at), bytes.subarray(at)), `cut at ${at}`).toBe(expected);
    }
  });

  test.each([
    [composer, '{"metadata-url":"/basement/p2/"}'],
    [composer, '{"metadata-url":"/php/p2/"}'],
    [composer, '{"metadata-url":"//base/p2/"}'],
    [composer, '{"metadata-url":"p2/"}'],
    [composer, '{"description":"/base/p2/"}'],
    [composer, '{"metadata-url":null,"x":"/base/p2/"}'],
    [rooted, '<a href="//files.example/a.whl">'],
    [rooted, '<a href="../../files/a.whl">'],
    [rooted, '<a href="\\/\\/files.example/a.whl">'],
    [rooted, "/files/a.whl"],
    [galaxy, '{"links":{"next":null},"description":"/api/"}'],
    [toRoot, '{"list":"/base//evil.example/list.json"}'],
    [toRoot, '{"list":"\\/base\\/\\/evil.example"}'],
  ])("%# %s stays", (rules, text) => {
    expect(rewrite(rules, text)).toBe(text);
  });

  test("stay if the gateway's paths are the origin's", () => {
    const rules = rulesOf(
      routesOf({ path: "/base/*", format: "composer", origin: ORIGIN }),
      `${GATEWAY}/base/x`,
    );
    expect(rewrite(rules, '{"metadata-url":"/base/p2/"}')).toBe('{"metadata-url":"/base/p2/"}');
  });
});

import { describe, expect, it } from "vitest";
import type { Help } from "../../src/failure/failure.ts";
import { expandHelp, withHelp } from "../../src/failure/help.ts";
import { type HelpTemplate, readHelp } from "../../src/failure/help-template.ts";
import { answered, REF } from "../clients/failing.ts";

const VALUES = {
  package: "@acme/app",
  version: "1.0.0",
  format: "npm",
  route: "npm",
  ref: REF,
  status: "403",
  category: "forbidden",
  operation: "download",
};

function templateOf(text: string): HelpTemplate {
  const read = readHelp(text);
  if (!read.ok) throw new Error(read.mistake.says);
  return read.template;
}

function helpOf(text: string, values: Partial<typeof VALUES> = {}): Help {
  return expandHelp(templateOf(text), { ...VALUES, ...values });
}

function mistakeOf(text: string): string {
  const read = readHelp(text);
  return read.ok ? "none" : read.mistake.says;
}

describe("a help text", () => {
  it.each([
    ["words without a URL", "Ask the platform team", "Ask the platform team", null],
    ["a URL at the end", "Ask: https://h.example/a", "Ask: https://h.example/a", "https://h.example/a"],
    [
      "a URL in the middle",
      "See https://h.example/a first",
      "See https://h.example/a first",
      "https://h.example/a",
    ],
    ["a full stop after it", "See https://h.example/a.", "See https://h.example/a.", "https://h.example/a"],
    [
      "parentheses around it",
      "Ask (https://h.example/a)!",
      "Ask (https://h.example/a)!",
      "https://h.example/a",
    ],
    ["its own parentheses", "https://h.example/a_(b)", "https://h.example/a_(b)", "https://h.example/a_(b)"],
    ["quotes around it", 'Ask "https://h.example/a"', 'Ask "https://h.example/a"', "https://h.example/a"],
    [
      "the first of two",
      "https://a.example or https://b.example",
      "https://a.example or https://b.example",
      "https://a.example",
    ],
    ["a port and no path", "Ask http://h.example:8080", "Ask http://h.example:8080", "http://h.example:8080"],
    [
      "non-ASCII letters in it",
      "Anträge: https://h.example/anträge?für=你",
      "Anträge: https://h.example/antr%C3%A4ge?f%C3%BCr=%E4%BD%A0",
      "https://h.example/antr%C3%A4ge?f%C3%BCr=%E4%BD%A0",
    ],
    ["line ends and a colour", "Ask\r\n\u001b[31mus", "Ask us", null],
    ["a value in words", "Ask for {package} {version}", "Ask for @acme/app 1.0.0", null],
    [
      "values in a URL",
      "https://h.example/ask/{package}?v={version}&r={ref}",
      `https://h.example/ask/%40acme%2Fapp?v=1.0.0&r=${REF}`,
      `https://h.example/ask/%40acme%2Fapp?v=1.0.0&r=${REF}`,
    ],
    [
      "a value at the end of a sentence",
      "See https://h.example/{package}.",
      "See https://h.example/%40acme%2Fapp.",
      "https://h.example/%40acme%2Fapp",
    ],
    [
      "every placeholder",
      "{package} {version} {format} {route} {ref} {status} {category} {operation}",
      `@acme/app 1.0.0 npm npm ${REF} 403 forbidden download`,
      null,
    ],
    [
      "brackets in it",
      "[https://h.example/a[1]]",
      "[https://h.example/a%5B1%5D%5D",
      "https://h.example/a%5B1%5D%5D",
    ],
    ["brackets around it", "[https://h.example/a]", "[https://h.example/a]", "https://h.example/a"],
    [
      "a CI command",
      "::set-env name=x::y https://h.example/",
      ": :set-env name=x::y https://h.example/",
      "https://h.example/",
    ],
  ])("%s", (_, text, says, url) => {
    expect(helpOf(text)).toEqual({ text: says, url });
  });

  it.each([
    ["spaces and quotes", `a "b" 'c'`, "a%20%22b%22%20%27c%27"],
    ["characters that end a URL", "<a>(b)*!.", "%3Ca%3E%28b%29%2A%21."],
    ["line ends", "a\r\nb", "a%20b"],
    ["an encoded line end", "a%0d%0aLocation:x", "a%250d%250aLocation%3Ax"],
    ["non-ASCII letters", "größe", "gr%C3%B6%C3%9Fe"],
    ["a lone surrogate", "a\ud800b", "a%EF%BF%BDb"],
    ["a parent directory", "..", ""],
    ["a token", "glpat-abcdefghijklmnop", "%5Bredacted%5D"],
    ["a name that is too long", "n".repeat(10_000), "n".repeat(214)],
  ])("makes a value in its URL safe: %s", (_, name, encoded) => {
    const { text, url } = helpOf("Ask: https://h.example/{package}/x", { package: name });
    expect(url).toBe(`https://h.example/${encoded}/x`);
    expect(text).toBe(`Ask: ${url}`);
  });

  it("leaves no gap for an unknown value", () => {
    expect(helpOf("Ask for {package} here").text).toBe("Ask for @acme/app here");
    expect(helpOf("Ask for {package} here", { package: "" }).text).toBe("Ask for here");
  });
});

describe("readHelp refuses", () => {
  it.each([
    [
      "an unknown placeholder",
      "Ask {pakage}",
      "has no placeholder {pakage}; there are {package}, {version},",
    ],
    ["an empty placeholder", "Ask {}", "has no placeholder {}"],
    ["a lone brace", "Ask {package", "wants braces only around the name of a placeholder"],
    ["doubled braces", "Ask {{package}}", "wants braces only around"],
    ["another scheme", "Ask ftp://h.example", "wants only URLs that begin with https:// or http://"],
    ["a javascript: URL", "javascript:alert(1)", "wants only URLs"],
    ["a mailto: URL", "Ask mailto:help@h.example", "wants only URLs"],
    ["a placeholder in the host", "https://{package}/ask", "can't have a placeholder in the host of a URL"],
    ["credentials", "https://user:pass@h.example/", "can't have credentials in a URL"],
    ["no host", "https:///ask", "wants URLs such as https://security.example.com/ask"],
    ["a non-ASCII host", "https://größe.example/", "wants URLs such as"],
    ["301 bytes", `${"ä".repeat(150)}a`, "wants at most 300 bytes of text"],
  ])("%s", (_, text, says) => {
    expect(mistakeOf(text)).toContain(says);
  });

  it("neither 300 bytes nor a colon", () => {
    expect(mistakeOf("ä".repeat(150))).toBe("none");
    expect(mistakeOf("Next: data: none; file a ticket")).toBe("none");
  });
});

describe("a failure gets help", () => {
  const texts = new Map([["forbidden", templateOf("Ask {package}, {status}, {ref}")]] as const);
  const facts = { package: "app", version: "1", format: "npm", route: "npm", operation: "download" };

  it("for its own category only", () => {
    expect(withHelp(answered(403, {}), texts, () => facts).help).toEqual({
      text: `Ask app, 403, ${REF}`,
      url: null,
    });
    expect(withHelp(answered(404, {}), texts, () => facts).help).toBeNull();
  });
});

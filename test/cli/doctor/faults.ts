/** What edges and proxies do to answers, and what the doctor reports for each. */

import { STATUS_CODES } from "node:http";
import { gzipSync } from "node:zlib";
import type { Fault, Passing } from "./fake-edge.ts";

export interface Case {
  readonly name: string;
  readonly fault: Fault;
  /** The rows of the table that differ from those of an edge that changes nothing. */
  readonly rows: readonly string[];
  /** What the advice contains. */
  readonly advises: readonly string[];
}

const PAGE = Buffer.from("<!DOCTYPE html>\n<title>502 Bad Gateway</title>");

/** As a Custom Error Rule does: body, type and length; the other headers stay. */
function ruleFor(...statuses: readonly number[]): Fault {
  return {
    answer: (passing) => {
      if (!statuses.includes(passing.status)) return;
      passing.body = PAGE;
      passing.headers.set("content-type", "text/html; charset=UTF-8");
      passing.headers.set("content-length", String(PAGE.length));
    },
  };
}

/** As an edge's own page does: nothing of the answer stays. */
function pageFor(...statuses: readonly number[]): Fault {
  return {
    answer: (passing) => {
      if (!statuses.includes(passing.status)) return;
      passing.body = Buffer.from(`error code: ${passing.status}`);
      passing.headers.clear();
      passing.headers.set("content-type", "text/plain; charset=UTF-8");
      passing.headers.set("content-length", String(passing.body.length));
    },
  };
}

function compress(passing: Passing): void {
  if (!/\bgzip\b/.test(passing.acceptEncoding) || passing.body.length < 48) return;
  passing.body = gzipSync(passing.body);
  passing.headers.set("content-encoding", "gzip");
  passing.headers.delete("content-length");
}

function onHeader(name: string, change: (value: string) => string | null): Fault {
  return {
    answer: ({ headers }) => {
      const value = headers.get(name);
      if (value === undefined) return;
      const changed = change(value);
      if (changed === null) headers.delete(name);
      else headers.set(name, changed);
    },
  };
}

const PAGE_SEEN = `text/html; charset=UTF-8, ${PAGE.length} bytes: "<!DOCTYPE html> <title>502 Bad Gateway</title>"`;

export const CASES: readonly Case[] = [
  {
    name: "a Custom Error Rule for 502 and 504",
    fault: ruleFor(502, 504),
    rows: [`body of 502  no  ${PAGE_SEEN}`, `body of 504  no  ${PAGE_SEEN}`],
    advises: ["body of 502, body of 504: ", "Custom Error Rule", 'http.host ne "packages.example"'],
  },
  {
    name: "the edge's own page for 502 and 504",
    fault: pageFor(502, 504),
    rows: [
      'body of 502  no  text/plain; charset=UTF-8, 15 bytes: "error code: 502"',
      'body of 504  no  text/plain; charset=UTF-8, 15 bytes: "error code: 504"',
    ],
    advises: ["Error Pages"],
  },
  {
    name: "a rule with a status of its own",
    fault: {
      answer: (passing) => {
        if (passing.status === 503) passing.status = 530;
      },
    },
    rows: ["body of 503  changed  503 became 530"],
    advises: ["A status arrives that the Worker did not send"],
  },
  {
    name: "standard phrases",
    fault: {
      answer: (passing) => {
        passing.phrase = STATUS_CODES[passing.status] ?? "";
      },
    },
    rows: ['reason phrase, HTTP/1.1  no  the standard one, "Forbidden"'],
    advises: ["apt, gem, pnpm", "another network"],
  },
  {
    name: "no phrases at all",
    fault: {
      answer: (passing) => {
        passing.phrase = "";
      },
    },
    rows: ["reason phrase, HTTP/1.1  no  none"],
    advises: ["still reach the other clients"],
  },
  {
    name: "phrases that are cut",
    fault: {
      answer: (passing) => {
        passing.phrase = passing.phrase.slice(0, 128);
      },
    },
    rows: ["reason phrase, HTTP/1.1  changed  128 of 350 bytes"],
    advises: ["reason phrase, HTTP/1.1: "],
  },
  {
    name: "compression despite no-transform",
    fault: { answer: compress },
    rows: ['Content-Length  no  compressed: "gzip"'],
    advises: ["Compression Rule"],
  },
  {
    name: "answers that are reframed",
    fault: onHeader("content-length", () => null),
    rows: ["Content-Length  no  none", "HEAD  changed  Content-Length is missing"],
    advises: ["framed again", "HEAD into GET"],
  },
  {
    name: "a header that is removed",
    fault: onHeader("x-error-message", () => null),
    rows: ["X-Error-Message  no  403 without it", "body and headers, HTTP/2  no  403 without it"],
    advises: ["X-Error-Message: A text header", "Transform Rule"],
  },
  {
    name: "a header that is cut",
    fault: onHeader("npm-notice", (value) => value.slice(0, 256)),
    rows: ["npm-notice  changed  256 of 1000 bytes"],
    advises: ["npm-notice: A text header"],
  },
  {
    name: "a charset that is added",
    fault: onHeader("content-type", (value) => (value.includes(";") ? value : `${value}; charset=utf-8`)),
    rows: [
      'Content-Type  changed  "application/problem+json; charset=utf-8" instead of application/problem+json',
      "HEAD  changed  another Content-Type",
    ],
    advises: ["to the letter"],
  },
  {
    name: "a challenge of the edge's own",
    fault: onHeader("www-authenticate", () => 'Basic realm="edge"'),
    rows: ['challenge of 401  changed  "Basic realm=\\"edge\\""'],
    advises: ["where to sign in"],
  },
  {
    name: "a path that is decoded",
    fault: { path: (path) => path.replaceAll("%2f", "/") },
    rows: ['encoded slash in a path  no  "path/@scope/name"'],
    advises: ["Normalize URLs to origin"],
  },
  {
    name: "a path that is normalised",
    fault: { path: (path) => path.replaceAll("%2f", "%2F") },
    rows: ["encoded slash in a path  yes  %2f as %2F, which is the same"],
    advises: [],
  },
  {
    name: "a proxy that adds the token",
    fault: { authorization: "Bearer the-operators-token" },
    rows: ["operator's console  no  200 without the token"],
    advises: ["opens without a token"],
  },
  {
    name: "an answer that is cut short",
    fault: {
      answer: (passing) => {
        if (passing.status === 504) passing.body = passing.body.subarray(0, 50);
      },
    },
    rows: ['body of 504  no  no complete answer: "aborted"'],
    advises: ["breaks answers off"],
  },
  {
    name: "terminal sequences in an edge's page",
    fault: {
      answer: (passing) => {
        if (passing.status !== 500) return;
        passing.body = Buffer.from("\u001b[2J\u001b]0;owned\u0007down\r\n\u202egnp");
        passing.headers.set("content-length", String(passing.body.length));
      },
    },
    rows: [`body of 500  no  application/json, 26 bytes: "down gnp"`],
    advises: ["body of 500: "],
  },
];

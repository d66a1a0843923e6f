/** What is heard in headers and the reason phrase, and which source wins. */
import { describe, expect, it } from "vitest";
import type { Heard } from "../../src/failure/heard.ts";
import { answerWith } from "./answer.ts";
import { hearHere } from "./hear-here.ts";

type Row = readonly [
  name: string,
  headers: Readonly<Record<string, string>>,
  expected: Partial<Heard>,
  body?: string,
  phrase?: string,
];

function table(rows: readonly Row[]): void {
  for (const [name, headers, expected, body = "", phrase = "Forbidden"] of rows) {
    it(name, async () => {
      expect(await hearHere(answerWith(403, body, { headers, phrase }))).toMatchObject(expected);
    });
  }
}

const PAGE = "<html><title>Shop</title><h1>You may not see this page.</h1></html>";

describe("the reason phrase", () => {
  table([
    ["counts if the body is empty", {}, { message: "closed today" }, "", "closed today"],
    ["loses its status", {}, { message: "closed today" }, "", "Forbidden - closed today"],
    ["counts instead of a page", {}, { message: "closed today" }, PAGE, "closed today"],
    [
      "is ignored if it is the standard one",
      {},
      { message: "You may not see this page." },
      PAGE,
      "Forbidden",
    ],
    ["is ignored next to JSON", {}, { message: "shut" }, '{"error":"shut"}', "closed today"],
    ["is ignored next to text", {}, { message: "shut" }, "shut", "closed today"],
    [
      "counts next to JSON that says nothing",
      {},
      { message: "closed today" },
      '{"status":403}',
      "closed today",
    ],
    [
      "yields to the page if it lost letters",
      {},
      { message: "Für dich geschlossen." },
      "<h1>403 Für dich geschlossen.</h1>",
      "F?r dich geschlossen.",
    ],
    [
      "yields to the page if it was cut",
      {},
      { message: "This shop is closed for you." },
      "<h1>This shop is closed for you.</h1>",
      "This shop is...",
    ],
    ["is read as UTF-8 if it is valid UTF-8", {}, { message: "für dich zu" }, "", "f\u00c3\u00bcr dich zu"],
    ["is read as latin1 otherwise", {}, { message: "für dich zu" }, "", "f\u00fcr dich zu"],
    [
      "is cleaned",
      {},
      { message: "https://[redacted]@packages.example" },
      "",
      "https://u:p@packages.example",
    ],
  ]);
});

describe("headers with a reason", () => {
  const challenge = 'Bearer realm="shop", error="invalid_token", error_description="It \\"expired\\", sorry"';
  table([
    ["X-Error-Message", { "x-error-message": "closed" }, { message: "closed" }],
    [
      "X-Error-Message before the body's text",
      { "x-error-message": "Closed." },
      { message: "Closed. Shut." },
      '{"error":"Shut."}',
    ],
    [
      "the same text in both",
      { "x-error-message": "Closed." },
      { message: "Closed." },
      '{"error":"Closed."}',
    ],
    [
      "the same text, longer in the body",
      { "x-error-message": "Closed." },
      { message: "Closed. Ask Kim." },
      "Closed. Ask Kim.",
    ],
    ["X-Error-Message instead of a page", { "x-error-message": "Closed." }, { message: "Closed." }, PAGE],
    ["X-NuGet-Warning", { "x-nuget-warning": "403 Forbidden - closed" }, { message: "closed" }],
    [
      "X-NuGet-Warning is ignored next to a body",
      { "x-nuget-warning": "closed" },
      { message: "shut" },
      "shut",
    ],
    [
      "a challenge",
      { "www-authenticate": challenge },
      { message: 'It "expired", sorry', code: "invalid_token" },
    ],
    [
      "a challenge without a description",
      { "www-authenticate": 'Basic realm="shop"' },
      { message: null, code: null },
    ],
    [
      "a challenge with bare words",
      { "www-authenticate": "Bearer error=insufficient_scope" },
      { code: "insufficient_scope" },
    ],
    ["Socket's reason", { "x-socket-block-reason": "Known malware" }, { message: "Known malware" }],
    [
      "the phrase wins over them",
      { "x-nuget-warning": "shut" },
      { message: "closed today" },
      "",
      "closed today",
    ],
  ]);
});

describe("codes", () => {
  table([
    ["Hugging Face", { "x-error-code": "NoRepo" }, { code: "NoRepo" }],
    ["Azure", { "x-ms-error-code": "NoBlob" }, { code: "NoBlob" }],
    ["AWS", { "x-amzn-errortype": "NoRight:http://x" }, { code: "NoRight" }],
    [
      "the body's own wins",
      { "x-error-code": "NoRepo" },
      { code: "E_SHUT" },
      '{"error":"shut","code":"E_SHUT"}',
    ],
    ["no code is longer than a hundred characters", { "x-error-code": "x".repeat(101) }, { code: null }],
  ]);
});

describe("request ids", () => {
  table([
    ...[
      "x-request-id",
      "request-id",
      "x-amz-request-id",
      "x-amzn-requestid",
      "x-amzn-trace-id",
      "x-amz-cf-id",
    ].map((name): Row => [name, { [name]: "id-1" }, { requestId: "id-1" }]),
    ...[
      "x-ms-request-id",
      "x-vss-e2eid",
      "x-github-request-id",
      "x-siesta-faultid",
      "cf-ray",
      "x-guploader-uploadid",
    ].map((name): Row => [name, { [name]: "id-1" }, { requestId: "id-1" }]),
    ["the origin's own before the edge's", { "cf-ray": "ray", "x-request-id": "own" }, { requestId: "own" }],
    [
      "the header before the body",
      { "x-request-id": "own" },
      { requestId: "own" },
      '{"error":"x","request_id":"inner"}',
    ],
    ["the body's if no header has one", {}, { requestId: "inner" }, '{"error":"x","requestId":"inner"}'],
  ]);
});

describe("documentation", () => {
  table([
    [
      "a help link",
      { link: '<https://a.example>; rel="next", <https://docs.example/e>; rel="help"' },
      { documentation: "https://docs.example/e" },
    ],
    ["no other link", { link: '<https://a.example>; rel="next"' }, { documentation: null }],
    [
      "http and https only",
      {},
      { documentation: null },
      '{"error":"x","documentation_url":"javascript:alert(1)"}',
    ],
    [
      "no link to a status definition",
      {},
      { documentation: null },
      '{"title":"x y","type":"https://tools.ietf.org/html/rfc9110"}',
    ],
  ]);
});

describe("Retry-After", () => {
  const date = "Tue, 01 Jan 2030 00:00:00 GMT";
  table([
    ["seconds", { "retry-after": "120" }, { retryAfterSeconds: 120 }],
    ["a fraction", { "retry-after": "1.5" }, { retryAfterSeconds: 1.5 }],
    [
      "a date, relative to the answer's own Date",
      { "retry-after": "Tue, 01 Jan 2030 00:01:30 GMT", date },
      { retryAfterSeconds: 90 },
    ],
    [
      "a date in the past",
      { "retry-after": "Mon, 31 Dec 2029 00:00:00 GMT", date },
      { retryAfterSeconds: 0 },
    ],
    ["nonsense", { "retry-after": "soon" }, { retryAfterSeconds: null }],
    ["a negative number", { "retry-after": "-5" }, { retryAfterSeconds: null }],
    ["an unreasonably long wait", { "retry-after": "999999999" }, { retryAfterSeconds: null }],
    [
      "the header before the body",
      { "retry-after": "7" },
      { retryAfterSeconds: 7 },
      '{"error":"x","retry_after":9}',
    ],
    ["the body's without a header", {}, { retryAfterSeconds: 9 }, '{"error":"x","retry_after":"9"}'],
    ["none", {}, { retryAfterSeconds: null }],
  ]);
});

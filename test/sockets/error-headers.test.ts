import { describe, expect, test } from "vitest";
import { type Answer, ask } from "./client.ts";
import { serveGateway, serveOrigin } from "./serve.ts";
import { expectSpoken } from "./spoken-answer.ts";

const origin = serveOrigin();
const gateway = serveGateway(() => [{ path: "/r/*", format: "generic", origin: origin.url }]);

/** The answer to a refusal with these lines in its head, one character per byte. */
async function refusedWith(...lines: string[]): Promise<Answer> {
  const path = `/${origin.exchanges.length}`;
  origin.on(path, (exchange) => {
    const head = ["HTTP/1.1 403 Forbidden", ...lines, "Content-Length: 2"]
      .map((line) => `${line}\r\n`)
      .join("");
    exchange.send(Buffer.from(`${head}\r\nno`, "latin1"));
  });
  const answer = await ask(gateway.port(), `/r${path}`, { headers: { Authorization: "Bearer x" } });
  await expectSpoken(gateway, answer, { status: 403, category: "forbidden" });
  return answer;
}

function valuesOf(answer: Answer, name: string): string[] {
  return answer.headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value);
}

test.each([
  ["X-Request-Id", "0af7651916cd43dd8448eb211c80319c"],
  ["RateLimit-Remaining", "0"],
  ["Docker-Distribution-Api-Version", "registry/2.0"],
  ["Link", '<https://docs.example/x>; rel="help"'],
  ["X-Artifactory-Id", "abc"],
  ["Vary", "Authorization"],
  ["Allow", "GET, HEAD"],
  ["Access-Control-Allow-Origin", "*"],
])("an end-to-end header that is still true passes with an error: %s", async (name, value) => {
  expect((await refusedWith(`${name}: ${value}`)).header(name)).toBe(value);
});

test.each([
  "Content-Type: text/html; charset=latin1",
  "Content-Encoding: identity",
  "Content-Disposition: attachment",
  "Content-MD5: Q2hlY2sgSW50ZWdyaXR5IQ==",
  "Digest: sha-256=abc",
  'ETag: "origin"',
  "Last-Modified: Wed, 21 Oct 2015 07:28:00 GMT",
  "Expires: Wed, 21 Oct 2035 07:28:00 GMT",
  "Age: 5",
  "Cache-Control: public, max-age=31536000",
  "CDN-Cache-Control: max-age=60",
  "Surrogate-Control: max-age=60",
  "Pragma: cache",
  "Accept-Ranges: bytes",
  "Location: https://evil.example/",
  "Refresh: 0; url=https://evil.example/",
  'Alt-Svc: h3=":443"',
  "Strict-Transport-Security: max-age=1",
  "X-Outspoken: forged",
  "X-Outspoken-Ref: forgedforged",
  "CF-RAY: origin-FRA",
])("a header about the replaced body, its caching or the gateway itself is dropped: %s", async (line) => {
  const [name = "", value = ""] = line.split(": ");
  expect(valuesOf(await refusedWith(line), name.toLowerCase())).not.toContain(value);
});

test("challenges and cookies stay unchanged except for cookie paths, on separate lines or joined", async () => {
  const answer = await refusedWith(
    'WWW-Authenticate: Basic realm="a b"',
    'WWW-Authenticate: Bearer realm="https://auth.example/token?x=glpat-notasecret000000"',
    "Set-Cookie: a=1; Path=/",
    "Set-Cookie: b=eyJhbGciOiJIUzI1NiJ9.e30.x",
  );
  expect(answer.header("www-authenticate")).toBe(
    'Basic realm="a b", Bearer realm="https://auth.example/token?x=glpat-notasecret000000"',
  );
  expect(valuesOf(answer, "set-cookie")).toEqual(["a=1; Path=/r", "b=eyJhbGciOiJIUzI1NiJ9.e30.x"]);
});

test("values that are not printable ASCII are made so", async () => {
  const answer = await refusedWith(
    "X-Escape: a\u001b[31mred\u001b[0m",
    "X-Bell: a\u0007b",
    `X-Utf8: ${Buffer.from("Zugriff für Änderung verweigert – “nein”").toString("latin1")}`,
    "X-Latin: caf\xe9",
  );
  for (const name of ["x-escape", "x-bell", "x-utf8", "x-latin"]) {
    expect([name, valuesOf(answer, name)[0]]).toEqual([name, expect.stringMatching(/^[\x20-\x7e]*$/)]);
  }
  expect(valuesOf(answer, "x-utf8")).toEqual(['Zugriff fur Anderung verweigert - "nein"']);
});

test("secrets in a header's text are masked", async () => {
  const answer = await refusedWith(
    "X-Error-Message: token glpat-AbCdEfGhIjKlMnOpQrSt is not allowed",
    "X-Source: https://user:hunter2@registry.example/x",
  );
  expect(answer.bytes.toString("latin1")).not.toMatch(/glpat-AbC|hunter2/);
});

test("a header too long for clients is dropped, the others stay", async () => {
  const answer = await refusedWith(`X-Long: ${"a".repeat(5_000)}`, "X-Short: b");
  expect([answer.header("x-long"), answer.header("x-short")]).toEqual([null, "b"]);
});

test("40 headers of 2,000 bytes are cut to the 16 KiB that npm's parser accepts", async () => {
  const lines = Array.from({ length: 40 }, (_, index) => `X-Filler-${index}: ${"a".repeat(2_000)}`);
  const answer = await refusedWith(...lines);
  expect(answer.bytes.indexOf("\r\n\r\n")).toBeLessThan(16 * 1024);
});

describe("headers that the protocol needs take precedence", () => {
  const filler = (count: number, name = "A-Filler", bytes = 2_000): string[] =>
    Array.from({ length: count }, (_, index) => `${name}-${index}: ${"a".repeat(bytes)}`);

  test.each([
    ["WWW-Authenticate", 'Bearer realm="https://auth.example/token",service="registry"'],
    ["Proxy-Authenticate", "Basic"],
    ["Retry-After", "120"],
    ["RateLimit-Reset", "60"],
    ["X-RateLimit-Remaining", "0"],
    ["Docker-Distribution-Api-Version", "registry/2.0"],
    ["Docker-Upload-UUID", "0af76519"],
    ["Range", "0-1023"],
    ["Allow", "GET"],
    ["Set-Cookie", "S=1"],
  ])("%s, along with one that is too long", async (name, value) => {
    const policy = `Content-Security-Policy: default-src ${"https://a.example ".repeat(650)}`;
    const answer = await refusedWith(policy, `${name}: ${value}`, "X-Short: b");
    expect([answer.header(name.toLowerCase()), answer.header("x-short")]).toEqual([value, "b"]);
    expect(answer.header("content-security-policy")).toBeNull();
  });

  test.each(["WWW-Authenticate", "Retry-After", "Set-Cookie"])("%s, along with many", async (name) => {
    // The small ones fill the space that the others leave.
    const many = [...filler(40), ...filler(20, "B-Filler", 10)];
    const answer = await refusedWith(...many, `${name}: 7`, ...filler(5, "Docker-Filler"));
    expect(valuesOf(answer, name.toLowerCase())).toEqual([
      name === "Set-Cookie" ? expect.stringMatching(/^7/) : "7",
    ]);
    expect(answer.bytes.indexOf("\r\n\r\n")).toBeLessThan(16 * 1024);
  });

  test("a challenge may be longer than other headers, and precedes cookies", async () => {
    const token = "a".repeat(6_000);
    const cookies = Array.from({ length: 9 }, (_, index) => `Set-Cookie: a${index}=${"b".repeat(1_000)}`);
    const answer = await refusedWith(...cookies, `WWW-Authenticate: Negotiate ${token}`);
    expect(answer.header("www-authenticate")).toBe(`Negotiate ${token}`);
    expect(valuesOf(answer, "set-cookie").length).toBeGreaterThan(2);
    expect(answer.bytes.indexOf("\r\n\r\n")).toBeLessThan(16 * 1024);
  });

  test("one that fits no head is dropped, the others stay", async () => {
    const answer = await refusedWith(`WWW-Authenticate: ${"a".repeat(12_000)}`, "Retry-After: 7");
    expect([answer.header("www-authenticate"), answer.header("retry-after")]).toEqual([null, "7"]);
  });

  test("other headers stay if they fit", async () => {
    const answer = await refusedWith(...filler(6), "Z-Last: b");
    expect(answer.headers.filter(([name]) => /^A-Filler/i.test(name)).length).toBe(5);
    expect(answer.header("z-last")).toBe("b");
  });
});

test("a reason phrase is made printable, and never splits the head", async () => {
  origin.on("/phrase", (exchange) => {
    exchange.send(Buffer.from("HTTP/1.1 403 Sie sind ]8;;x gesperrt\tX: y\r\nContent-Length: 0\r\n\r\n"));
  });
  const answer = await ask(gateway.port(), "/r/phrase");
  await expectSpoken(gateway, answer, { status: 403, category: "forbidden" });
  expect(answer.phrase).toContain("gesperrt");
  expect(answer.header("x")).toBeNull();
});

test.each([
  ["a control character in the phrase is not HTTP", "\u001b]8;;x\u0007", 502, "unreachable"],
  ["a phrase beyond ASCII is empty", "F\u00fcr Sie\u202e gesperrt", 403, "forbidden"],
] as const)("%s to workerd", async (name, phrase, status, category) => {
  const path = `/${name.replaceAll(" ", "-")}`;
  origin.on(path, (exchange) => {
    exchange.send(Buffer.from(`HTTP/1.1 403 ${phrase}\r\nContent-Length: 0\r\n\r\n`));
  });
  const answer = await ask(gateway.port(), `/r${path}`);
  await expectSpoken(gateway, answer, { status, category });
  expect(answer.phrase).toMatch(/^[\x20-\x7e]+$/);
});

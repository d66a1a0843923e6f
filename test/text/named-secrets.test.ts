/** Secrets recognised by the name before them: every name, every way to write it, and words that are not secrets. */
import { describe, expect, it } from "vitest";
import { maskSecrets } from "../../src/text/secrets.ts";

const NAMES = [
  ...["x-amz-signature", "x-goog-signature", "x-amz-credential", "x-goog-credential"],
  ...["x-amz-security-token", "x-goog-security-token", "AWSAccessKeyId", "Signature", "credential"],
  ...["access", "refresh", "id", "private", "job", "deploy", "auth", "oauth", "session", "security"].flatMap(
    (kind) => [`${kind}_token`, `${kind}-token`, `${kind}token`, `x-${kind}-token`],
  ),
  ...[
    "token",
    "api_key",
    "api-key",
    "apikey",
    "x-api-key",
    "nuget-apikey",
    "x-nuget-apikey",
    "x-jfrog-art-api",
  ],
  ...["secret", "client_secret", "clientsecret", "aws_secret", "secret_key", "secretkey"],
  ...["aws_secret_access_key", "client_secret_access_key", "secretaccesskey"],
  ...["password", "passwd", "pwd", "_auth", "_password", "account_key", "AccountKey", "shared_access_key"],
  ...["SharedAccess_Key", "sharedaccesskey"],
];

describe.each(NAMES)("%s", (name) => {
  it.each([
    ["in a query", (value: string) => `?${name}=${value}&a=1`],
    ["in an encoded query", (value: string) => `%3F${name}%3D${value}`],
    ["as a setting", (value: string) => `${name} = ${value} end`],
    ["as a quoted setting", (value: string) => `${name}="${value}" end`],
    ["as a JSON member", (value: string) => `{"${name}":"${value}"}`],
    ["as a header", (value: string) => `${name}: ${value}, end`],
  ])("%s", (_, write) => {
    expect(maskSecrets(write("aBcdefghijk1"))).toBe(write("[redacted]"));
  });

  it("is left alone inside another word", () => {
    const text = `x${name.replace(/^[_x-]+/, "")}x=aBcdefghijk1`;
    expect(maskSecrets(text)).toBe(text);
  });
});

it.each(["sig", "se", "key"])("%s is a secret in a query only", (name) => {
  for (const before of ["?", "&", ";"])
    expect(maskSecrets(`${before}${name}=a b`)).toBe(`${before}${name}=[redacted] b`);
  for (const before of ["%3F", "%26", "%3b"])
    expect(maskSecrets(`${before}${name}%3Da b`)).toBe(`${before}${name}%3D[redacted] b`);
  expect(maskSecrets(`the ${name}=a b`)).toBe(`the ${name}=a b`);
});

describe("a value", () => {
  it.each([
    ["assigned, of any kind", "token=a", "token=[redacted]"],
    ["of twelve letters in quotes, under a quoted name", '"token": "abcdefghijkl"', '"token": "[redacted]"'],
    ["of eleven letters in quotes counts as a word", '"token": "abcdefghijk"', '"token": "abcdefghijk"'],
    [
      "of twelve letters in quotes, under an unquoted name, counts as a word",
      'token: "abcdefghijkl"',
      'token: "abcdefghijkl"',
    ],
    ["with only an opening quote counts as a word", 'token: "abcdefghijkl', 'token: "abcdefghijkl'],
    ["in quotes right after the colon", '"token":"abcdefghijkl"', '"token":"[redacted]"'],
    ["of eight characters with a digit", "token: abcdefg1", "token: [redacted]"],
    ["of seven characters with a digit counts as a word", "token: abcdef1", "token: abcdef1"],
    ["with a capital inside", "token: abcdEfgh", "token: [redacted]"],
    ["with a capital only at its beginning counts as a word", "token: Abcdefgh", "token: Abcdefgh"],
    ["in capitals counts as a word", "token: ABCDEFGH", "token: ABCDEFGH"],
    ["of twenty-four letters", `token: ${"a".repeat(24)}`, "token: [redacted]"],
    ["of twenty-three letters counts as a word", `token: ${"a".repeat(23)}`, `token: ${"a".repeat(23)}`],
    ["ends at a quote", `token='abc'def`, `token='[redacted]'def`],
    ["ends at an escaped quote", 'token=abc\\"def', 'token=[redacted]\\"def'],
    ["continues past another escape", "token=abc\\def ghi", "token=[redacted] ghi"],
    ["ends at a semicolon", "token=abc;def", "token=[redacted];def"],
    ["ends at a bracket", "(token=abc)def", "(token=[redacted])def"],
    ["ends at an angle bracket", "<token=abc>", "<token=[redacted]>"],
    ["ends at a comma", "token=abc,def", "token=[redacted],def"],
    ["ends at an ampersand", "token=abc&def", "token=[redacted]&def"],
  ])("%s", (_, text, masked) => {
    expect(maskSecrets(text)).toBe(masked);
  });
});

describe("an echoed Authorization header", () => {
  it.each(["bearer", "Basic", "token", "Negotiate", "Digest", "NTLM", "ApiKey"])("with %s", (scheme) => {
    expect(maskSecrets(`Authorization: ${scheme} abc1 end`)).toBe(`Authorization: ${scheme} [redacted] end`);
    expect(maskSecrets(`{"authorization":"${scheme}    abc1"}`)).toBe(
      `{"authorization":"${scheme}    [redacted]"}`,
    );
  });

  it.each([
    ["without a scheme", "authorization=abc1", "authorization=[redacted]"],
    ["in single quotes", "'authorization' : 'abc1'", "'authorization' : '[redacted]'"],
    ["of three characters is left alone", "authorization: ab1", "authorization: ab1"],
    ["with an unknown scheme", "authorization: hawk1 abc1", "authorization: [redacted] abc1"],
    [
      "in an encoded query",
      "%3Fauthorization%3DBearer%20abc1 end",
      "%3Fauthorization%3DBearer%20[redacted] end",
    ],
    ["with plus signs for spaces", "authorization=Bearer+abc1 end", "authorization=Bearer+[redacted] end"],
    ["of letters alone counts as a word", "authorization: required", "authorization: required"],
  ])("%s", (_, text, masked) => {
    expect(maskSecrets(text)).toBe(masked);
  });
});

it.each([
  ["Bearer abcdefg1 x", "Bearer [redacted] x"],
  ["basic abcdefg1== x", "basic [redacted] x"],
  ["%22Bearer%20abcdefg1%22", "%22Bearer%20[redacted]%22"],
  ["Bearer    abcdefg1 x", "Bearer    [redacted] x"],
  ["Bearer abcdef1 x", "Bearer abcdef1 x"],
  ["Bearer     abcdefg1", "Bearer     abcdefg1"],
  ["xBearer abcdefg1", "xBearer abcdefg1"],
  ["Digest abcdefg1", "Digest abcdefg1"],
  ["Bearer a.b~c+d/e-1_ x", "Bearer [redacted] x"],
])("%s", (text, masked) => {
  expect(maskSecrets(text)).toBe(masked);
});

describe("a quoted password", () => {
  const ABOUT = [
    "is",
    "are",
    "was",
    "must",
    "can",
    "cannot",
    "can't",
    "should",
    "may",
    "has",
    "have",
    "need",
  ];
  const MORE = ["needs", "needed", "not", "require", "required", "invalid", "missing", "expired", "blank"];
  const LAST = ["empty", "weak", "short", "long", "wrong", "incorrect", "mismatch", "null", "none"];
  it.each([...ABOUT, ...MORE, ...LAST])("is left alone if it is a remark about one: %s", (word) => {
    for (const text of [word, word.toUpperCase(), `a ${word} b`, `a ${word} 8`])
      expect(maskSecrets(`{"password":"${text}"}`)).toBe(`{"password":"${text}"}`);
    if (!word.includes("'")) expect(maskSecrets(`{"password":"${word}x"}`)).toBe('{"password":"[redacted]"}');
    expect(maskSecrets(`{"password":"x${word}"}`)).toBe('{"password":"[redacted]"}');
  });

  it.each([
    ["one word with a digit", '{"password":"not-1-word"}', '{"password":"[redacted]"}'],
    ["a digit at its beginning", '{"password":"1-not"}', '{"password":"[redacted]"}'],
    ["a digit at its end", '{"password":"not-1"}', '{"password":"[redacted]"}'],
    ["a sentence that begins with a digit", '{"password":"8 is too short"}', '{"password":"8 is too short"}'],
    ["a sentence with a digit", '{"password":"is 8 long"}', '{"password":"is 8 long"}'],
    ["one that is already masked", '{"password":"[redacted]"}', '{"password":"[redacted]"}'],
    ["under a name with a leading underscore", '{"_password":"sesame"}', '{"_password":"[redacted]"}'],
    ["in single quotes", "{'pwd': 'sesame'}", "{'pwd': '[redacted]'}"],
    [
      "in hexadecimal character references",
      "&#x22;passwd&#x22;:&#x22;sesame&#x22;",
      "&#x22;passwd&#x22;:&#x22;[redacted]&#x22;",
    ],
    ["in HTML apostrophes", "&apos;pwd&apos;:&#39;sesame&#39;", "&apos;pwd&apos;:&#39;[redacted]&#39;"],
    ["containing a line end", '{"password":"a\nb c"}', '{"password":"[redacted]"}'],
  ])("%s", (_, text, masked) => {
    expect(maskSecrets(text)).toBe(masked);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskSecrets } from "../../src/text/secrets.ts";
import { SECRETS } from "./secret-shapes.ts";

describe("masks", () => {
  it.each([
    [
      "a password in a URL",
      "GET https://ci:s3cret@packages.example/a failed",
      "GET https://[redacted]@packages.example/a failed",
    ],
    ["a token in a URL", "https://abcdef@packages.example", "https://[redacted]@packages.example"],
    [
      "a password with an @ in it",
      "https://ci:p@ss@packages.example/",
      "https://[redacted]@packages.example/",
    ],
    [
      "a URL in escaped JSON",
      "https:\\/\\/ci:s3cret@packages.example",
      "https:\\/\\/[redacted]@packages.example",
    ],
    [
      "an echoed header",
      "got Authorization: Bearer abc.DEF-123_x today",
      "got Authorization: Bearer [redacted] today",
    ],
    [
      "an echoed header with another scheme",
      'authorization="token 0123abcd"',
      'authorization="token [redacted]"',
    ],
    ["credentials without a header name", "Basic dXNlcjpwYXNzd29yZDE= is wrong", "Basic [redacted] is wrong"],
    [
      "a signed query",
      "https://blob.example/a?X-Amz-Credential=AK%2F1&X-Amz-Signature=0a1b&part=2",
      "https://blob.example/a?X-Amz-Credential=[redacted]&X-Amz-Signature=[redacted]&part=2",
    ],
    [
      "a shared access signature",
      "https://blob.example/a?sv=1&se=2030&sig=ab%3D",
      "https://blob.example/a?sv=1&se=[redacted]&sig=[redacted]",
    ],
    [
      "a job token",
      "/api?job_token=abc&x=1 and private_token=xyz",
      "/api?job_token=[redacted]&x=1 and private_token=[redacted]",
    ],
    ["JSON with a password", '{"password":"hunter22b"}', '{"password":"[redacted]"}'],
    ["a long word as a password in JSON", '{"password":"correcthorse"}', '{"password":"[redacted]"}'],
    [
      "an echoed cookie",
      "sent Cookie: a=1; SESSION=0f9c-3b; theme=dark today",
      "sent Cookie: [redacted] today",
    ],
    ["a Set-Cookie header", "Set-Cookie: SESSION=abc; Path=/; HttpOnly", "Set-Cookie: [redacted]"],
    ["a cookie in JSON", '{"Cookie":"SESSION=abc; b=c"}', '{"Cookie":"[redacted]"}'],
    ["cookies in a list", '{"cookie": ["SESSION=abc"]}', '{"cookie": ["[redacted]"]}'],
    [
      "a cookie in nested JSON",
      '{"a":"{\\"Cookie\\":\\"S=abc\\"}"}',
      '{"a":"{\\"Cookie\\":\\"[redacted]\\"}"}',
    ],
    ["a dumped header map", "map[Cookie:[S=abc; b=c] Host:[x]]", "map[Cookie:[[redacted]] Host:[x]]"],
    ["a cookie with a quoted value", 'Cookie: S="abc def"; b=c', "Cookie: [redacted]"],
    [
      "a Cloudsmith entitlement token",
      "https://dl.cloudsmith.io/AbCdEf12GhIjKl34/acme/private/npm/x",
      "https://dl.cloudsmith.io/[redacted]/acme/private/npm/x",
    ],
    [
      "a Gemfury token",
      "https://pypi.fury.io/a1b2c3d4e5f6g7h8i9j0/acme/ and https://repo.fury.io/a1b2c3d4e5f6g7h8i9j0/x",
      "https://pypi.fury.io/[redacted]/acme/ and https://repo.fury.io/[redacted]/x",
    ],
    [
      "a packagecloud token",
      "https://packagecloud.io/priv/0123456789abcdef0123456789abcdef0123456789abcdef/acme/x",
      "https://packagecloud.io/priv/[redacted]/acme/x",
    ],
    [
      "a MyGet key",
      "https://www.myget.org/F/feed/auth/01234567-89ab-cdef-0123-456789abcdef/api/v3/index.json",
      "https://www.myget.org/F/feed/auth/[redacted]/api/v3/index.json",
    ],
    [
      "a short word as a password in JSON",
      '{"user":"a","password":"sesame"}',
      '{"user":"a","password":"[redacted]"}',
    ],
    [
      "a password in JSON in JSON",
      '{"a":"{\\"password\\":\\"sesame\\",\\"b\\":1}"}',
      '{"a":"{\\"password\\":\\"[redacted]\\",\\"b\\":1}"}',
    ],
    [
      "a password three levels deep",
      '\\\\\\"Password\\\\\\" : \\\\\\"sesame\\\\\\"',
      '\\\\\\"Password\\\\\\" : \\\\\\"[redacted]\\\\\\"',
    ],
    [
      "a password in JSON in HTML",
      "{&quot;passwd&quot;:&quot;sesame&quot;}",
      "{&quot;passwd&quot;:&quot;[redacted]&quot;}",
    ],
    [
      "a password in JSON in HTML, with numeric references",
      "&#34;pwd&#34;: &#34;sesame&#34;",
      "&#34;pwd&#34;: &#34;[redacted]&#34;",
    ],
    ["a password with spaces", '{"password":"correct horse battery"}', '{"password":"[redacted]"}'],
    ["a password with a quote", '{"password":"a\\"b c"}', '{"password":"[redacted]"}'],
    [
      "a token in nested JSON",
      '\\"access_token\\":\\"abcdefghijkl\\"',
      '\\"access_token\\":\\"[redacted]\\"',
    ],
    [
      "a setting with spaces",
      "aws_secret_access_key = wJalrXUtnFEMI/K7",
      "aws_secret_access_key = [redacted]",
    ],
    [
      "a connection string",
      "AccountName=a;AccountKey=Eby8vdM02x==;EndpointSuffix=b",
      "AccountName=a;AccountKey=[redacted];EndpointSuffix=b",
    ],
    ["a signature in an encoded query", "u%3FX-Amz-Signature%3D0a1b2c3d", "u%3FX-Amz-Signature%3D[redacted]"],
    ["a key header", "X-JFrog-Art-Api: AKa1b2c3d4", "X-JFrog-Art-Api: [redacted]"],
    [
      "a private key",
      "key -----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY----- end",
      "key [redacted] end",
    ],
    [
      "a token inside which another one seems to begin",
      "got eyJhbGciOiJIUzI1.eyJghu_abcdefgh01234567.c2lnbmF0dXJl today",
      "got [redacted] today",
    ],
    ["a truncated private key", "key -----BEGIN OPENSSH PRIVATE KEY----- b3Bl", "key [redacted]"],
    [
      "a private address with its port",
      "dial tcp 10.1.2.3:8081: refused [192.168.0.7:80]",
      "dial tcp [redacted]: refused [[redacted]]",
    ],
    ["a private address in a URL", "http://172.20.0.9/v2/", "http://[redacted]/v2/"],
    ["a private IPv6 address", "connect [fd00:1::7]:8081", "connect [redacted]"],
  ])("%s", (_, text, masked) => {
    expect(maskSecrets(text)).toBe(masked);
  });
});

describe("leaves alone", () => {
  it.each([
    "HTTP Basic: Access denied. Basic authentication required, or a Bearer token.",
    'Bearer realm="https://packages.example/token",service="registry",error="invalid_token"',
    "Authorization: required",
    "password: is too short; token: expired",
    '{"password":"is too short (minimum is 8 characters)"}',
    '{"errors":{"password":["can\'t be blank"],"token":"expired"}}',
    '{"password":"required"}',
    '{"password":"must not be empty","secret":"invalid"}',
    '{"password":""}',
    "Cookie: required; Set-Cookie is missing, cookies=disabled",
    "the cookie monster=1",
    "https://dl.cloudsmith.io/public/acme/repo/npm and https://dl.cloudsmith.io/basic/acme/repo",
    "https://npm.cloudsmith.io/acme-corporation/private-repository/",
    "https://apt.fury.io/go-go-golems/ and https://pypi.fury.io/acme-packages/simple/",
    "https://packagecloud.io/acme/private/packages",
    "https://www.myget.org/F/feed/auth/api",
    "pypi-remote-cache and npm_config_registry and task-abcdefghijklmnopqrstuvwxyz0",
    "https://packages.example:8080/@scope/left-pad and ssh://git@packages.example/a",
    "left-pad 10.0.0.1 exists; 192.168.1.1-beta too",
    "blocked for 203.0.113.7:443",
    "see https://packages.example/tokens?page=2&sort=signature",
    "sha512-9fJ0cXJ+ 5d41402abc4b2a76b9719d911017c592",
    "-----BEGIN CERTIFICATE----- MIIB",
  ])("%s", (text) => {
    expect(maskSecrets(text)).toBe(text);
  });
});

describe("for any text", () => {
  const separator = fc.constantFrom(" ", "\n", "(", '"', "'", ",", ":", "/", "=", "[", ">");
  const noise = fc.string({ maxLength: 40 });

  it.each(SECRETS.map(({ name, make }) => [name, make] as const))("no %s survives", (_, make) => {
    fc.assert(
      fc.property(
        noise,
        separator,
        make,
        separator,
        noise,
        (before, first, { text, secret }, second, after) => {
          expect(maskSecrets(before + first + text + second + after)).not.toContain(secret);
        },
      ),
    );
  });

  it("masking is idempotent", () => {
    const secrets = fc.oneof(...SECRETS.map(({ make }) => make.map(({ text }) => text)));
    const words = fc.oneof(
      secrets,
      noise,
      separator,
      fc.constantFrom("token", "Bearer ", "://", "@", "authorization: ", "10.0.0.1:80", "?sig="),
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 8 }), (parts) => {
        const masked = maskSecrets(parts.join(""));
        expect(maskSecrets(masked)).toBe(masked);
      }),
      { numRuns: 2_000 },
    );
  });
});

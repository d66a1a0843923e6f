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
    ["credentials alone", "Basic dXNlcjpwYXNzd29yZDE= is wrong", "Basic [redacted] is wrong"],
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
      "a setting with blanks",
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
      "a token in whose letters another one seems to begin",
      "got eyJhbGciOiJIUzI1.eyJghu_abcdefgh01234567.c2lnbmF0dXJl today",
      "got [redacted] today",
    ],
    ["a private key that is cut off", "key -----BEGIN OPENSSH PRIVATE KEY----- b3Bl", "key [redacted]"],
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

  it("masking what is masked changes nothing", () => {
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

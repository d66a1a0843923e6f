/** Made-up secrets of every known shape, for tests: `secret` is the part of `text` that must not survive. */
import fc from "fast-check";

export interface MadeUpSecret {
  readonly text: string;
  readonly secret: string;
}

interface SecretShape {
  readonly name: string;
  readonly make: fc.Arbitrary<MadeUpSecret>;
}

/** A prefix and `length` characters of `letters`; the digit keeps it from being a word. */
function prefixed(name: string, prefix: string, length: number, letters = ALPHANUMERIC): SecretShape {
  const make = drawn(length, letters).map((random) => ({ text: prefix + random, secret: random }));
  return { name, make };
}

function framed(name: string, before: string, after: string): SecretShape {
  return { name, make: drawn(20, ALPHANUMERIC).map((secret) => ({ text: before + secret + after, secret })) };
}

function drawn(length: number, letters: string): fc.Arbitrary<string> {
  const unit = fc.constantFrom(...letters);
  return fc
    .string({ unit, minLength: length, maxLength: length })
    .map((random) => `${random.slice(0, length >> 1)}7${random.slice((length >> 1) + 1)}`);
}

const LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";
const UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const HEX = "0123456789abcdef";
const ALPHANUMERIC = `${LOWER}ABCDEFGHIJKLMNOPQRSTUVWXYZ`;
const URL_SAFE = `${ALPHANUMERIC}_-`;

export const SECRETS: readonly SecretShape[] = [
  ...["glpat-", "gldt-", "glrt-", "glcbt-", "gloas-", "glptt-"].map((prefix) =>
    prefixed(`GitLab token ${prefix}`, prefix, 20, URL_SAFE),
  ),
  ...["ghp_", "gho_", "ghu_", "ghs_", "ghr_"].map((prefix) => prefixed(`GitHub token ${prefix}`, prefix, 36)),
  prefixed("GitHub token github_pat_", "github_pat_", 40, `${ALPHANUMERIC}_`),
  prefixed("npm token", "npm_", 36),
  prefixed("npm session token", "npms_", 36),
  prefixed("PyPI token", "pypi-AgEIcHlwaS5vcmc", 60, URL_SAFE),
  prefixed("AWS key", "AKIA", 16, UPPER),
  prefixed("AWS session key", "ASIA", 16, UPPER),
  prefixed("Slack token", "xoxb-", 30),
  prefixed("OpenAI key", "sk-", 48),
  prefixed("OpenAI project key", "sk-proj-", 48, URL_SAFE),
  prefixed("Anthropic key", "sk-ant-", 60, URL_SAFE),
  prefixed("Hugging Face token", "hf_", 34),
  prefixed("Google key", "AIza", 35, URL_SAFE),
  prefixed("Docker token", "dckr_pat_", 27, URL_SAFE),
  prefixed("crates token", "cio", 32),
  prefixed("crates token with an underscore", "cio_", 32),
  prefixed("RubyGems key", "rubygems_", 48, HEX),
  prefixed("NuGet key", "oy2", 43, LOWER),
  prefixed("JFrog key", "AKCp", 60),
  prefixed("JFrog reference token", "cmVmdGtu", 50),
  {
    name: "JWT",
    make: fc
      .tuple(drawn(24, URL_SAFE), drawn(30, URL_SAFE), drawn(43, URL_SAFE))
      .map(([header, claims, signature]) => ({
        text: `eyJ${header}.${claims}.${signature}`,
        secret: signature,
      })),
  },
  framed("password in a URL", "https://user:", "@packages.example/"),
  framed("token in a URL", "https://", "@packages.example/"),
  framed("Bearer token", "Bearer ", ""),
  framed("Basic credentials", "Authorization: Basic ", "=="),
  framed("signed query", "https://blob.example/a?X-Amz-Signature=", "&x=1"),
  framed("shared access signature", "https://blob.example/a?sig=", "&x=1"),
  framed("token in a query", "/a?token=", ""),
  framed("private token in a query", "/a?private_token=", ""),
  framed("key in a query", "/a?api_key=", ""),
  framed("cookie", "Cookie: a=1; SESSION=", "; b=2"),
  framed("Set-Cookie", '"set-cookie":["SID=', '; Path=/"]'),
  framed("Cloudsmith token", "https://dl.cloudsmith.io/", "/acme/private/deb"),
  framed("Gemfury token", "https://apt.fury.io/", "/acme/"),
  framed("password in JSON", '{\\"password\\": \\"', '\\"}'),
  framed("private key", "-----BEGIN RSA PRIVATE KEY-----\n", "\n-----END RSA PRIVATE KEY-----"),
];

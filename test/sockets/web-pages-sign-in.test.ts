/** Sign-in pages, and redirects to them, instead of packages. */
import { describe, expect, test } from "vitest";
import { FORMAT_NAMES } from "../../src/clients/index.ts";
import { answering } from "./exchange.ts";
import { PACKAGE_CASES, PACKAGE_REQUESTS } from "./package-requests.ts";
import { expectReferenceShown, expectSpoken } from "./spoken-answer.ts";
import {
  ACCESS,
  askScripted,
  at,
  BLOCK_PAGE,
  gateway,
  HTML,
  origin,
  redirects,
  SIGN_IN_PAGE,
  serveWebPages,
} from "./web-pages-registry.ts";

serveWebPages();

describe("a sign-in page at 200", () => {
  test.each(PACKAGE_CASES)("%s: %s is 403", async (format, target) => {
    const answer = await askScripted(at(format, target), answering("200 OK", HTML, SIGN_IN_PAGE));
    await expectSpoken(gateway, answer, {
      status: 403,
      category: "unauthorized",
      logged: { cause: "answered", origin_status: 200, origin_host: origin.host },
    });
    expect(`${answer.phrase}\n${answer.text}`).toContain(`a sign-in page of ${origin.host}`);
  });

  test.each([
    ["pypi", "/simple/left-pad/"],
    ["pypi", "POST /legacy/"],
    ["maven", "PUT /com/acme/app/1.0/app-1.0.jar"],
    ["nuget", "PUT /api/v2/package"],
    ["rubygems", "POST /api/v1/gems"],
    ["oci", "PUT /v2/acme/app/manifests/latest"],
    ["debian", "PUT /pool/z_1.0.dsc"],
  ])("%s: %s is 403, though other pages pass", async (format, target) => {
    const options =
      format === "pypi" ? { headers: { Accept: "application/vnd.pypi.simple.v1+json, text/html" } } : {};
    const answer = await askScripted(at(format, target), answering("200 OK", HTML, SIGN_IN_PAGE), options);
    await expectSpoken(gateway, answer, { status: 403, category: "unauthorized" });
    const other = await askScripted(at(format, target), answering("200 OK", HTML, BLOCK_PAGE), options);
    expect(other).toMatchObject({ status: 200, text: BLOCK_PAGE, complete: true });
  });

  test.each([
    [
      "a form of SAML that sends itself",
      '<html><body onload="document.forms[0].submit()"><form method="post" action="https://idp.example.com/sso"><input type="hidden" name="SAMLRequest" value="PHNh"></form></body></html>',
      "idp.example.com",
    ],
    [
      "a page that redirects by itself",
      '<html><head><meta http-equiv="refresh" content="0;url=https://sso.example.com/login?from=%2Fnpm"></head></html>',
      "sso.example.com",
    ],
    [
      "a page made by a script",
      "<!DOCTYPE html><html><head><title>Sign in to your account</title><script src=a.js></script></head></html>",
      null,
    ],
  ])("%s", async (_, page, signInHost) => {
    const answer = await askScripted("/npm/left-pad", answering("200 OK", HTML, page));
    await expectSpoken(gateway, answer, { status: 403, category: "unauthorized" });
    expect(answer.text).toContain(`answered with a sign-in page of ${signInHost ?? origin.host}:`);
  });

  test("is 502 for the operators to fix if the credentials are the gateway's", async () => {
    const answer = await askScripted("/mirror/left-pad", answering("200 OK", HTML, SIGN_IN_PAGE));
    await expectSpoken(gateway, answer, { status: 502, category: "unauthorized" });
    expectReferenceShown(answer);
    expect(answer.text).toContain(
      "does not accept the gateway's own credentials; its operators have to renew them",
    );
  });

  test("is 502 for dput-ng, which continues after a 403", async () => {
    const headers = { "User-Agent": "Python-urllib/3.11" };
    const answer = await askScripted("PUT /debian/pool/z_1.0.dsc", answering("200 OK", HTML, SIGN_IN_PAGE), {
      headers,
    });
    await expectSpoken(gateway, answer, { status: 502, category: "unauthorized" });
  });

  test("of a bound Worker is named by its binding", async () => {
    const answer = await askScripted("/service/left-pad", answering("200 OK", {}));
    await expectSpoken(gateway, answer, { status: 403, category: "unauthorized" });
    expect(answer.text).toContain("a sign-in page of service:PORTAL");
  });
});

const REDIRECTS: readonly (readonly [product: string, location: string, host: string])[] = [
  ["Cloudflare Access", ACCESS, "acme.cloudflareaccess.com"],
  [
    "Microsoft",
    "https://login.microsoftonline.com/t/oauth2/v2.0/authorize?client_id=c&redirect_uri=https%3A%2F%2Fr&response_type=code",
    "login.microsoftonline.com",
  ],
  ["Okta", "https://acme.okta.com/app/registry/sso/saml?SAMLRequest=fZ", "acme.okta.com"],
  [
    "Google",
    "https://accounts.google.com/o/oauth2/v2/auth?client_id=c&redirect_uri=https%3A%2F%2Fr",
    "accounts.google.com",
  ],
  [
    "Keycloak",
    "https://sso.example.com/realms/a/protocol/openid-connect/auth?client_id=c&redirect_uri=https%3A%2F%2Fr",
    "sso.example.com",
  ],
  [
    "another host's /login",
    "https://sso.example.com:8443/login?service=https%3A%2F%2Fr%2Fnpm",
    "sso.example.com:8443",
  ],
  ["another host's /signin", "//id.example.com/signin?return_to=%2Fnpm", "id.example.com"],
];

describe("a redirect to a sign-in page", () => {
  test.each(REDIRECTS)("%s", async (_, location, signInHost) => {
    const answer = await askScripted("/npm/left-pad", redirects(location));
    const ref = answer.header("x-outspoken-ref");
    await expectSpoken(gateway, answer, {
      status: 403,
      category: "unauthorized",
      logged: { cause: "answered", origin_status: 302, origin_host: origin.host },
    });
    expect(JSON.parse(answer.text).error).toBe(
      `The registry's host answered with a sign-in page of ${signInHost}: the request went there without valid ` +
        `credentials. Reference: ${ref}`,
    );
    expect(answer.header("location")).toBeNull();
    expect(answer.bytes.toString("latin1")).not.toMatch(/redirect_ur|kid=|SAMLRequest/);
  });

  test.each(["/login?from=%2Fnpm", "/users/sign_in"])("%s, of the registry's own host", async (location) => {
    const answer = await askScripted("/npm/left-pad", redirects(location));
    await expectSpoken(gateway, answer, { status: 403, category: "unauthorized" });
    expect(answer.text).toContain(`a sign-in page of ${origin.host}:`);
  });

  test.each(["301 Moved Permanently", "303 See Other", "307 Temporary Redirect", "308 Permanent Redirect"])(
    "%s",
    async (status) => {
      const answer = await askScripted("/npm/left-pad", redirects(ACCESS, status));
      await expectSpoken(gateway, answer, { status: 403, category: "unauthorized" });
    },
  );

  test.each(FORMAT_NAMES.filter((format) => format !== "generic"))("%s, also to a HEAD", async (format) => {
    const target = PACKAGE_REQUESTS[format]?.find((one) => one.startsWith("/")) ?? "/objects/abc";
    for (const method of ["GET", "HEAD"]) {
      const answer = await askScripted(`${method} /${format}${target}`, redirects(ACCESS));
      await expectSpoken(gateway, answer, { status: 403, category: "unauthorized", logged: { method } });
    }
  });

  test.each([
    ["huggingface", "/acme/app/resolve/main/index.html"],
    ["oci", "/v2/acme/app/blobs/sha256:abc"],
    ["pypi", "/simple/left-pad/"],
    ["maven", "PUT /com/acme/app/1.0/app-1.0.jar"],
  ])("%s: %s is 403, though pages pass", async (format, target) => {
    const answer = await askScripted(at(format, target), redirects(ACCESS));
    await expectSpoken(gateway, answer, { status: 403, category: "unauthorized" });
  });

  test("is 502 for the operators to fix if the credentials are the gateway's", async () => {
    const answer = await askScripted("/mirror/left-pad", redirects(ACCESS));
    await expectSpoken(gateway, answer, { status: 502, category: "unauthorized" });
    expect(answer.text).toContain("acme.cloudflareaccess.com");
    expect(answer.text).toContain("its operators have to renew them");
  });

  test("is 502 with upstream_errors = bad_gateway", async () => {
    const answer = await askScripted("/mounted/left-pad", redirects(ACCESS));
    await expectSpoken(gateway, answer, { status: 502, category: "unauthorized" });
  });
});

describe("any other redirect passes unchanged", () => {
  test.each([
    ["to a package called login", "https://cdn.example/login/-/login-1.0.0.tgz"],
    [
      "to a storage",
      "https://b.s3.example/ab?X-Amz-Credential=x%2F2026&X-Amz-SignedHeaders=host&X-Amz-Signature=/ab",
    ],
    ["to a token service", "https://auth.example/token?service=r&scope=x&account=me"],
    ["to nowhere", "https://[account"],
    ["to an app", "itms-services://login.microsoftonline.com"],
  ])("%s", async (_, location) => {
    const answer = await askScripted("/npm/login", redirects(location));
    expect([answer.status, answer.header("location")]).toEqual([302, location]);
  });

  test("from one sign-in page to the next", async () => {
    const answer = await askScripted("/npm/login?from=%2Fx", redirects(ACCESS));
    expect([answer.status, answer.header("location")]).toEqual([302, ACCESS]);
  });

  test("304", async () => {
    const answer = await askScripted("/npm/left-pad", answering("304 Not Modified", { Location: ACCESS }));
    expect(answer.status).toBe(304);
  });
});

/** Which URLs people sign in at, and what a text begins like. */
import { describe, expect, test } from "vitest";
import { beginsAsPage, isIndexPage, isSignInUrl, refreshTargetOf } from "../../src/origins/sign-in.ts";
import { suspicionOf } from "../../src/response/web-page.ts";
import { request } from "../clients/failing.ts";

const RETURN = "https%3A%2F%2Fregistry.example%2Fnpm%2Fleft-pad";

describe("a URL to sign in at", () => {
  test.each([
    [
      "Cloudflare Access",
      "https://acme.cloudflareaccess.com/cdn-cgi/access/login/registry.example?kid=ab&meta=ey&redirect_url=%2Fnpm",
    ],
    [
      "Cloudflare Access, on the host itself",
      "https://registry.example/cdn-cgi/access/login/registry.example?kid=ab",
    ],
    [
      "Microsoft Entra, OAuth",
      `https://login.microsoftonline.com/t/oauth2/v2.0/authorize?client_id=c&redirect_uri=${RETURN}&response_type=code`,
    ],
    ["Microsoft Entra, SAML", "https://login.microsoftonline.com/t/saml2?SAMLRequest=fZJ&RelayState=x"],
    ["Microsoft Entra, US government", "https://login.microsoftonline.us/t/oauth2/authorize"],
    ["Entra B2C", "https://acme.b2clogin.com/acme/oauth2/v2.0/authorize"],
    ["Azure App Service", "https://registry.example/.auth/login/aad?post_login_redirect_uri=%2F"],
    ["Azure DevOps", `https://app.vssps.visualstudio.com/_signin?realm=dev.azure.com&reply_to=${RETURN}`],
    ["AD FS", "https://fs.acme.example/adfs/ls/?wa=wsignin1.0&wtrealm=urn%3Aregistry"],
    ["Okta", `https://acme.okta.com/oauth2/v1/authorize?client_id=c&redirect_uri=${RETURN}`],
    ["Okta, its own page", "https://acme.okta.com/login/login.htm?fromURI=%2Fapp"],
    ["Okta, on a custom domain", `https://id.acme.example/login/login.htm?fromURI=${RETURN}`],
    ["Auth0", "https://acme.eu.auth0.com/u/login?state=hKFo2"],
    ["Google", `https://accounts.google.com/o/oauth2/v2/auth?client_id=c&redirect_uri=${RETURN}`],
    ["Google, older", `https://accounts.google.com/ServiceLogin?continue=${RETURN}`],
    [
      "Keycloak",
      `https://sso.acme.example/realms/acme/protocol/openid-connect/auth?client_id=c&redirect_uri=${RETURN}`,
    ],
    ["Keycloak, SAML", "https://sso.acme.example/auth/realms/acme/protocol/saml?SAMLRequest=fZJ"],
    ["any OAuth server", `https://id.acme.example/a?response_type=code&client_id=c&redirect_uri=${RETURN}`],
    ["any SAML server", "https://id.acme.example/x?SAMLRequest=fZJNT8Mw"],
    ["Shibboleth", "https://idp.uni.example/idp/profile/SAML2/Redirect/SSO?SAMLRequest=fZJ"],
    ["CAS", `https://cas.uni.example/cas/login?service=${RETURN}`],
    ["oauth2-proxy", "https://registry.example/oauth2/start?rd=%2Fnpm%2Fleft-pad"],
    ["authentik", `https://id.acme.example/application/o/authorize/?client_id=c&redirect_uri=${RETURN}`],
    ["Pomerium", `https://id.acme.example/.pomerium/sign_in?pomerium_redirect_uri=${RETURN}`],
    ["AWS Cognito", `https://acme.auth.eu-west-1.amazoncognito.com/login?client_id=c&redirect_uri=${RETURN}`],
    ["GitLab", "https://gitlab.example/users/sign_in"],
    ["Gitea", "https://gitea.example/user/login"],
    ["Harbor", "https://harbor.example/c/oidc/login?redirect_url=%2F"],
    ["Jenkins", "https://ci.example/login?from=%2Fjob%2Fx"],
    ["Django", "https://devpi.example/accounts/login/?next=/simple/app/"],
    ["WordPress-like", `https://registry.example/sign-in.php?redirect_to=${RETURN}`],
    [
      "a servlet with a session in its path",
      "https://registry.example/login.jsp;jsessionid=1A2B?from=/repository",
    ],
    ["ASP.NET", "https://feed.example/Account/Login?ReturnUrl=%2Fnuget%2FPackages"],
    [
      "SiteMinder",
      "https://sso.acme.example/siteminder/login.fcc?TYPE=1".replace("login.fcc", "login.html") +
        "&TARGET=-SM-https%3a%2f%2fregistry.example",
    ],
    ["F5 BIG-IP APM", "https://registry.example/my.policy"],
    ["a return URL encoded twice", "https://id.acme.example/signin?to=https%253A%252F%252Fregistry.example"],
  ])("%s", (_, url) => {
    expect(isSignInUrl(new URL(url))).toBe(true);
    // The redirect itself must raise suspicion, or the URL would never be checked.
    const redirect = new Response(null, { status: 302, headers: { Location: url } });
    expect(suspicionOf(redirect, request("/left-pad"), () => "document")).not.toBeNull();
  });
});

describe("any other URL", () => {
  test.each([
    ["a package called login", "https://cdn.example/login/-/login-1.0.0.tgz"],
    [
      "the same, signed",
      "https://cdn.example/npm/login/-/login-1.0.0.tgz?Expires=1&Signature=/AbC%3D&Key-Pair-Id=K",
    ],
    ["the same, with a path in the query", "https://cdn.example/login/-/login-1.0.0.tgz?path=%2Flogin"],
    ["a folder called login", "https://registry.example/npm/login"],
    ["an image called login", "https://registry.example/v2/acme/login/manifests/latest"],
    [
      "a signed URL of a stored object whose path contains sso",
      "https://s3.example/acme/sso/abcdef?X-Amz-Signature=/0a&X-Amz-SignedHeaders=host",
    ],
    [
      "S3",
      "https://b.s3.eu-west-1.amazonaws.com/ab/abcdef?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=x%2F20261126&X-Amz-SignedHeaders=host",
    ],
    ["Azure Blob", "https://a.blob.core.windows.net/c/abcdef?sv=2024-08-04&sr=b&sig=%2Fab%3D&se=2026"],
    ["CloudFront", "https://d1.cloudfront.net/abcdef?Policy=eyJ&Signature=a-b&Key-Pair-Id=K"],
    [
      "Hugging Face's storage",
      "https://cas-bridge.xethub.hf.co/xet-bridge-us/ab?response-content-disposition=inline%3B+filename%3D%22a%22&Policy=ey",
    ],
    [
      "a token service",
      "https://auth.example/token?service=registry.example&scope=repository%3Aacme%2Fapp%3Apull&client_id=docker",
    ],
    [
      "GitLab's token service",
      "https://gitlab.example/jwt/auth?service=container_registry&scope=repository%3Aa%2Fb%3Apull&client_id=docker",
    ],
    ["a slash at the end", "https://registry.example/simple/login/"],
    ["a login without a return URL", "https://registry.example/login"],
    ["another scheme", "itms-apps://login.microsoftonline.com/"],
    ["a host that only ends in the same letters", "https://notokta.com/file"],
    ["a blog about logins", "https://docs.example/sso-and-login?page=2"],
  ])("%s", (_, url) => {
    expect(isSignInUrl(new URL(url))).toBe(false);
  });
});

describe("the URL that a page redirects its reader to", () => {
  test.each([
    [
      "a URL",
      '<html><head><meta http-equiv="refresh" content="0;url=https://sso.example/login?from=%2Fnpm"></head>',
      "https://sso.example/login?from=%2Fnpm",
    ],
    [
      "a path",
      "<META HTTP-EQUIV='Refresh' CONTENT='1; URL=/login?from=%2Fnpm&amp;x=1'/>",
      "/login?from=%2Fnpm&x=1",
    ],
    ["nowhere", "<p>Wait, and refresh this page; url=/x</p>", null],
  ])("%s", (_, html, expected) => {
    expect(refreshTargetOf(html)).toBe(expected);
  });
});

test.each([
  ["PEP 503 with a title", "<!DOCTYPE html>\n<html><head><title>Links for app</title></head>", true],
  [
    "PEP 629",
    '<!DOCTYPE html><html><head><meta name="pypi:repository-version" content="1.0"><title>x</title>',
    true,
  ],
  ["devpi", "<html><head><title>root/pypi: links for app</title></head><body><h1>", true],
  ["a directory listing", "<html><head><title>Index of /simple/app/</title></head>", true],
  ["nothing but links", "<!DOCTYPE html><html><body>\n<h1>login</h1>\n<a href='login-1.0.tar.gz'>", true],
  ["a sign-in", "<html><head><title>Sign in</title></head>", false],
])("whether this is an index page: %s", (_, html, expected) => {
  expect(isIndexPage(html)).toBe(expected);
});

describe("whether this begins like a page", () => {
  test.each([
    ["a doctype", "<!DOCTYPE html><html>", true, true],
    ["white space and a byte order mark", "\uFEFF \r\n\t<html>", true, true],
    ["a comment", "<!-- saved from x --><html>", true, true],
    [
      "XHTML",
      '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x">',
      true,
      true,
    ],
    ["an XML document", '<?xml version="1.0" encoding="UTF-8"?>\n<metadata>', true, false],
    ["a POM without declaration", '<project xmlns="http://maven.apache.org/POM/4.0.0">', true, false],
    ["a POM after a licence", "<?xml version='1.0'?>\n<!--\n Licensed <html>\n-->\n<project>", true, false],
    ["an Atom feed", "<feed xmlns='http://www.w3.org/2005/Atom'>", true, false],
    ["JSON", '{"name":"<html>"}', false, false],
    ["an archive", "\u001f\u008b", false, false],
    ["nothing", "", false, false],
  ])("%s", (_, text, withoutXml, withXml) => {
    expect([beginsAsPage(text, false), beginsAsPage(text, true)]).toEqual([withoutXml, withXml]);
  });

  test("a long run of comments takes linear time", () => {
    const text = `<!--${"<!--".repeat(20_000)}`;
    expect(beginsAsPage(text, true)).toBe(false);
    expect(isIndexPage(text.replaceAll("!--", "title"))).toBe(false);
    expect(refreshTargetOf(text.replaceAll("<!--", " http-equiv=refresh "))).toBeNull();
  });
});

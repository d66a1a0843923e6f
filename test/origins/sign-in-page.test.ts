/** Sign-in pages, and pages that only resemble one. The structure is each product's, the words are made up. */
import { describe, expect, it } from "vitest";
import { pageFacts, readPage } from "../../src/origins/page/index.ts";
import { page } from "./html.ts";
import { scanWithHtmlparser2 } from "./scan-with-htmlparser2.ts";
import { table } from "./table.ts";

describe("sign-in pages say nothing", () => {
  const rows: readonly (readonly [name: string, body: string])[] = [
    [
      "GitLab",
      page(
        "Sign in · GitLab",
        '<h1>GitLab</h1><form action="/users/sign_in"><input name="user[login]"><input type="password"></form>',
      ),
    ],
    [
      "Keycloak, in German",
      page(
        "Anmeldung bei acme",
        '<div id="kc-header">ACME</div><h1>Bei Ihrem Konto anmelden</h1><form action="https://sso.acme.example/realms/a"><input type="password"></form>',
      ),
    ],
    ["Microsoft", page("Sign in to your account", "<noscript>no script</noscript><div>Loading</div>")],
    [
      "Okta",
      page("Acme - Sign In", '<div id="signin-container"></div><p>Your browser must have JavaScript.</p>'),
    ],
    [
      "Cloudflare Access",
      page(
        "Sign in ・ Cloudflare Access",
        "<h1>Log in to packages.example</h1><p>Get a login code emailed to you</p><form><input type=email></form>",
      ),
    ],
    [
      "a SAML form",
      page(
        "",
        '<form method="post" action="https://idp.example/sso"><input type="hidden" name="SAMLRequest" value="x"><noscript><p>Press Continue</p></noscript></form>',
      ),
    ],
    ["Jenkins, in Chinese", page("登录 [Jenkins]", "<h1>欢迎</h1><form><input name=u></form>")],
    [
      "Google",
      page("Google Accounts", '<h1>Sign in</h1><p>to continue to Cloud</p><form><input type="email"></form>'),
    ],
  ];
  table(rows.map(([name, body]) => [name, 200, body, { message: null, shape: "sign-in" }]));
});

describe("not sign-in pages", () => {
  table([
    [
      "a failed sign-in that says why",
      400,
      page(
        "Sign in to your account",
        "<h1>Sign in</h1><p>Sorry, but the address to return to is not registered for this application.</p>",
      ),
      {
        message: "Sorry, but the address to return to is not registered for this application.",
        shape: "html",
      },
    ],
    [
      "a failed sign-in that says why in a few words",
      400,
      page(
        "Sign in to acme",
        "<div>ACME</div><h1>We are sorry...</h1><p>Invalid parameter: redirect_uri</p>",
      ),
      { message: "Invalid parameter: redirect_uri", shape: "html" },
    ],
    [
      "a refusal that mentions signing in",
      401,
      page("401", "<h1>Unauthorized</h1><p>You must sign in with a token to read this.</p>"),
      { message: "You must sign in with a token to read this.", shape: "html" },
    ],
  ]);
});

describe("page facts", () => {
  const rows = [
    [
      "a sign-in at another host",
      page("Log in", '<form action="https://SSO.example:8443/a?b=c"><input type=password></form>'),
      { isSignIn: true, product: null, title: "Log in", formHost: "sso.example:8443" },
    ],
    [
      "a product's page",
      page("Internet Security by Zscaler", "<p>Not here.</p>"),
      { isSignIn: false, product: "Zscaler", title: "Internet Security by Zscaler", formHost: null },
    ],
    [
      "a product in the footer",
      page("Blocked", "<p>You may not read it.</p><form action='/ask'></form><p>Powered by Sophos UTM</p>"),
      { isSignIn: false, product: "Sophos", title: "Blocked", formHost: null },
    ],
    [
      "a sentence about a product",
      page(
        "No",
        "<p>The package that you asked for needs Envoy in a version that this place does not have, so it is not for you today.</p>",
      ),
      { isSignIn: false, product: null, title: "No", formHost: null },
    ],
  ] as const;
  it.each(rows)("%s", (_, text, expected) => {
    expect(pageFacts(readPage(scanWithHtmlparser2({ text })), 200)).toEqual(expected);
  });
});

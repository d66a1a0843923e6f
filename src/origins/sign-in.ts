/**
 * Which URLs people sign in at; and what a text begins like, before it is parsed as a page. Whether a page asks its
 * reader to sign in is decided by its words (page/sign-in.ts). Pure, and linear in what is read.
 */

/** Hosts whose only purpose is to sign people in. */
const SIGN_IN_HOSTS = [
  // Microsoft Entra and its national clouds, personal accounts, B2C and External ID
  "login.microsoftonline.com",
  "login.microsoftonline.us",
  "login.partner.microsoftonline.cn",
  "login.windows.net",
  "login.live.com",
  "b2clogin.com",
  "ciamlogin.com",
  "accounts.google.com",
  "okta.com",
  "oktapreview.com",
  "okta-emea.com",
  "okta-gov.com",
  "auth0.com",
  "onelogin.com",
  "pingone.com",
  "pingone.eu",
  "pingone.ca",
  "pingone.asia",
  "sso.jumpcloud.com",
  "duosecurity.com",
  "amazoncognito.com",
];

/** Paths of sign-in products that run on any host; matched against the path without its query. */
const SIGN_IN_PATHS: readonly RegExp[] = [
  // Cloudflare Access
  /^\/cdn-cgi\/access\/login(?:\/|$)/,
  // Keycloak
  /\/protocol\/(?:openid-connect\/auth|saml)$/,
  // AD FS; App Service; Shibboleth
  /^\/adfs\/(?:ls|oauth2)(?:\/|$)/,
  /^\/\.auth\/login\//,
  /\/idp\/profile\/saml2\//i,
  // oauth2-proxy, authentik, Pomerium
  /^\/oauth2\/(?:start|sign_in)$/,
  /^\/(?:application\/o\/authorize|if\/flow|outpost\.goauthentik\.io)(?:\/|$)/,
  /^\/\.pomerium\/sign_in$/,
  // GitLab, Gitea and Forgejo, Harbor, F5 BIG-IP APM
  /\/users\/sign_in$/,
  /\/user\/login$/,
  /^\/c\/oidc\/login$/,
  /^\/my\.policy$/,
];

/** Any site's, if the query says where to return to. */
const SIGN_IN_SEGMENT =
  /^_?(?:log[-_]?[io]n|sign[-_]?in|signon|sso|saml2?)(?:\.(?:php|aspx?|jsp|html?|do|action|cgi|pl))?$/i;
/** A path with another extension is a file, whatever the folders above it are called. */
const PAGE_EXTENSION = /^[^.]*$|\.(?:php|aspx?|jsp|html?|do|action|cgi|pl)$/i;

/** Whether people sign in at `url`. */
export function isSignInUrl(url: URL): boolean {
  if (url.protocol !== "https:" && url.protocol !== "http:") return false;
  const path = url.pathname.replace(/;[^/]*/g, "").replace(/(?<=.)\/$/, "");
  return (
    SIGN_IN_HOSTS.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`)) ||
    SIGN_IN_PATHS.some((pattern) => pattern.test(path)) ||
    asksToSignIn(url.searchParams) ||
    (isSignInPath(path) && hasReturnUrl(url.searchParams))
  );
}

function isSignInPath(path: string): boolean {
  const segments = path.split("/");
  return (
    PAGE_EXTENSION.test(segments.at(-1) ?? "") && segments.some((segment) => SIGN_IN_SEGMENT.test(segment))
  );
}

/** Protocols recognised by their parameters: SAML's redirect binding, WS-Federation, OAuth's code flow. */
function asksToSignIn(query: URLSearchParams): boolean {
  if (query.has("SAMLRequest") || query.get("wa") === "wsignin1.0") return true;
  return query.has("client_id") && query.has("redirect_uri") && query.has("response_type");
}

/** Parameters of signed URLs, whose value may begin with a slash by chance. */
const NO_RETURN_URL = /sig|amz|goog|token|hash|policy/i;

function hasReturnUrl(query: URLSearchParams): boolean {
  return [...query].some(
    ([name, value]) => !NO_RETURN_URL.test(name) && /^(?:-SM-)?(?:https?(?::|%3a)|\/|%2f)/i.test(value),
  );
}

/** The URL that a page redirects its reader to by itself, as written there; null if it does not. */
export function refreshTargetOf(html: string): string | null {
  const refresh =
    /\bhttp-equiv\s{0,5}=\s{0,5}["']?refresh\b[^<>]{0,200}?url\s{0,5}=\s{0,5}["']?([^"'<>\s]{1,2000})/i;
  return refresh.exec(html)?.[1]?.replaceAll("&amp;", "&") ?? null;
}

/** Whether this is an index of links (PEP 503), by its beginning: a package may be called `login`. */
export function isIndexPage(html: string): boolean {
  if (/<meta\s[^<>]{0,100}\bpypi:repository-version\b/i.test(html)) return true;
  // Some are nothing but links.
  if (/<body[^<>]{0,200}>\s{0,100}(?:<h\d>[^<]{0,200}<\/h\d>\s{0,100})?<a\s/i.test(html)) return true;
  const title = /<title[^<>]{0,200}>([^<]{0,300})/i.exec(html)?.[1] ?? "";
  return /\blinks for\b|^\s*(?:simple|index of|directory listing)\b/i.test(title);
}

/** Whether a text begins like a page: with `<`; if XML may be legitimate, only with HTML. */
export function beginsAsPage(text: string, mayBeXml: boolean): boolean {
  // `trimStart` takes a byte order mark too.
  const start = text.trimStart();
  if (!start.startsWith("<") || !mayBeXml) return start.startsWith("<");
  const root = start.replace(/^(?:<\?[^>]{0,500}>|<!--[\s\S]{0,2000}?-->|\s)+/, "");
  return /^<(?:!doctype\s+html|html|head|body|title|meta|script|style|center|div|h[1-6]|p|form)\b/i.test(
    root,
  );
}

/**
 * Products whose error pages carry their name, as they write it. A name is not a reason; but if a page came instead of a
 * package, which product blocked or failed is worth a word. Data.
 */
import { lazy } from "../../text/lazy.ts";

const PRODUCTS: readonly string[] = `
  FortiGuard, FortiGate, FortiProxy, FortiWeb, FortiClient, FortiOS, FortiSASE, Fortinet, Zscaler, Netskope, McAfee, Skyhigh, Trellix, Blue Coat, ProxySG, Symantec, Broadcom, Websense, Forcepoint, Palo Alto Networks, PAN-OS, Prisma Access, SonicWall, Sophos, Barracuda, Check Point, Cisco Umbrella, IronPort, Cisco, OpenDNS, WatchGuard, Trend Micro, Kaspersky, ESET, Bitdefender, Smoothwall, DansGuardian, e2guardian, SquidGuard, Untangle, iboss, ContentKeeper, Lightspeed, Securly, GoGuardian, Menlo Security, Cato Networks, Cyberoam, Stormshield, Clavister, pfSense, OPNsense, Sangfor, Hillstone, Juniper, Citrix, NetScaler, Cloudflare Gateway, Cloudflare, CloudFront, Akamai, EdgeSuite, Azure Front Door, Azure Application Gateway, Fastly, Varnish, Imperva, Incapsula, F5 Networks, BIG-IP, RedShield, Radware, AppWall, Sucuri, Wordfence, ModSecurity, Mod_Security, Reblaze, DataDome, PerimeterX, HUMAN Security, Kasada, Signal Sciences, StackPath, Edgecast, Tengine, Aliyun, Alibaba Cloud, SafeDog, Yundun, Squid, nginx, OpenResty, Apache Tomcat, Apache, Tomcat, Jetty, GlassFish, Payara, WildFly, JBoss, Undertow, WebLogic, WebSphere, Internet Information Services, IIS, ASP.NET, LiteSpeed, lighttpd, Caddy, Envoy, Traefik, HAProxy, Kong, Whitelabel, Django, Rails, Phusion Passenger, Sonatype Nexus Repository, Sonatype, Artifactory, JFrog, GitLab, Gitea, Forgejo, Jenkins, Harbor, Bitbucket, ProGet, Verdaccio, Keycloak, Okta, Auth0, PingFederate, PingOne, OneLogin, Duo, Shibboleth, ADFS, Microsoft Entra, Microsoft, Google, Cloudflare Access, Pomerium, Authelia, authentik, Authentik, Zitadel, Dex
`
  .trim()
  .split(/,\s+/);

const anyProduct = lazy(
  () =>
    new RegExp(
      `(?<![\\w-])(?:${PRODUCTS.map((name) => name.replaceAll(".", "\\.")).join("|")})(?![\\w])`,
      "gi",
    ),
);

const spelling = lazy(() => new Map(PRODUCTS.map((name) => [name.toLowerCase(), name])));

/** The first product that `text` names, as the product spells itself; null if it names none. */
export function productIn(text: string): string | null {
  const found = text.match(anyProduct())?.[0];
  return found === undefined ? null : (spelling().get(found.toLowerCase()) ?? null);
}

/** `text` without the names of products. */
export function withoutProducts(text: string): string {
  return text.replace(anyProduct(), " ");
}

/** Refusals of what is in front of a registry: of web filters by policy, and of other proxies and firewalls. */
import { HTML, type LabelledRefusal, page } from "./labelled-refusal.ts";

export const BLOCKED_BY_FILTER: readonly LabelledRefusal[] = [
  {
    product: "FortiGate",
    status: 403,
    body: page(
      "Web Page Blocked",
      "You have tried to access a web page that is in violation of your Internet usage policy.",
    ),
    headers: HTML,
  },
  {
    product: "FortiGate, banned",
    status: 403,
    body: page("Attention", "The page you have requested has been blocked, because the URL is banned."),
    headers: HTML,
  },
  {
    product: "Zscaler",
    status: 403,
    body: page("Website blocked", "Not allowed to browse Peer to Peer Site category."),
    headers: HTML,
  },
  {
    product: "Netskope",
    status: 403,
    body: page("Blocked", "Your organization's policy blocks access to this site."),
    headers: HTML,
  },
  {
    product: "Palo Alto",
    status: 503,
    body: page(
      "Web Page Blocked",
      "Access to the web page you were trying to visit has been blocked in accordance with company policy.",
    ),
    headers: HTML,
  },
  {
    product: "Squid, by header",
    status: 403,
    body: page("ERROR", "Access Denied."),
    headers: { ...HTML, "x-squid-error": "ERR_ACCESS_DENIED 0" },
  },
  {
    product: "Squid, in words",
    status: 403,
    body: page(
      "ERROR",
      "Access control configuration prevents your request from being allowed at this time.",
    ),
    headers: HTML,
  },
  {
    product: "Blue Coat",
    status: 403,
    body: page("Access Denied (policy_denied)", "Your system policy has denied access to the requested URL."),
    headers: HTML,
  },
  {
    product: "a filter in German",
    status: 403,
    body: page("Zugriff gesperrt", "Die Seite wurde aufgrund der Richtlinie Ihres Unternehmens gesperrt."),
    headers: HTML,
  },
  {
    product: "a filter in French",
    status: 403,
    body: page("Accès bloqué", "Ce site est bloqué conformément à la politique de votre organisation."),
    headers: HTML,
  },
  {
    product: "a filter in Japanese",
    status: 403,
    body: page("ブロックされました", "このサイトは組織のポリシーによりブロックされています。"),
    headers: HTML,
  },
  {
    product: "a web gateway with 502",
    status: 502,
    body: page("Blocked", "This site has been blocked by the network administrator. Category: Malware."),
    headers: HTML,
  },
];

export const REFUSED_IN_FRONT: readonly LabelledRefusal[] = [
  {
    product: "a web application firewall",
    status: 403,
    body: page("Request Rejected", "The requested URL was rejected. Please consult with your administrator."),
    headers: HTML,
  },
  {
    product: "a web application firewall, by name",
    status: 403,
    body: page("Forbidden", "This request was blocked by our Web Application Firewall."),
    headers: HTML,
  },
  {
    product: "Cloudflare",
    status: 403,
    body: page("Attention Required!", "Sorry, you have been blocked"),
    headers: HTML,
  },
  {
    product: "CloudFront",
    status: 403,
    body: page(
      "ERROR: The request could not be satisfied",
      "Request blocked. We can't connect to the server for this app or website at this time.",
    ),
    headers: HTML,
  },
  {
    product: "HAProxy",
    status: 403,
    body: "<html><body><h1>403 Forbidden</h1>\nRequest forbidden by administrative rules.\n</body></html>",
    headers: HTML,
  },
  {
    product: "Squid, sign in",
    status: 407,
    body: page("ERROR", "Cache Access Denied."),
    headers: { ...HTML, "x-squid-error": "ERR_CACHE_ACCESS_DENIED 0" },
  },
];

/** Refusals as their products send them, written for this project: by policy and for other reasons. */
export interface LabelledRefusal {
  readonly product: string;
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly phrase?: string;
}

const HTML = { "content-type": "text/html" };
const TEXT = { "content-type": "text/plain" };

const json = (value: unknown): string => JSON.stringify(value);
const jfrog = (status: number, message: string): string => json({ errors: [{ status, message }] });
const oci = (code: string, message: string): string => json({ errors: [{ code, message, detail: null }] });
const page = (title: string, ...paragraphs: string[]): string =>
  `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1>${paragraphs
    .map((text) => `<p>${text}</p>`)
    .join("")}</body></html>`;

export const BY_POLICY: readonly LabelledRefusal[] = [
  {
    product: "GitLab's firewall, by header alone",
    status: 403,
    body: json({ message: "403 Forbidden" }),
    headers: { "x-gitlab-dependency-firewall": "blocked" },
  },
  {
    product: "GitLab's firewall, in words",
    status: 403,
    body: json({
      message: "Version 1.4.1 of chalk is rated critical in group acme.",
      error: "Dependency Firewall policy violation",
    }),
  },
  {
    product: "GitLab's firewall, its default text",
    status: 403,
    body: json({
      message: "Dependency Firewall policy violation",
      error: "Dependency Firewall policy violation",
    }),
  },
  {
    product: "Artifactory, Xray",
    status: 403,
    body: jfrog(
      403,
      "Artifact download request rejected: left-pad-1.3.0.tgz was not downloaded due to the download blocking policy configured in Xray for npm-remote-cache.",
    ),
  },
  {
    product: "Artifactory, Curation",
    status: 403,
    body: jfrog(
      403,
      "Package event-stream:3.3.6 download was blocked by JFrog Packages Curation service due to the following policies violated {no-malware,Malicious package,Package is known to be malicious,Upgrade to 4.0.1}.",
    ),
  },
  {
    product: "Artifactory, Curation on an old release",
    status: 403,
    body: jfrog(403, "Download of acme:1.0 blocked by jfrog packages curation service"),
  },
  {
    product: "Nexus Firewall, in the phrase",
    status: 403,
    body: page("403 - Sonatype Nexus Repository", "Forbidden"),
    headers: HTML,
    phrase: "Requested item is quarantined",
  },
  {
    product: "Nexus Firewall, with its report",
    status: 403,
    body: "Component left-pad 1.3.0 has been quarantined. See https://iq.example.com/ui/links/repositories/quarantined-component/1a2b",
    headers: TEXT,
  },
  {
    product: "Nexus Firewall, another wording",
    status: 403,
    body: "REQUESTED ITEM IS QUARANTINED",
    headers: TEXT,
  },
  {
    product: "Cloudsmith, quarantine",
    status: 403,
    body: json({ detail: "This package is quarantined and can't be downloaded." }),
  },
  {
    product: "Cloudsmith, licence policy",
    status: 403,
    body: json({ detail: "Package violates license policy 'copyleft': AGPL-3.0-only." }),
  },
  {
    product: "Cloudsmith, deny policy",
    status: 403,
    body: json({ detail: "Download denied: package matches deny policy." }),
  },
  {
    product: "Harbor, vulnerabilities",
    status: 412,
    body: oci(
      "PROJECTPOLICYVIOLATION",
      "current image with 5 vulnerabilities cannot be pulled due to configured policy in 'Prevent images with vulnerability severity of \"High\" or higher from running.'",
    ),
  },
  {
    product: "Harbor, not scanned yet, another code",
    status: 412,
    body: oci(
      "PRECONDITION",
      "current image without vulnerability scanning cannot be pulled due to configured policy in 'Prevent images'.",
    ),
  },
  {
    product: "Harbor, signature",
    status: 412,
    body: oci("PROJECTPOLICYVIOLATION", "The image is not signed by cosign."),
  },
  {
    product: "Socket, by header",
    status: 403,
    body: "Forbidden",
    headers: { ...TEXT, "x-socket-decision": "blocked", "x-socket-block-reason": "malware" },
  },
  { product: "Socket, in words", status: 403, body: "Blocked by Security Policy", headers: TEXT },
  {
    product: "Aikido",
    status: 403,
    body: "Forbidden - blocked by safe-chain direct download minimum package age (foo@2.0.0)",
    headers: {},
    phrase: "Forbidden - blocked by safe-chain direct download minimum package age (foo@2.0.0)",
  },
  {
    product: "Datadog",
    status: 403,
    body: json({
      error:
        "Installation was blocked by Datadog Supply-Chain Firewall: ua-parser-js 0.7.29 is known malware",
    }),
  },
  {
    product: "Snyk's gatekeeper",
    status: 403,
    body: jfrog(
      403,
      "Artifact has vulnerabilities with high or critical severity. npm-cache:minimist/-/minimist-0.0.8.tgz",
    ),
  },
  {
    product: "Azure Artifacts",
    status: 403,
    body: json({
      $id: "1",
      message:
        "The package 'colors 1.4.44-liberty-2' has been blocked because it was identified as malicious.",
      typeKey: "PackageBlockedException",
    }),
  },
  {
    product: "ProGet",
    status: 403,
    body: "The package Newtonsoft.Json 9.0.1 is noncompliant: download blocked by license policy.",
    headers: TEXT,
  },
  {
    product: "Phylum",
    status: 403,
    body: "Could not download fast-glob-x: Blocked by package firewall.",
    headers: TEXT,
  },
  {
    product: "Lineaje",
    status: 404,
    body: json({ message: "Policies violated: no-critical-cves" }),
  },
  {
    product: "artifact-keeper",
    status: 403,
    body: json({ error: { code: "curation_blocked", message: "evil-pkg 1.0 matches rule 7" } }),
  },
  {
    product: "PyPI's quarantine",
    status: 403,
    body: json({ message: "Project acme-tools has been quarantined by the administrators." }),
  },
  {
    product: "an allow list",
    status: 403,
    body: json({ error: "Package left-pad is not on the approved list of this organization." }),
  },
  {
    product: "a ban list, 451",
    status: 451,
    body: json({ error: "This package version is part of a pre-defined banned list." }),
  },
  {
    product: "a licence gate, 409",
    status: 409,
    body: json({ error: "License GPL-3.0-only is not allowed in group acme." }),
  },
  {
    product: "a scanner in front, 423",
    status: 423,
    body: json({ detail: "Download is blocked until the security scan of this artifact is complete." }),
  },
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

export const NOT_BY_POLICY: readonly LabelledRefusal[] = [
  {
    product: "GitLab, protected",
    status: 403,
    body: json({ message: "403 Forbidden - Package protected." }),
  },
  {
    product: "GitLab, protected branch",
    status: 403,
    body: json({
      message: "403 Forbidden - You are not allowed to push code to protected branches on this project.",
    }),
  },
  {
    product: "GitLab, token scope",
    status: 403,
    body: json({
      error: "insufficient_scope",
      error_description: "The request requires higher privileges than provided by the access token.",
    }),
  },
  {
    product: "GitLab, blocked user",
    status: 403,
    body: json({ message: "403 Forbidden - Your account has been blocked." }),
  },
  {
    product: "GitLab, rate",
    status: 429,
    body: json({
      message: { error: "This endpoint has been requested too many times. Blocked for a minute." },
    }),
  },
  {
    product: "GitLab's firewall, out of order",
    status: 503,
    body: json({
      message: "Dependency Firewall could not evaluate the policies.",
      code: "dependency_firewall_evaluation_failed",
    }),
  },
  {
    product: "GitLab's firewall, warning and another refusal",
    status: 403,
    body: json({ message: "403 Forbidden - You need the Developer role." }),
    headers: { "x-gitlab-dependency-firewall-warning": "chalk 1.0 violates policy 3" },
  },
  {
    product: "Artifactory, Xray down",
    status: 403,
    body: jfrog(
      403,
      "Artifact download request rejected: a.deb was not downloaded due to the download blocking policy configured in Xray for debs. Xray is unavailable.",
    ),
  },
  {
    product: "Artifactory, handling policy",
    status: 409,
    body: jfrog(
      409,
      "The repository 'libs-release' rejected the artifact 'a-1.0-SNAPSHOT.jar' due to its snapshot/release handling policy.",
    ),
  },
  {
    product: "Artifactory, patterns",
    status: 403,
    body: jfrog(
      403,
      "The repository 'npm-local' rejected the resolution of an artifact 'a/-/a-1.tgz' due to conflict with its include/exclude patterns.",
    ),
  },
  {
    product: "Artifactory, licence of the product",
    status: 402,
    body: jfrog(402, "Artifactory download blocked: your license has expired."),
  },
  {
    product: "Artifactory, permissions",
    status: 403,
    body: jfrog(
      403,
      "User ci-bot is not permitted to deploy 'policy-engine-1.0.jar' into 'libs/policy-engine'.",
    ),
  },
  {
    product: "Nexus, version policy",
    status: 404,
    body: "Repository version policy: RELEASE does not allow version: 1.0-SNAPSHOT",
    headers: TEXT,
  },
  {
    product: "Nexus, upstream blocked",
    status: 404,
    body: "Remote Auto Blocked until 2026-12-01T10:00:00Z",
    headers: TEXT,
  },
  {
    product: "Nexus, no update",
    status: 400,
    body: "Repository does not allow updating assets: npm-hosted",
    headers: TEXT,
  },
  {
    product: "Nexus, usage",
    status: 403,
    body: "PAYMENT REQUIRED: At current usage levels, this edition requires a paid license to cache new components.",
    headers: TEXT,
  },
  {
    product: "Nexus, licence agreement",
    status: 403,
    body: "You must accept the End User License Agreement (EULA) before proceeding.",
    headers: TEXT,
  },
  {
    product: "Harbor, immutable tag",
    status: 412,
    body: oci("PRECONDITION", "Failed to process request due to 'app:1.0' configured as immutable."),
  },
  {
    product: "Harbor, quota",
    status: 403,
    body: oci(
      "DENIED",
      "adding 512.0 MiB of storage resource, which when updated to current usage will exceed the configured upper limit",
    ),
  },
  {
    product: "Quay, namespace",
    status: 405,
    body: oci("DENIED", "Namespace acme has been disabled. Please contact a system administrator."),
  },
  {
    product: "AWS, identity",
    status: 403,
    body: json({
      message:
        "User: arn:aws:iam::1:user/ci is not authorized to perform: ecr:BatchGetImage because no identity-based policy allows the ecr:BatchGetImage action",
    }),
  },
  {
    product: "AWS, deny",
    status: 403,
    body: json({ message: "Access denied with an explicit deny in a service control policy" }),
  },
  {
    product: "Azure, network",
    status: 403,
    body: oci(
      "DENIED",
      "client with IP '192.0.2.7' is not allowed access. Refer https://aka.example/acr/firewall to grant access.",
    ),
  },
  {
    product: "Azure, conditional access",
    status: 403,
    body: json({
      error: "access_denied",
      error_description: "Access has been blocked by Conditional Access policies.",
    }),
  },
  {
    product: "Google, perimeter",
    status: 403,
    body: json({
      error: {
        code: 403,
        status: "PERMISSION_DENIED",
        message: "Request is prohibited by organization's policy. vpcServiceControlsUniqueIdentifier: a1b2",
      },
    }),
  },
  {
    product: "GitHub, single sign-on",
    status: 403,
    body: json({
      message:
        "Resource protected by organization SAML enforcement. You must grant your token access to this organization.",
    }),
  },
  {
    product: "GitHub, secondary limit",
    status: 403,
    body: json({
      message:
        "You have exceeded a secondary rate limit and have been temporarily blocked from content creation.",
    }),
  },
  {
    product: "Hugging Face, gate",
    status: 403,
    body: json({
      error:
        "Access to model acme/m is restricted and you are not in the authorized list. Accept the license to get access.",
    }),
  },
  {
    product: "npm, security key",
    status: 403,
    body: json({ error: "Two-factor authentication is required by the policy of this package." }),
  },
  {
    product: "npm, exists",
    status: 403,
    body: json({ error: "You cannot publish over the previously published versions: 1.0.0." }),
  },
  {
    product: "a token",
    status: 403,
    body: json({ message: "The token used has expired; see the token policy." }),
  },
  {
    product: "a name that is a policy word",
    status: 403,
    body: json({
      error: "You do not have permission to publish firewall. Are you logged in as the correct user?",
    }),
  },
  {
    product: "a missing package of such a name",
    status: 404,
    body: json({ error: "Package @acme/policy was not found; access to it may be blocked." }),
  },
  {
    product: "a retention policy",
    status: 404,
    body: json({ message: "Version 1.0 was removed by the retention policy." }),
  },
  {
    product: "an upload that is too large",
    status: 413,
    body: json({ message: "File rejected by upload policy: larger than 5 MB." }),
  },
  {
    product: "what was written to a model",
    status: 400,
    body: json({
      error: {
        code: "content_filter",
        message: "The response was filtered due to the prompt triggering the content management policy.",
      },
    }),
  },
  {
    product: "what was written to a model, by code",
    status: 400,
    body: json({
      error: {
        code: "content_policy_violation",
        message: "Your request was rejected as a result of our safety system.",
      },
    }),
  },
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
    product: "Elasticsearch",
    status: 403,
    body: json({ error: "ClusterBlockException[blocked by: [FORBIDDEN/12/index read-only (api)];]" }),
  },
  {
    product: "Squid, sign in",
    status: 407,
    body: page("ERROR", "Cache Access Denied."),
    headers: { ...HTML, "x-squid-error": "ERR_CACHE_ACCESS_DENIED 0" },
  },
  {
    product: "no vulnerability report",
    status: 404,
    body: oci("NOT_FOUND", "artifact has no vulnerability report"),
  },
  {
    product: "curation, permissions",
    status: 403,
    body: jfrog(403, "You do not have permission to manage curation policies."),
  },
  {
    product: "quarantine, permissions",
    status: 403,
    body: json({ detail: "Only administrators may release quarantined packages." }),
  },
];

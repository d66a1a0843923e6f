/** Refusals by policy, as registries and scanners send them. */
import { HTML, jfrog, json, type LabelledRefusal, oci, page, TEXT } from "./labelled-refusal.ts";

export const BLOCKED_BY_REGISTRY: readonly LabelledRefusal[] = [
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
];

/** Refusals of registries for other reasons than a policy, some in words that resemble one's. */
import { jfrog, json, type LabelledRefusal, oci, TEXT } from "./labelled-refusal.ts";

export const REFUSED_BY_REGISTRY: readonly LabelledRefusal[] = [
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

/** Refusals of clouds, public registries and model services for other reasons than a policy. */
import { json, type LabelledRefusal, oci } from "./labelled-refusal.ts";

export const REFUSED_BY_SERVICE: readonly LabelledRefusal[] = [
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
    product: "Elasticsearch",
    status: 403,
    body: json({ error: "ClusterBlockException[blocked by: [FORBIDDEN/12/index read-only (api)];]" }),
  },
];

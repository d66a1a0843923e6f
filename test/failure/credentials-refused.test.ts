import { describe, expect, test } from "vitest";
import { refusesCredentials } from "../../src/failure/credentials-refused.ts";
import { HEARD_NOTHING } from "../../src/failure/heard.ts";

function says(message: string, status = 403): boolean {
  return refusesCredentials(status, { ...HEARD_NOTHING, message });
}

describe("a refusal of the credentials", () => {
  test("is any 401, otherwise only a 403", () => {
    expect(refusesCredentials(401, null)).toBe(true);
    expect(says("Package is quarantined.", 401)).toBe(true);
    for (const status of [400, 402, 404, 407, 500]) expect(says("Token has expired.", status)).toBe(false);
  });

  test.each([
    "Bad credentials",
    "Invalid username or password.",
    "invalid authentication credentials",
    "missing or invalid authentication token",
    "No credentials were supplied",
    "Token of mirror has expired.",
    "The token for deploy@example.com has been revoked",
    "Your access token is not valid for this host",
    "API key not valid. Please pass a valid API key.",
    "The access token expired",
    "authentication required",
    "Authentication failed: the directory did not answer",
    "this token does not have the required permissions to perform this action",
    "Your token has not been granted the required scopes to execute this query.",
    "Resource not accessible by personal access token",
    "The request requires higher privileges than provided by the access token.",
    "The request signature we calculated does not match the signature you provided. Check your key: signature mismatch",
    "This account is locked until 2099-12-12. Reason: unpaid",
    "Your account has been suspended",
    "insufficient_scope",
    "you must be logged in",
    "User could not be authenticated with what it sent",
  ])("is a 403 that says so in words: %s", (message) => {
    expect(says(message)).toBe(true);
  });

  test.each([
    "unauthenticated",
    "UNAUTHORIZED",
    "ExpiredToken",
    "invalid_token",
    "insufficient_scope",
    "InvalidAccessKeyId",
    "SignatureDoesNotMatch",
    "authentication_error",
    "API_KEY_INVALID",
  ])("is a 403 that says so by its code or type: %s", (word) => {
    expect(refusesCredentials(403, { ...HEARD_NOTHING, code: word })).toBe(true);
    expect(refusesCredentials(403, { ...HEARD_NOTHING, type: word })).toBe(true);
  });
});

describe("a refusal of what was requested", () => {
  test.each([
    "Package left-pad is quarantined: it steals credentials",
    "Package jwt-token is blocked by policy 7",
    "'token' is not valid under the licence policy",
    "Blocked: @acme/token has been rejected by the licence review",
    "Malware: exfiltrates API keys and passwords, do not use",
    "Package protected: “core” – ask group acme.",
    "Artifact download request rejected: secret-token-1.0.jar was not downloaded due to the download blocking policy",
    "The licence of passport-auth is not accepted here",
    "You cannot publish over the previously published versions: 0.1.34.",
    "User ci is not allowed to upload to project requests",
    "Permission 'registry.get' denied on resource (or it may not exist).",
    "Access denied",
    "Forbidden",
    "You do not have permission to delete this gem. For protection of your account we encourage multi-factor authentication.",
    "Request blocked: country not allowed",
    "",
  ])("is not taken for one of credentials: %s", (message) => {
    expect(says(message)).toBe(false);
  });

  test.each([
    "DENIED",
    "AccessDenied",
    "PERMISSION_DENIED",
    "project_policy_violation",
    "RESOURCE_EXHAUSTED",
  ])("is not taken for one of credentials by the code %s", (code) => {
    expect(refusesCredentials(403, { ...HEARD_NOTHING, code, message: "No." })).toBe(false);
  });

  test("is a 403 without any words", () => {
    expect(refusesCredentials(403, null)).toBe(false);
    expect(refusesCredentials(403, HEARD_NOTHING)).toBe(false);
  });
});

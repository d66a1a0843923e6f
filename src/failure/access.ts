/**
 * Refusals by Cloudflare Access in front of an origin. Pure.
 *
 * Without a token that it accepts, Access redirects to its login page; with a policy of service tokens alone, or strict
 * service token authentication, it answers 401 or 403 (developers.cloudflare.com/cloudflare-one/access-controls/
 * service-credentials/service-tokens). Each answer names the application in headers of its own.
 */

/** The sentence that people read, without its full stop. */
export const TOKEN_REFUSED =
  "Cloudflare Access in front of the registry behind this gateway did not accept the gateway's service token; its operators have to renew it, or to allow it in the application's policy";

const LOGIN = /^https:\/\/[^/?#]+\/cdn-cgi\/access\/login\b/;

/** Whether this answer is a refusal by Access itself. */
export function isAccessRefusal({
  status,
  headers,
}: {
  readonly status: number;
  readonly headers: Headers;
}): boolean {
  if (status >= 300 && status <= 399) return LOGIN.test(headers.get("location") ?? "");
  if (status !== 401 && status !== 403) return false;
  return (
    headers.has("cf-access-domain") ||
    headers.has("cf-access-aud") ||
    /^cloudflare-access\b/i.test(headers.get("www-authenticate") ?? "")
  );
}

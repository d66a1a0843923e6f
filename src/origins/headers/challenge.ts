/**
 * The `error` and `error_description` of a Bearer challenge (RFC 6750 3), for a 401 or 403 without a body.
 */

const ERROR = parameter("error");
const DESCRIPTION = parameter("error_description");
/** All known challenges together are shorter. */
const CHALLENGE_MAX_CHARACTERS = 8_000;

export interface Challenge {
  readonly error: string | null;
  readonly description: string | null;
}

export function readChallenge(headers: Headers): Challenge {
  const challenge = headers.get("www-authenticate")?.slice(0, CHALLENGE_MAX_CHARACTERS) ?? "";
  return {
    error: parameterValue(ERROR.exec(challenge)),
    description: parameterValue(DESCRIPTION.exec(challenge)),
  };
}

/** A parameter as token or quoted string (RFC 9110 11.2). */
function parameter(name: string): RegExp {
  return new RegExp(`(?:^|[\\s,])${name}\\s?=\\s?(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s,"]+))`, "i");
}

function parameterValue(found: RegExpExecArray | null): string | null {
  if (found === null) return null;
  return found[1]?.replace(/\\(.)/g, "$1") ?? found[2] ?? null;
}

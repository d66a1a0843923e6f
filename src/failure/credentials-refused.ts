/**
 * Whether a refusal is about the credentials that came with the request, or about what was requested. A 401 always is;
 * a 403 only if its code or its words say so. If unclear, it is not: a policy's reason has to reach the user. Pure.
 */
import type { Heard } from "./heard.ts";
import { isCredentialsCode } from "./typed-code.ts";

export function refusesCredentials(status: number, heard: Heard | null): boolean {
  if (status === 401) return true;
  if (status !== 403 || heard === null) return false;
  return isCredentialsCode(heard) || WORDS.some((words) => words.test(heard.message ?? ""));
}

/** Names of what is sent as credentials, not as part of a package's name. */
const CREDENTIALS =
  "(?<![\\w'\"@/.:-])(?:tokens?|credentials?|api[ -]?keys?|access keys?|passwords?|pass ?phrases?|user ?names?|signatures?|(?:client )?certificates?|(?:service|your|this) accounts?|authentication|authorization header)(?![\\w'\"@/-])";

/** Each spans a few words at most, so that matching is linear in the text's length. */
const WORDS: readonly RegExp[] = [
  // "Bad credentials", "Invalid username or password", "missing or invalid authentication token"
  `\\b(?:invalid|expired|revoked|bad|wrong|incorrect|unknown|missing|malformed|no) (?:or \\w{1,20} )?(?:\\w{1,20} ){0,2}${CREDENTIALS}`,
  // "Token of mirror has expired", "The API key provided is not valid", "This account is locked until ..."
  `${CREDENTIALS} (?:(?:of|for|with) \\S{1,100} |provided |supplied |used |given )?(?:is|are|was|were|has|have) (?:been |not |no longer |not been )?(?:expired|invalid|revoked|valid|wrong|incorrect|malformed|disabled|deactivated|locked|suspended|rejected|required|missing|needed|recogni[sz]ed|accepted)\\b`,
  // "authentication required", "the access token expired", "API key not valid"
  `${CREDENTIALS} (?:expired|revoked|rejected|required|needed|failed|failure|mismatch|not valid|not found|does not match|do not match)\\b`,
  // "this token does not have the required permissions", "not accessible by personal access token"
  `${CREDENTIALS} (?:does not have|do not have|lacks?|has no|has not been granted|has insufficient)\\b`,
  `\\b(?:not accessible by|than provided by)(?: (?:the|your|this))?(?: \\w{1,20}){0,2} ${CREDENTIALS}`,
  "\\binsufficient[ _]scopes?\\b|\\b(?:must|need to) (?:be logged in|log in|sign in|authenticate)\\b|\\b(?:could not|cannot|can't|failed to) (?:be authenticated|authenticate)\\b",
].map((words) => new RegExp(words, "i"));

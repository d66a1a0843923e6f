/**
 * Whether an origin refused by policy: quarantine, curation, a firewall, a vulnerability gate, a licence, a web filter.
 * The user's permissions and credentials are fine then; what helps is another version or an exception. If unclear, it is
 * not a policy. Pure.
 */
import { POLICY_LABEL_MAX_CHARACTERS, POLICY_REASON_MAX_CHARACTERS } from "../limits.ts";
import { answerText } from "./answer-text.ts";
import type { OriginAnswer } from "./failure.ts";
import type { Heard } from "./heard.ts";

/** By definition about the caller, whatever the words: its credentials and its request rate. */
const OF_THE_CALLER: ReadonlySet<number> = new Set([401, 407, 429]);

/** Whether this refusal is a policy's: by a header, by its code, or in words. */
export function isBlockedByPolicy(
  { status, headers }: Pick<OriginAnswer, "status" | "headers">,
  heard: Heard | null,
): boolean {
  if (MARKS.some(([name, value]) => value.test(headers.get(name) ?? ""))) return true;
  if (heard === null || OF_THE_CALLER.has(status)) return false;
  return heard.saysBlocked || isPolicyCode(heard.code) || isPolicyCode(heard.type);
}

/** The texts of an answer that may be a policy's words: none, for most answers. */
export function wordsOfPolicy(answer: OriginAnswer, heard: Heard): readonly string[] {
  if (OF_THE_CALLER.has(answer.status)) return [];
  return [heard.message ?? "", answer.phrase, ...labelsOf(answer)]
    .map((text) => text.slice(0, POLICY_REASON_MAX_CHARACTERS))
    .filter((text) => STEMS.test(text));
}

/** Everything that `policy-words.ts` looks for contains one of these, and few other refusals do. */
const STEMS =
  /[^ -~]|poli[ctq]|quarant|curat|cuarent|firewall|malware|malicious|virus|infected|typosquat|vulnerab|\bcve-|licen[cs]|[ck]ategori|categor|block|(?:allow|white|deny)[- ]?list|bann?ed|approved|\bage\b|young|too (?:new|recent)|newer|cool-?down|cooling|days? old|published|access control|threat|trojan|backdoor|supply.chain|filter|prohibit|complian|guardrail|governance|security|xray|richtlinie|beleid|zasad/i;

/** Members that name the kind of refusal next to its reason: GitLab's `error`, RFC 9457's `title`. */
const LABELS = ["error", "title", "reason"];

function labelsOf(answer: OriginAnswer): string[] {
  const json = answerText(answer)?.json;
  if (typeof json !== "object" || json === null) return [];
  return Object.entries(json).flatMap(([name, value]) =>
    LABELS.includes(name) && typeof value === "string" ? [value.slice(0, POLICY_LABEL_MAX_CHARACTERS)] : [],
  );
}

/** Headers by which products mark what they block. */
const MARKS: readonly (readonly [name: string, value: RegExp])[] = [
  // gitlab-org/cli: internal/dependencyfirewall/proxy
  ["x-gitlab-dependency-firewall", /^blocked$/i],
  // docs.socket.dev: Socket Firewall, its block response
  ["x-socket-decision", /^block(?:ed)?$/i],
  // squid-cache/squid: src/err_type.h, "access denied by squid acl"; not ERR_CACHE_ACCESS_DENIED, which wants a sign-in
  ["x-squid-error", /^ERR_ACCESS_DENIED\b/],
];

/**
 * Words are compared as in `typed-code.ts`. Harbor's PROJECTPOLICYVIOLATION (goharbor/harbor: src/lib/errors/const.go),
 * `curation_blocked` (artifact-keeper), `QUARANTINED`, `PolicyViolation` and the like.
 */
const CODE =
  /quarantined|blockedby(?:policy|curation|firewall)|policy(?:violation|blocked|denied|rejected)|curation(?:blocked|denied|rejected|violation)|^(?:malware|malicious)|(?:package|version|artifact|component|image|dependency|vulnerability|malware)blocked$/;

/** Policies on what is written to a model or on an account's permissions don't count (OpenAI, Azure OpenAI, AWS). */
const OTHER_CODE = /content|responsible|usage|password|bucket|iam|key|retention|access/;

function isPolicyCode(word: string | null): boolean {
  const plain = word?.toLowerCase().replace(/[^a-z0-9]/g, "") ?? "";
  return CODE.test(plain) && !OTHER_CODE.test(plain);
}

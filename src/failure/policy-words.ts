/**
 * Whether a refusal's words are those of a policy. Products and their versions word it differently, so these are
 * families of words rather than sentences; each example below is the shape of one that a product sends. Pure, and linear
 * in the text's length. A module of its own in the bundle (wrangler.toml), loaded for the first refusal that
 * `policy.ts` suspects.
 */

/** Whether the words say that a policy blocks what was requested. */
export function saysBlocked(message: string): boolean {
  if (POLICY_ABROAD.test(message) && BLOCKED_ABROAD.test(message)) return true;
  const text = message.replace(QUOTED, "…").replace(OTHER_POLICIES, "…");
  return !OTHER_REASONS.test(text) && WORDS.some((words) => words.test(text));
}

/** Names of packages and policies, which may contain any words. */
const QUOTED =
  /"[^"]{1,200}"|“[^”]{1,200}”|«[^»]{1,200}»|`[^`]{1,200}`|(?<![\w])'[^']{1,200}'(?!\w)|\{[^}]{1,400}\}/g;

/** Other kinds of policies: on permissions, storage, publishing or what is written to a model. Also product licences. */
const OTHER_POLICIES = new RegExp(
  [
    String.raw`\b(?<!\b(?:internet|web|network|acceptable) )(?:bucket|key|iam|identity[- ]based|resource[- ]based|service control|session|endpoint|trust|permissions?|access|access control|authori[sz]ation|authentication|conditional access|role|rbac|password|credentials?|tokens?|sign[- ]?in|log[- ]?in|mfa|sso|saml|retention|clean-?up|expiration|lifecycle|version(?:ing)?|handling|checksums?|snapshots|anonymous|deploy(?:ment)?|release|snapshot|layout|redeploy(?:ment)?|overwrite|write|immutab\w+|push|merge|branch|tag|protection|naming|upload|storage|quota|rate[- ]limit(?:ing)?|throttling|cors|referrer|same[- ]origin|content[- ]security|content management|content|usage|use|privacy|refund|cookie|retry|replication) polic(?:y|ies)\b`,
    String.raw`\blicen[cs]es? (?:\S+ ){0,4}(?:expired|invalid|missing|keys?|server|limits?|seats?|required|exceeded|agreement|terms)\b`,
    String.raw`\b(?:accept|agree|expired|invalid|valid|paid|trial|enterprise|product|instance|subscription|no|your) (?:\S+ ){0,4}licen[cs]es?\b`,
    String.raw`\b(?:application|ip|network|storage|host) firewalls?\b`,
  ].join("|"),
  "gi",
);

/** If one of these is the reason, a policy mentioned along with it is not. */
const OTHER_REASONS = new RegExp(
  [
    // Permissions
    String.raw`\b(?:have|has|had|lacks?|lacking|insufficient|missing|without|no|needs?|requires?|required) (?:\S+ ){0,4}(?:permissions?|privileges?|access rights|scopes?|roles?)\b`,
    String.raw`\bnot authori[sz]ed to perform\b|\bonly (?:\S+ ){0,3}(?:owners?|maintainers?|admins?|administrators?|members?|users?)\b`,
    String.raw`\bprotected (?:\S+ )?(?:branch|tag|package|environment)|\bprotection rule|\bclient (?:with )?ip\b|\bip (?:address )?(?:\S+ ){0,4}(?:not allowed|blocked|allow ?list)`,
    // Credentials and accounts
    String.raw`\b(?:sign|log)(?:ed)?[- ]?in\b|\bre-?authenticate\b|\bsso\b|\bsaml\b|\bmfa\b|\b2fa\b|\btwo-factor\b|\b(?:your|the|this|user) account\b|\buser (?:is|was|has been) (?:blocked|banned)\b`,
    String.raw`\b(?:token|credentials?|password|api[ -]?key)s? (?:\S+ ){0,2}(?:expired|invalid|revoked|rejected|required)\b`,
    // Rate and quota
    String.raw`\btoo many requests\b|\bby (?:\S+ ){0,2}rate[- ]limit|\b(?:rate limit|quota|storage limit) (?:\S+ ){0,2}(?:exceeded|reached)\b|\bexceed(?:s|ed)? (?:\S+ ){0,3}(?:rate limit|quota|storage)\b`,
    // What already exists can't be replaced
    String.raw`\balready exists?\b|\boverwrit|\bre-?deploy|\bre-?publish|\bimmutable\b|\bdeprecated\b`,
    // The gate itself is out of order: JFrog's "Xray is unavailable", fail-closed services
    String.raw`\b(?:xray|\w*services?|\w*server|scanner|engine|backend|firewall|curation) (?:is|was|are) (?:currently |temporarily )?(?:unavailable|unreachable|not (?:available|enabled|reachable)|down)\b|\bservice unavailable\b|\b(?:could not|cannot|can't|failed to|unable to) (?:be )?(?:evaluate|load|fetch|reach|connect|read|find)|\bevaluation failed\b|\bnot found\b|\bvpcServiceControls`,
  ].join("|"),
  "i",
);

/** Not as part of a name such as `policy-engine`, `@acme/firewall` or `policy:1.0`. */
function word(words: string): string {
  return String.raw`(?<![\w@/.:-])(?:${words})(?![\w@/-]|:\w|\.\w)`;
}

const POLICY = word(
  "polic(?:y|ies)|guardrails?|governance|security (?:gates?|controls?)|(?:allow/deny|allow|deny|block|security|compliance|firewall|curation) rules?",
);
const GATE = word(
  "curation|firewall|blocklist|denylist|quarantine|web filter|url filter(?:ing)?|content filter(?:ing)?",
);
/** Found in a package. */
const DANGER = word(
  String.raw`vulnerabilit(?:y|ies)|vulnerable|malware|malicious(?! (?:link|url|content|request|activity|traffic|payload|behavio))|threat intelligence|infected|virus(?:es)?|antivirus|trojan|backdoor\w*|typo-?squat\w*|CVE-[\d-]+|supply[- ]chain (?:attack|risk)s?`,
);
const ITEM = word(
  "packages?|versions?|artifacts?|artefacts?|images?|components?|dependenc(?:y|ies)|modules?|crates?|gems?|librar(?:y|ies)|charts?|plugins?|extensions?|tarballs?|wheels?|layers?|manifests?|releases?|files?|downloads?|models?|assets?|items?|installs?|installation|licen[cs]es?",
);
const SITE = word("web ?pages?|web ?sites?|pages?|sites?|links?|urls?|domains?|destinations?|web ?content");
const BLOCKED = word(
  String.raw`block(?:ed|s|ing)?|den(?:y|ied|ies)|reject(?:ed|s)?|refused|prevented|prohibited|forbidden|disallowed|restricted|bann?ed|stopped|withheld|intercepted|held|suspended|filtered|removed|not (?:\w+ )?(?:allowed|permitted|downloaded|served|available|approved|compliant)|(?:cannot|can't|could not|may not|must not) be (?:\w+ )?(?:pulled|downloaded|installed|used|fetched|served|accessed|resolved|retrieved|published|delivered)`,
);
const BLOCKS = String.raw`(?:(?:has|have|currently|explicitly|does|do) ){0,2}(?:block(?:s|ed|ing)|den(?:ies|ied|y)|prevent(?:s|ed)|prohibit(?:s|ed)|forbids?|forbade|reject(?:s|ed)|disallow(?:s|ed)|restrict(?:s|ed)|refus(?:es|ed)|stop(?:s|ped)|not (?:allow|permit)|doesn't (?:allow|permit)|don't (?:allow|permit))\b`;
const BECAUSE = `(?:by|because(?: of)?|due to|owing to|per|under|according to|based on|in accordance with|pursuant to|in line with)`;
const PRODUCT =
  "curation|xray|sonatype|nexus firewall|iq server|repository firewall|socket(?: firewall)?|snyk|aikido|safe-chain|datadog|phylum|cloudsmith|veracode|endor|checkmarx|chainguard|bytesafe|proget|harness|mend|netskope|zscaler|forti\\w+|forcepoint|websense|umbrella|palo alto|blue ?coat|symantec|mcafee|skyhigh|trellix|sonicwall|sophos|barracuda|check point|iboss|squidguard|cloudflare gateway|smoothwall|lightspeed|menlo";

/** At most this many words in between. */
function apart(words: number): string {
  return String.raw`(?:\S+ ){0,${words}}`;
}

const WORDS: readonly RegExp[] = [
  // "Requested item is quarantined", "held in quarantine"
  String.raw`(?<!\b(?:not|longer|un) )${word("quarantined")}`,
  String.raw`\b(?:in|under|into|by) ${apart(1)}quarantine(?![\w@/-])`,
  // "Dependency Firewall policy violation", "policy_denied", "violates the policy", "policies violated"
  String.raw`\bpolicy[-_ :]{1,2}(?:violations?|violated|denied|blocked)\b|\bpolic(?:y|ies) (?:was |were |is |are |has been )?violat`,
  String.raw`\bviolat(?:es?|ed|ing|ions?(?: of)?) ${apart(8)}(?:${POLICY}|internet usage)`,
  String.raw`\b(?:fail(?:s|ed|ing)? (?!to )|non-?compliant with |not compliant with |not comply with |not (?:meet|satisfy|conform to) |doesn't (?:meet|satisfy|comply with) |(?:is|are|was|goes) (?:against|contrary to) |breach(?:es|ed)? )${apart(6)}${POLICY}`,
  // "cannot be pulled due to configured policy", "download was blocked by ... Curation", "blocked - see policy 7"
  `${BLOCKED}[,:]? ${apart(12)}${BECAUSE} ${apart(8)}(?:${POLICY}|${GATE})`,
  String.raw`\bblock(?:ed|s)?\b[^a-z]{1,4}${apart(12)}(?:${POLICY}|(?:vulnerability|security|malware|licen[cs]e) (?:scan|check|review))|\b(?:prevented|rejected|refused|prohibited|denied)[^a-z ][^a-z]{0,3}${apart(3)}${POLICY}|\b(?:blocking|deny|curation) ${POLICY}`,
  String.raw`\b(?:for|due to) (?:policy|compliance|licen[cs]ing|licen[cs]e) reasons\b`,
  // "Security policy prohibits this licence", "The dependency firewall has blocked ..."
  String.raw`(?:${POLICY}|${GATE}) ${apart(6)}(?<!\b(?:is|are|was|were|be|been) )${BLOCKS}|(?:${POLICY}|${GATE}): ${apart(8)}${BLOCKED}`,
  // "Artifact has vulnerabilities", "identified as malware", "infected with the virus"
  `${ITEM},? ${apart(6)}(?:has|have|contains?|is|are|was|were|been|with|as) (?!no |not )${apart(6)}${DANGER}`,
  String.raw`(?<!\b(?:no|0) )${DANGER} ${apart(4)}(?:detected|found|identified|blocked)\b|\b(?:found|detected|contains|has) (?!no )${apart(4)}${DANGER} ${apart(2)}in ${apart(3)}${ITEM}`,
  String.raw`${BLOCKED}[:;.,] ${apart(8)}\(?${DANGER}|${BLOCKED} ${apart(12)}(?:${BECAUSE}|as|for|contains?|containing|with|:) ${apart(8)}${DANGER}|${DANGER} ${ITEM}`,
  // "License GPL-3.0 is not allowed", "blocked because of its licence"
  String.raw`${BLOCKED} ${apart(10)}${BECAUSE} ${apart(6)}licen[cs]es?\b|\blicen[cs]es? ${apart(5)}(?:is|are|was|were) ${apart(1)}${BLOCKED}|\b(?:prohibited|banned|unapproved|disallowed|restricted|forbidden|non-compliant) ${apart(1)}licen[cs]es?\b`,
  // "This package version is part of a banned list", "not on the approved list", "has been banned"
  String.raw`(?:${ITEM}|${SITE}) ${apart(8)}(?:on|in|part of) ${apart(4)}(?:allow|white|approved|permitted|block|deny|ban|black|banned|denied|blocked)(?:ed)?[- ]?list\b|${ITEM} ${apart(8)}list of (?:approved|allowed|permitted|blocked|banned|prohibited)\b`,
  String.raw`${ITEM} ${apart(6)}(?:is|are|was|were|been|has) ${apart(2)}(?:block-?listed|deny-?listed|black-?listed|banned|unapproved|not (?:yet )?(?:been )?approved|not curated)\b|\bbann?ed list\b`,
  String.raw`\b(?:awaiting|pending|waiting for|requires) ${apart(3)}(?:curation|security|licen[cs]e) ${apart(1)}(?:approval|review|scan)|\bfail(?:s|ed) ${apart(2)}(?:xray|security|vulnerability|malware|licen[cs]e|compliance) ${apart(1)}(?:scan|check|assessment|gate)\b`,
  `${BLOCKED} ${apart(3)}(?:until|pending) ${apart(6)}(?:scan|analy|review|approv|assess)`,
  // "blocked by safe-chain direct download minimum package age", "too new", "cooldown period"
  String.raw`\bminimum (?:\w+ ){0,2}age\b|${ITEM} ${apart(8)}(?:too (?:new|young|recent(?:ly)?)|younger than|newer than)\b|${ITEM} ${apart(8)}(?:published|released) (?:\S+ ){0,2}(?:less than|within|only)\b|\bcool-?(?:down|ing[- ]off) (?:period|window|time)\b|${ITEM} ${apart(6)}at least \w+ (?:hours?|days?|weeks?) old\b`,
  String.raw`\b(?:block\w*|intercepted|prevented|stopped) ${apart(3)}by ${apart(3)}(?:${PRODUCT})\b|\b(?:${PRODUCT})\b\W{1,3}${apart(4)}(?:blocked|prevented|quarantined|stopped|intercepted)\b`,
  // "The page you have requested has been blocked, because the URL is banned", "Access to this site is blocked"
  String.raw`(?:${SITE}) ${apart(8)}(?:is|are|has been|have been|was|been) ${apart(2)}(?:blocked|banned|filtered|restricted|prohibited)\b|^(?:web ?)?(?:page|site|url|website|application) blocked|\bblocked ${SITE}|\b(?:department|team|organi[sz]ation|company|administrators?|employer|school) (?:has |have )?(?:blocked|banned|restricted|denied) (?:access|this|the)\b`,
  String.raw`${BLOCKED}[^]{0,200}(?:content categori[sz]ation|url categor\w+|web categor\w+)|\b(?:category|categories|categori[sz]ed)\b ${apart(8)}(?:filtered|blocked|prohibited|not ${apart(3)}allowed)|\b(?:forbidden|blocked|prohibited|restricted) categor(?:y|ies)\b|\bnot allowed to (?:browse|visit|access) ${apart(4)}categor`,
  String.raw`${BLOCKED}[^]{0,200}\b(?:internet|company|corporate|web) ${apart(2)}polic(?:y|ies)\b`,
  // Squid: ERR_ACCESS_DENIED
  String.raw`\baccess control configuration prevents your request\b`,
].map((words) => new RegExp(words, "i"));

/** The other languages that servers and filters are shipped in. */
const POLICY_ABROAD =
  /(?<!(?:passwort|kennwort|zugriffs|aufbewahrungs)-?)richtlinie|politiques? |\bpol[ií]tica|policy|beleid|polityk|zasad|политик|ポリシー|策略|政策|정책|quarant|cuarentena|karant[eé]n|карантин|kategori|cat[ée]gori|categor|категори|カテゴリ|类别|分類|범주|隔离|隔離|検疫|격리|curation/i;
const BLOCKED_ABROAD =
  /gesperrt|blockiert|untersagt|verboten|nicht (?:zugelassen|erlaubt|gestattet)|quarantäne|bloqu[ée]|interdit|refusée?(?![a-z])|quarantaine|bloquead|prohibid|denegad|negad[oa]\b|cuarentena|quarentena|bloccat|vietat|quarantena|geblokkeerd|geweigerd|zablokowan|kwarantann|заблокир|запрещ|карантин|ブロック|拒否|禁止|阻止|拦截|攔截|封锁|隔离|隔離|検疫|차단|거부|격리/i;

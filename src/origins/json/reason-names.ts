/**
 * Names under which unknown origins put their words, in any spelling: `err_msg`, `FaultString`,
 * `user-message`, `hydra:description`. Pure.
 */

/** The name in lower case without punctuation and namespace: `hydra:`, `odata.`, JSON-LD's `@`. */
export function plainName(name: string): string {
  return name
    .slice(Math.max(name.lastIndexOf(":"), name.lastIndexOf(".")) + 1)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
}

/** Names that mean words for people anywhere in a document, best first. */
const ANYWHERE = [
  /^(?:end)?(?:user|display|friendly|localized)(?:message|msg)$/,
  /^(?:(?:err(?:or)?|fault|status|exception|inner)?(?:message|msg)|faultstring)$/,
  /(?:message|msg)s?$/,
  /^(?:err(?:or)?|fault|problem|status)(?:summary|details?|description|desc|text|string|info)$/,
  /reasons?$/,
  /^(?:diagnostics|moreinformation|raw)$/,
] as const;

/** Names that mean words at the root and in objects about the error; elsewhere they describe something else. */
const ABOUT_THE_ERROR = [
  /^(?:summary|details?|description|desc|explanation|cause|inner|hint)$/,
  /^(?:original|inner|root|upstream)?(?:errors?|err|fault|failure|problem)$/,
  // These may contain data, too: only a sentence counts.
  /^(?:text|info|value|data)$/,
  /^title$/,
] as const;

/** Members whose value may be a document: a gateway's record of the answer it got. */
const DOCUMENTS = /^(?:body|response|responsebody|content|data)$/;

/** Messages to or from someone other than the user. */
const OTHER_MESSAGES = /^(?:commit|chat|log|welcome|last|previous|prompt|input|request|push|merge|tag)/;

/** From this rank on a value may be anything, so a single word is not taken for the error's. */
export const ANY_VALUE = ANYWHERE.length + ABOUT_THE_ERROR.length - 2;
/** The rank of a title, which is too general if there is anything else. */
export const TITLE = ANY_VALUE + 1;

/** How good a name is for words, 0 the best; null if it does not mean words. */
export function rankOf(name: string, mayBeGeneral: boolean, isDocument: boolean): number | null {
  const anywhere = ANYWHERE.findIndex((names) => names.test(name));
  if (anywhere !== -1) return OTHER_MESSAGES.test(name) ? null : anywhere;
  const general = mayBeGeneral ? ABOUT_THE_ERROR.findIndex((names) => names.test(name)) : -1;
  if (general !== -1) return ANYWHERE.length + general;
  return isDocument && DOCUMENTS.test(name) ? TITLE + 1 : null;
}

/** Names of objects in which everything is about an error. */
export function isAboutError(name: string): boolean {
  return /error|^err|(?<!de)fault|fail|exception|problem|cause|inner|issue|reason|message|violation|denied|forbidden|reject|notfound/.test(
    name,
  );
}

/** Never searched: the request, things with descriptions of their own, and internals. */
const OTHER_THINGS: ReadonlySet<string> = new Set(
  (
    "request req input inputs echo query param params parameter parameters arg args argument arguments header headers config " +
    "options settings user users author authors maintainer maintainers owner package packages dependencies version versions dist " +
    "repository repo license commit commits link links env environment schema example examples tool tools model models usage choices " +
    "trace traces stack stacktrace backtrace debug debuginfo debugmessage"
  ).split(" "),
);

export function isOtherThing(name: string): boolean {
  return OTHER_THINGS.has(name);
}

/**
 * The problem document (RFC 9457) as Maven's resolver and Gradle read it. Resolver 1.9 prints all of it,
 * `RFC9457Payload {type=T, status=S, title='A, detail='B, instance=I}`, instead of status and phrase, and `null` for
 * each missing member; gson throws on a member of another type and on a URI with an illegal character.
 * Read in apache/maven-resolver: RFC9457Parser, RFC9457Payload (1.9.24 to 1.9.27, 2.0.2 to 2.0.22).
 */
import type { Failure } from "../../failure/failure.ts";
import { statusPhrase } from "../../failure/status-phrase.ts";
import { jsonObjectOf, saysReason } from "../shared/origin-words.ts";
import { helpMember, sentence } from "../shared/speech.ts";

/** What java.net.URI.create accepts as an absolute http(s) URI: RFC 2396, without user information. */
const JAVA_URI =
  /^https?:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?(?:\/(?:[\w.~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*)?(?:\?(?:[\w.~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?(?:#(?:[\w.~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?$/;

/** The failure as a problem document: all members that the resolver prints, none of them null; it ignores others. */
export function problemOf(failure: Failure): Readonly<Record<string, string | number>> {
  const documentation = failure.heard?.documentation ?? null;
  return {
    type: documentation !== null && JAVA_URI.test(documentation) ? documentation : "about:blank",
    status: failure.status,
    title: statusPhrase(failure.status),
    detail: sentence(failure, { spaceAfterUrl: true }),
    ...helpMember(failure),
  };
}

/** True if the resolver reads the origin's own document and it has the status, a title and the reason. */
export function isReadableProblem(failure: Failure): boolean {
  const problem = jsonObjectOf(failure);
  if (problem === null || problem.status !== failure.status) return false;
  const { type, title, detail, instance } = problem;
  if (!isNonBlank(title) || !isNonBlank(detail)) return false;
  return saysReason(failure, detail) && isUri(type) && isUri(instance);
}

function isNonBlank(member: unknown): member is string {
  return typeof member === "string" && member.trim() !== "";
}

function isUri(member: unknown): boolean {
  if (member === undefined || member === null || member === "about:blank") return true;
  return typeof member === "string" && (JAVA_URI.test(member) || /^\/[\w.~/-]*$/.test(member));
}

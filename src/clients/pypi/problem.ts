/**
 * The problem document (RFC 9457) as the clients of Python packages read it: uv from 0.9.4 on, conda
 * from 25.9 on, and PEP 847, a draft that makes it the form of the index. Pure.
 * uv (crates/uv-client/src/error.rs) compares the complete Content-Type, and drops a document with one member of a wrong
 * type: `type` must not be null, `status` fits 16 bits. It prints `title` and `detail` joined by a comma.
 */
import type { Failure } from "../../failure/failure.ts";
import { statusPhrase } from "../../failure/status-phrase.ts";
import { isOwnWord, jsonObjectOf } from "../shared/origin-words.ts";
import { hasWords, helpMember, originMediaType, PROBLEM_JSON, sentence } from "../shared/speech.ts";

/** The failure as a problem document, with `detail` if there is a reason or help. */
export function problemOf(failure: Failure): Readonly<Record<string, string | number>> {
  return {
    type: failure.heard?.documentation ?? "about:blank",
    status: failure.status,
    title: statusPhrase(failure.status),
    ...(hasWords(failure) ? { detail: sentence(failure) } : {}),
    ...helpMember(failure),
  };
}

/** The origin's own problem document if uv reads it and it says the reason once; else null. */
export function ownProblem(failure: Failure): Readonly<Record<string, unknown>> | null {
  if (originMediaType(failure) !== PROBLEM_JSON) return null;
  const problem = jsonObjectOf(failure);
  if (problem === null || !isTyped(problem)) return null;
  if ((problem.status ?? failure.status) !== failure.status) return null;
  const { title, detail } = problem;
  if (!isOwnWord(detail ?? title, failure)) return null;
  const saysTwice = detail && failure.reason !== null && String(title).includes(failure.reason);
  return saysTwice ? null : problem;
}

function isTyped(problem: Readonly<Record<string, unknown>>): boolean {
  const { type, title, detail, instance } = problem;
  return typeof (type ?? "") === "string" && type !== null && [title, detail, instance].every(isTextOrAbsent);
}

function isTextOrAbsent(value: unknown): boolean {
  return value === undefined || value === null || typeof value === "string";
}

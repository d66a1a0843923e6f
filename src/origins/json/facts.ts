/**
 * What error objects of many shapes carry beside their texts, under many names: code, request id, documentation,
 * seconds to wait.
 */
import type { Said } from "../said.ts";
import { type Members, objectOf, stringOf } from "./members.ts";

const CODE_NAMES = ["code", "errorcode", "errortype", "typekey", "errcode", "type"] as const;
const REQUEST_ID_NAMES = ["requestid", "traceid", "rayid"] as const;
const DOCUMENTATION_NAMES = ["documentationurl", "erroruri", "docurl", "helpurl", "type"] as const;

/** The facts of one object; a name that is missing here is missing there. */
export function factsOf(members: Members): Omit<Said, "choices" | "lead"> {
  return {
    code: codeOf(members),
    type: stringOf(members, "type"),
    requestId: firstString(members, REQUEST_ID_NAMES),
    documentation: firstLink(members) ?? stringOf(objectOf(members, "links"), "about"),
    retryAfterSeconds: secondsOf(members.get("retryafter")),
  };
}

/** The machine's word for the error, where the object has one that is not the status again. */
export function codeOf(members: Members): string | null {
  for (const name of CODE_NAMES) {
    const code = asCode(members.get(name));
    if (code !== null) return code;
  }
  return null;
}

/**
 * A value as a code. Not codes: numbers up to 599 (statuses, gRPC's 0 to 16), Pyramid's "400 reason", links
 * (RFC 9457 `type`) and sentences.
 */
export function asCode(value: unknown): string | null {
  if (typeof value === "number") return Number.isInteger(value) && value > 599 ? String(value) : null;
  if (typeof value !== "string") return null;
  const code = value.trim();
  if (code === "" || code.length > 100 || /^\d{1,3}\b|^(?:about:|urn:|error$)|:\/\//i.test(code)) return null;
  // Quay's "METHOD NOT ALLOWED" is a code, a sentence is none.
  return /\s/.test(code) && code !== code.toUpperCase() ? null : code;
}

/** `error` as RFC 6749 uses it: one word of a program, `invalid_token`. */
export function asOauthCode(value: unknown): string | null {
  return typeof value === "string" && /^[A-Za-z]{1,40}(?:[_.-][A-Za-z]{1,40}){1,6}$/.test(value)
    ? value
    : null;
}

/** Seconds as a number, or as text: `30`, `"30"`, Google's `"30s"`. */
export function secondsOf(value: unknown): number | null {
  if (typeof value === "number") return value;
  const found = typeof value === "string" ? /^(\d{1,9}(?:\.\d{1,9})?)s?$/.exec(value.trim()) : null;
  return found === null ? null : Number(found[1]);
}

function firstString(members: Members, names: readonly string[]): string | null {
  for (const name of names) {
    const value = stringOf(members, name);
    if (value !== null) return value;
  }
  return null;
}

function firstLink(members: Members): string | null {
  for (const name of DOCUMENTATION_NAMES) {
    const value = stringOf(members, name);
    if (value !== null && /^https?:\/\//i.test(value)) return value;
  }
  return null;
}

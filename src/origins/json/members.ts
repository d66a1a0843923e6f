/**
 * The members of JSON objects, whose names origins spell in any case.
 */
import { JSON_MEMBERS_MAX } from "../../limits.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

/** An object's members by name, in lower case and without `_` and `-`: `errorcode`, `requestid`. */
export type Members = ReadonlyMap<string, unknown>;

/** A JSON object as the shapes read it, its members listed once for all of them. */
export interface JsonDocument {
  readonly object: JsonObject;
  readonly members: Members;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The first `JSON_MEMBERS_MAX` members; of two that differ only in case the first counts, nulls never. */
export function membersOf(object: JsonObject): Members {
  const members = new Map<string, unknown>();
  let count = 0;
  for (const key in object) {
    if (++count > JSON_MEMBERS_MAX) break;
    const name = key.toLowerCase().replace(/[_-]/g, "");
    const value = object[key];
    if (value !== null && !members.has(name)) members.set(name, value);
  }
  return members;
}

/** The member as a string that is not blank; null otherwise. */
export function stringOf(members: Members, name: string): string | null {
  const value = members.get(name);
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

/** The members of an object that is itself a member; empty if it is not an object. */
export function objectOf(members: Members, name: string): Members {
  const value = members.get(name);
  return isObject(value) ? membersOf(value) : NO_MEMBERS;
}

const NO_MEMBERS: Members = new Map();

/**
 * Texts for people in JSON values of any type: strings, lists, objects that contain a message, maps of field errors.
 * Numbers, booleans and nulls are not texts. Bounded in depth and number.
 */
import { JSON_DEPTH_MAX, REASONS_MAX } from "../../limits.ts";
import { isObject, type JsonObject, type Members, membersOf } from "./members.ts";

/** Members that contain the reason, best first. */
const REASON_NAMES = [
  "message",
  "msg",
  "detail",
  "errordescription",
  "description",
  "reason",
  "errormessage",
  "error",
  "title",
  "text",
] as const;

/** Members about the error; if they are a list or a map, they are fields of the request (GitLab's `path: [...]`). */
const ABOUT_THE_ERROR: ReadonlySet<string> = new Set([
  "code",
  "errorcode",
  "type",
  "errortype",
  "status",
  "statuscode",
  "id",
  "requestid",
  "traceid",
  "timestamp",
  "path",
  "instance",
  "param",
]);

/** Never shown: they contain stack traces and internals. */
const FOR_DEVELOPERS: ReadonlySet<string> = new Set([
  "trace",
  "traces",
  "stack",
  "stacktrace",
  "backtrace",
  "exception",
  "debug",
]);

/** Keys that stand for the request as a whole: Django, Rails, Laravel. */
const WHOLE_REQUEST: ReadonlySet<string> = new Set([
  "",
  "*",
  "nonfielderrors",
  "all",
  "base",
  "error",
  "errors",
  "message",
  "messages",
  "detail",
  "details",
  "general",
  "global",
]);

/** Every text in `value`, in order, at most `REASONS_MAX`; field errors as `field: text, text`. */
export function textsOf(value: unknown, depth = 0): string[] {
  if (typeof value === "string") return [value];
  if (depth >= JSON_DEPTH_MAX) return [];
  if (isObject(value)) return textsOfObject(value, depth);
  if (!Array.isArray(value)) return [];
  const texts: string[] = [];
  for (const item of value.slice(0, REASONS_MAX)) texts.push(...textsOf(item, depth + 1));
  return texts.slice(0, REASONS_MAX);
}

function textsOfObject(object: JsonObject, depth: number): string[] {
  const members = membersOf(object);
  const own = ownTexts(members, depth);
  if (own.length === 0) return fieldTexts(object, depth);
  const field = fieldOfLocation(members.get("loc"));
  return field === null ? own : [`${field}: ${own.join(", ")}`];
}

/** What an object itself says, by names that contain a reason or look made for one; OData's `{"lang", "value"}`. */
export function ownTexts(members: Members, depth = 0): string[] {
  const own = textsOfMembers(members, REASON_NAMES, depth);
  if (own.length > 0) return own;
  for (const [name, value] of members) {
    if (typeof value === "string" && value.trim() !== "" && FOR_PEOPLE.test(name)) return [value];
  }
  return members.has("lang") || members.has("language") ? textsOf(members.get("value"), depth + 1) : [];
}

/** Names beyond the known ones that still mean a message: `errorSummary`, `default_message`, `err_msg`, `faultstring`. */
const FOR_PEOPLE = /(?:message|msg|summary|faultstring)$/;

/** FastAPI says where: `"loc": ["body", "name"]`. */
function fieldOfLocation(location: unknown): string | null {
  const last: unknown = Array.isArray(location) ? location.at(-1) : null;
  return typeof last === "string" ? last.slice(0, FIELD_MAX_CHARACTERS) : null;
}

/** The texts of the first of `names` that has any. */
export function textsOfMembers(members: Members, names: readonly string[], depth = 0): string[] {
  for (const name of names) {
    const texts = textsOf(members.get(name), depth + 1).filter((text) => text.trim() !== "");
    if (texts.length > 0) return texts;
  }
  return [];
}

/** A map of field errors, each value a text, a list of texts or a map again. */
export function fieldTexts(fields: JsonObject, depth = 0): string[] {
  const texts: string[] = [];
  for (const field in fields) {
    if (texts.length >= REASONS_MAX) break;
    const name = field.toLowerCase().replace(/[_-]/g, "");
    const value = fields[field];
    if (FOR_DEVELOPERS.has(name) || (ABOUT_THE_ERROR.has(name) && typeof value !== "object")) continue;
    const said = textsOf(value, depth + 1);
    if (said.length === 0) continue;
    const isWholeRequest = WHOLE_REQUEST.has(name) || /^\d+$/.test(name);
    texts.push(
      isWholeRequest ? said.join(", ") : `${field.slice(0, FIELD_MAX_CHARACTERS)}: ${said.join(", ")}`,
    );
  }
  return texts;
}

const FIELD_MAX_CHARACTERS = 100;

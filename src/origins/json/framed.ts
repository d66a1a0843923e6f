/**
 * JSON wrapped in something else: an event stream that is an error's entire body, one document per line, a JSONP call,
 * and the prefixes that keep JSON from being run as a script. Never throws; linear.
 */
import { parseJson } from "../../text/json.ts";
import { isObject, membersOf } from "./members.ts";
import { ownTexts } from "./texts.ts";

/** Gerrit's and Angular's `)]}'`, endless loops, `throw 1; < don't be evil >`, `{}&&`. */
const GUARD =
  /^(?:\)\]\}'?,?|while ?\(1\);|for ?\(;;\);|throw 1;[^{[]{0,40}|\{\} ?&&|&&&START&&&)\s{0,20}(?=[{[])/;

/** `callback(`, also `/**\/typeof callback === 'function' && callback(` as Express writes it. */
const CALL =
  /^(?:\/\*.{0,20}?\*\/)?\s{0,4}(?:typeof [\w$.]{1,80} ?={2,3} ?["']function["'] ?&& ?)?[\w$.]{1,80}\(\s{0,20}(?=[{[])/;

const EVENT_STREAM = /^(?:event|data|id|retry)?:/;

/** The document in `text` with the error; undefined if there is none. Event data that is not JSON becomes a string. */
export function framedJson(text: string, isEventStream: boolean): unknown {
  if (EVENT_STREAM.test(text)) return ofEvents(text, isEventStream);
  if (text.startsWith("{") && !text.startsWith("{}")) return ofLines(text);
  const frame = GUARD.exec(text) ?? CALL.exec(text);
  if (frame === null) return undefined;
  return parseJson(text.slice(frame[0].length).replace(/\);?\s{0,20}$/, ""));
}

/** One JSON object per line, as Docker's engine and bulk APIs write them. */
function ofLines(text: string): unknown {
  const lines = text.split("\n", LINES_MAX);
  if (lines.length < 2) return undefined;
  const first = parseJson(lines[0] ?? "");
  return isObject(first) ? withError([first, ...lines.slice(1).map(parseJson)]) : undefined;
}

const LINES_MAX = 1_000;

/** WHATWG HTML 9.2.6, without what only a client needs. */
function ofEvents(text: string, isEventStream: boolean): unknown {
  const values: unknown[] = [];
  for (const event of text.split(/(?:\r\n){2}|\n{2}|\r{2}/, LINES_MAX)) {
    const lines = event.split(/\r\n|\n|\r/);
    const data = lines.flatMap((line) => /^data: ?(.*)$/.exec(line)?.[1] ?? []).join("\n");
    const isError = lines.some((line) => /^event: ?error\s*$/.test(line));
    const value = parseJson(data) ?? (isError || isEventStream ? data : undefined);
    if (value === undefined || value === "") continue;
    if (isError) return value;
    values.push(value);
  }
  return withError(values);
}

/** Of several documents the first that reports an error; else the first with words. */
function withError(values: readonly unknown[]): unknown {
  return values.find(reportsError) ?? values.find(hasWords) ?? values[0];
}

function reportsError(value: unknown): boolean {
  if (!isObject(value)) return false;
  const members = membersOf(value);
  if (members.get("type") === "error") return true;
  return ["error", "errors", "errordetail", "fault"].some((name) => {
    const error = members.get(name);
    return typeof error === "string" || (typeof error === "object" && Object.keys(error ?? {}).length > 0);
  });
}

function hasWords(value: unknown): boolean {
  return isObject(value) && ownTexts(membersOf(value)).length > 0;
}

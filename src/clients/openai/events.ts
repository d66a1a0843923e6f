/**
 * OpenAI's event streams: chat and legacy completions (unnamed events, `data: [DONE]`), responses, images, speech and
 * transcripts (each event named by its `type`).
 * The SDKs raise any event with a truthy `error` in its data; Node also raises every event named `error`, and
 * Python passes on a flat `{"type":"error","code","message"}` as an ordinary event. So Outspoken sends
 * `event: error` with an `error` object. Both parse the data of every event first, whatever its name.
 * Read in openai/openai-python: src/openai/_streaming.py (3.52.0); openai/openai-node: src/core/streaming.ts (7.55.0);
 * the codes: src/resources/responses/responses.ts, ResponseError.
 * Limits: a stream that ends early raises nothing in either SDK, so the gateway watches for its end.
 */
import type { Failure } from "../../failure/failure.ts";
import { parseJson } from "../../text/json.ts";
import type {
  EventStream,
  StreamEvent,
  StreamedError,
  StreamStage,
  UnfinishedEvent,
} from "../shared/client.ts";
import { isRecord } from "../shared/origin-words.ts";
import { openaiError } from "./error.ts";
import { statusOfError } from "./statuses.ts";
import { endOfObject } from "./unfinished.ts";

export const openaiEvents: EventStream = { errorIn, stageAt, say };

const DONE = "[DONE]";

/** Most events have none of these; quotes inside a string are escaped, so a match is a member. */
const MAY_BE_AN_ERROR = /"error"\s*:\s*[^\sn]|"type"\s*:\s*"error"/;

function errorIn(event: StreamEvent): StreamedError | null {
  if (event.name !== "error" && !MAY_BE_AN_ERROR.test(event.data)) return null;
  const error = errorOf(event);
  if (error === null) return null;
  return { status: statusOfError(error), body: JSON.stringify({ error }) };
}

function errorOf(event: StreamEvent): unknown {
  const data = parseJson(event.data);
  if (!isRecord(data)) return event.name === "error" ? { message: event.data } : null;
  if (data.error) return data.error;
  if (event.name === "error" || data.type === "error") return data;
  // The API's own report of a failed response; no SDK raises it.
  return data.type === "response.failed" && isRecord(data.response) ? (data.response.error ?? null) : null;
}

const TYPE = /^\s*\{\s*"type"\s*:\s*"([\w.]{1,80})"/;
const ENDED = /^response\.(?:completed|failed|incomplete|cancelled)$/;
const COMPLETE =
  /^(?:image_generation\.completed|image_edit\.completed|speech\.audio\.done|transcript\.text\.done)$/;
const BEGUN = /^(?:response|image_generation|image_edit|speech\.audio|transcript\.text)\./;
const CHUNK = /"object"\s*:\s*"(?:chat\.completion\.chunk|text_completion)"/;

function stageAt({ name, data }: StreamEvent): StreamStage | null {
  if (data.startsWith(DONE)) return "ended";
  const type = name === "" ? (TYPE.exec(data)?.[1] ?? "") : name;
  if (ENDED.test(type)) return "ended";
  if (COMPLETE.test(type)) return "complete";
  if (BEGUN.test(type)) return "begun";
  // The last chunk may contain nothing but the usage.
  if (!CHUNK.test(data) || /"choices"\s*:\s*\[\s*\]/.test(data)) return null;
  return /"finish_reason"\s*:\s*"[^"]/.test(data) ? "complete" : "begun";
}

function say(failure: Failure, { data, line }: UnfinishedEvent): string {
  const error = JSON.stringify(openaiError(failure));
  const own = `event: error\ndata: {"type":"error","error":${error}}\n\n`;
  const lineEnd = line === "none" ? "" : "\n";
  if (data === "") return lineEnd + own;
  const start = line === "data" ? "" : `${lineEnd}data: `;
  // Only part of `[DONE]` is missing: nothing was lost.
  if (data !== null && DONE.startsWith(data)) return `${start}${DONE.slice(data.length)}\n\n`;
  const rest = data === null ? null : endOfObject(data, "error", error);
  // Complete, or beyond repair: left as it is.
  if (rest === null) return `${lineEnd}\n${own}`;
  return `${start}${rest}\nevent: error\n\n`;
}

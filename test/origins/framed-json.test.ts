/** JSON wrapped in something else: events, several documents, calls, prefixes. */
import { describe } from "vitest";
import { table } from "./table.ts";

const EVENTS = { headers: { "content-type": "text/event-stream; charset=utf-8" } };

describe("a body of events", () => {
  table([
    [
      "Anthropic",
      529,
      'event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"Too busy now"}}\n\n',
      { message: "Too busy now", code: "overloaded_error" },
      EVENTS,
    ],
    [
      "one word, which is no standard phrase",
      529,
      'event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}\n\n',
      { message: "Overloaded", code: "overloaded_error" },
      EVENTS,
    ],
    [
      "after other events",
      500,
      'event: message_start\ndata: {"type":"message_start"}\n\nevent: error\ndata: {"error":{"message":"The line broke"}}\n\n',
      { message: "The line broke" },
      EVENTS,
    ],
    [
      "data without an event name, then the end marker",
      429,
      'data: {"error":{"message":"Slow down please","code":"rate"}}\r\n\r\ndata: [DONE]\r\n\r\n',
      { message: "Slow down please", code: "rate" },
      EVENTS,
    ],
    [
      "data in two lines",
      500,
      ': ping\n\nid: 1\nevent: error\ndata: {"message":\ndata: "The line broke"}\n\n',
      { message: "The line broke" },
      EVENTS,
    ],
    [
      "data that is text",
      503,
      "event: error\ndata: The model is asleep\n\n",
      { message: "The model is asleep" },
      EVENTS,
    ],
    [
      "with another media type",
      429,
      'data: {"error":"Slow down please"}\n\n',
      { message: "Slow down please" },
      { headers: { "content-type": "application/json" } },
    ],
    ["a text that begins the same way", 404, "data: no such set", { message: "data: no such set" }],
  ]);
});

describe("several documents", () => {
  table([
    [
      "progress lines, then the error",
      500,
      '{"status":"Pulling from shop/app"}\n{"errorDetail":{"message":"no such image"},"error":"no such image"}\n',
      { message: "no such image" },
    ],
    [
      "the first error counts",
      400,
      '{"error":"The first line is bad"}\n{"error":"The second too"}',
      { message: "The first line is bad" },
    ],
    [
      "without a member named error",
      400,
      '{"took":3}\n{"message":"The bulk had no lines"}\n',
      { message: "The bulk had no lines" },
    ],
    [
      "a progress message before the error",
      500,
      '{"message":"Step one is done"}\n{"error":{"message":"Step two broke"}}',
      { message: "Step two broke" },
    ],
  ]);
});

describe("prefixes and calls", () => {
  table([
    ["a call", 403, 'callback({"error":"This key is closed"});', { message: "This key is closed" }],
    [
      "a call after a comment",
      403,
      '/**/jQuery_12.cb({"error":"This key is closed"})',
      { message: "This key is closed" },
    ],
    [
      "a call behind a typeof guard",
      403,
      'typeof cb === "function" && cb({"error":"This key is closed"});',
      { message: "This key is closed" },
    ],
    ["Gerrit", 403, ')]}\'\n{"message":"This branch is closed"}', { message: "This branch is closed" }],
    [
      "Angular's prefix with a comma",
      403,
      ')]}\',\n{"message":"This branch is closed"}',
      { message: "This branch is closed" },
    ],
    ["an endless loop", 403, 'while(1);{"error":"This key is closed"}', { message: "This key is closed" }],
    [
      "another endless loop",
      403,
      'for (;;);{"error":"This key is closed"}',
      { message: "This key is closed" },
    ],
    [
      "a throw statement",
      403,
      'throw 1; < don\'t be evil >{"error":"This key is closed"}',
      { message: "This key is closed" },
    ],
    [
      "an empty object before the JSON",
      403,
      '{}&&{"error":"This key is closed"}',
      { message: "This key is closed" },
    ],
    [
      "a byte order mark before the prefix",
      403,
      '\ufeff)]}\'\n{"message":"This branch is closed"}',
      { message: "This branch is closed" },
    ],
    ["a call in a sentence", 400, "call install(name) first", { message: "call install(name) first" }],
    [
      "a text that begins with a loop",
      400,
      "while (1); is no program",
      { message: "while (1); is no program" },
    ],
    [
      "a text that looks like a call with broken JSON",
      400,
      'check({"name": then try again)',
      { message: 'check({"name": then try again)' },
    ],
  ]);
});

/** Event streams as OpenAI's and Anthropic's APIs send them, written for these tests. */

/** What is streamed: characters of every length in UTF-8, and what JSON must escape. */
export const WORDS = [
  "The ",
  "box ",
  "📦 ",
  "is ",
  "größer ",
  "than ",
  '"yours" ',
  "日本 ",
  "\\o/ ",
  "now.",
] as const;

function unnamed(value: unknown): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}

function named(type: string, value: object): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...value })}\n\n`;
}

function chunk(delta: object, finish: string | null): string {
  const choices = [{ index: 0, delta, finish_reason: finish }];
  return unnamed({ id: "c1", object: "chat.completion.chunk", created: 1, model: "acme-1", choices });
}

export interface Sample {
  /** What comes before the end: as many events as there are words, and what opens the stream. */
  readonly begun: string;
  /** Events that are content-wise complete, and the end mark. */
  readonly end: string;
  /** The number of events in `begun`. */
  readonly count: number;
}

export const CHAT: Sample = {
  begun: WORDS.map((content) => chunk({ content }, null)).join(""),
  end: `${chunk({}, "stop")}data: [DONE]\n\n`,
  count: WORDS.length,
};

export const RESPONSES: Sample = {
  begun: [
    named("response.created", { sequence_number: 0, response: { id: "r1", error: null, output: [] } }),
    ...WORDS.map((delta, index) =>
      named("response.output_text.delta", {
        sequence_number: index + 1,
        item_id: "i1",
        output_index: 0,
        delta,
      }),
    ),
  ].join(""),
  end: named("response.completed", { sequence_number: 11, response: { id: "r1", error: null, output: [] } }),
  count: WORDS.length + 1,
};

export const MESSAGES: Sample = {
  begun: [
    named("message_start", { message: { id: "m1", role: "assistant", content: [], usage: {} } }),
    named("content_block_start", { index: 0, content_block: { type: "text", text: "" } }),
    named("ping", {}),
    ...WORDS.map((text) => named("content_block_delta", { index: 0, delta: { type: "text_delta", text } })),
  ].join(""),
  end: [
    named("content_block_stop", { index: 0 }),
    named("message_delta", { delta: { stop_reason: "end_turn" }, usage: { output_tokens: 10 } }),
    named("message_stop", {}),
  ].join(""),
  // The SDKs do not show pings.
  count: WORDS.length + 2,
};

/** Events in which the origin itself reports an error. */
export const OPENAI_ERROR = unnamed({
  error: {
    message: "The engine ran out of memory.",
    type: "server_error",
    param: null,
    code: "server_error",
  },
});
export const RESPONSES_ERROR = named("error", {
  sequence_number: 12,
  error: {
    type: "server_error",
    code: "server_error",
    message: "The engine ran out of memory.",
    param: null,
  },
});
export const ANTHROPIC_ERROR = named("error", {
  error: { type: "overloaded_error", message: "The engine ran out of memory." },
});

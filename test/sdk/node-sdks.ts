/** The official SDKs for Node, called as their users call them. */
import Anthropic from "@anthropic-ai/sdk";
import OpenAI, { toFile } from "openai";
import type { Outcome, Task, Vendor } from "./outcome.ts";

const MODEL = "acme-1";
const MESSAGES = [{ role: "user" as const, content: "What is in the box?" }];

type Counting = (event: unknown) => void;

async function read(stream: AsyncIterable<unknown>, counting: Counting): Promise<void> {
  for await (const event of stream) counting(event);
}

const OPENAI: Readonly<Record<string, (client: OpenAI, counting: Counting) => Promise<unknown>>> = {
  chat: (client) => client.chat.completions.create({ model: MODEL, messages: MESSAGES }),
  "chat-stream": async (client, counting) =>
    read(await client.chat.completions.create({ model: MODEL, messages: MESSAGES, stream: true }), counting),
  responses: (client) => client.responses.create({ model: MODEL, input: "What is in the box?" }),
  "responses-stream": async (client, counting) =>
    read(
      await client.responses.create({ model: MODEL, input: "What is in the box?", stream: true }),
      counting,
    ),
  embeddings: (client) => client.embeddings.create({ model: MODEL, input: "box" }),
  images: (client) => client.images.generate({ model: MODEL, prompt: "a box" }),
  edits: async (client) =>
    client.images.edit({
      model: MODEL,
      prompt: "open it",
      image: await toFile(Buffer.from("box"), "box.png"),
    }),
  models: (client) => client.models.retrieve(MODEL),
};

const ANTHROPIC: Readonly<Record<string, (client: Anthropic, counting: Counting) => Promise<unknown>>> = {
  messages: (client) => client.messages.create({ model: MODEL, messages: MESSAGES, max_tokens: 9 }),
  "messages-stream": async (client, counting) =>
    read(
      await client.messages.create({ model: MODEL, messages: MESSAGES, max_tokens: 9, stream: true }),
      counting,
    ),
  "count-tokens": (client) => client.messages.countTokens({ model: MODEL, messages: MESSAGES }),
  models: (client) => client.models.retrieve(MODEL),
};

export interface NodeOutcome extends Outcome {
  /** The answer's headers, if the exception has them. */
  readonly headers: Headers | null;
}

/** Makes the call. Rejects only with errors that are not an SDK's. */
export async function callNode(task: Task): Promise<NodeOutcome> {
  let events = 0;
  const counting: Counting = () => {
    events += 1;
  };
  try {
    await run(task, counting);
    return { ...NOTHING_RAISED, events };
  } catch (error) {
    return { ...seenOf(task.vendor, error), events };
  }
}

function run({ vendor, call, url, maxRetries, answer }: Task, counting: Counting): Promise<unknown> {
  const options = {
    apiKey: "no-key",
    maxRetries,
    ...(answer === undefined ? {} : { fetch: answering(answer) }),
  };
  const openai = OPENAI[call];
  const anthropic = ANTHROPIC[call];
  if (vendor === "openai" && openai !== undefined) {
    return openai(new OpenAI({ ...options, baseURL: `${url}/v1` }), counting);
  }
  if (vendor === "anthropic" && anthropic !== undefined) {
    return anthropic(new Anthropic({ ...options, baseURL: url }), counting);
  }
  throw new Error(`no call ${vendor} ${call}`);
}

function answering(answer: string): () => Promise<Response> {
  const headers = { "content-type": "text/event-stream" };
  return async () => new Response(Buffer.from(answer, "base64"), { headers });
}

const NOTHING_RAISED: NodeOutcome = {
  raised: null,
  status: null,
  type: null,
  code: null,
  param: null,
  message: null,
  requestId: null,
  events: 0,
  headers: null,
};

function seenOf(vendor: Vendor, error: unknown): NodeOutcome {
  if (!(error instanceof Error)) throw error;
  const raised = error.constructor.name;
  const isApis = vendor === "openai" ? error instanceof OpenAI.APIError : error instanceof Anthropic.APIError;
  if (!isApis) return { ...NOTHING_RAISED, raised, message: error.message };
  const headers: unknown = Reflect.get(error, "headers");
  return {
    raised,
    status: numberOf(error, "status"),
    type: textOf(error, "type"),
    code: textOf(error, "code"),
    param: textOf(error, "param"),
    message: error.message,
    requestId: textOf(error, "requestID"),
    events: 0,
    headers: headers instanceof Headers ? headers : null,
  };
}

function numberOf(error: Error, name: string): number | null {
  const value: unknown = Reflect.get(error, name);
  return typeof value === "number" ? value : null;
}

function textOf(error: Error, name: string): string | null {
  const value: unknown = Reflect.get(error, name);
  return typeof value === "string" ? value : null;
}

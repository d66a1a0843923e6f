/** What a program that uses an SDK gets to see of a call. */

export type Vendor = "openai" | "anthropic";

export interface Outcome {
  /** The class of the exception, or null where none was raised. */
  readonly raised: string | null;
  readonly status: number | null;
  readonly type: string | null;
  readonly code: string | null;
  readonly param: string | null;
  readonly message: string | null;
  readonly requestId: string | null;
  /** The events of a stream that came before the end. */
  readonly events: number;
}

export interface Task {
  readonly vendor: Vendor;
  /** Which method is called: a name in `node-sdks.ts` and `python_sdks.py`. */
  readonly call: string;
  /** Where the API begins, without the `/v1` of its paths. */
  readonly url: string;
  readonly maxRetries: number;
  /** The stream that is answered, in base64; then nothing is sent anywhere. */
  readonly answer?: string;
}

export const CALLS: Readonly<Record<Vendor, readonly string[]>> = {
  openai: ["chat", "chat-stream", "responses", "responses-stream", "embeddings", "images", "edits", "models"],
  anthropic: ["messages", "messages-stream", "count-tokens", "models"],
};

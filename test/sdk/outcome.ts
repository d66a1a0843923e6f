/** What a program that uses an SDK sees of a call. */

export type Vendor = "openai" | "anthropic";

export interface Outcome {
  /** The class of the exception, or null if none was raised. */
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
  /** The API's base URL, without the `/v1` of its paths. */
  readonly url: string;
  readonly maxRetries: number;
  /** The stream to answer with, in base64; then no request is sent. */
  readonly answer?: string;
}

export const CALLS: Readonly<Record<Vendor, readonly string[]>> = {
  openai: ["chat", "chat-stream", "responses", "responses-stream", "embeddings", "images", "edits", "models"],
  anthropic: ["messages", "messages-stream", "count-tokens", "models"],
};

/**
 * What an origin said in an error answer, whatever its shape. Pure data.
 */

export interface Heard {
  /** One clean line (see `text/text.ts`); null if the origin gave no reason beyond its status phrase. */
  readonly message: string | null;
  /** The origin's machine-readable code, as it spelled it (`DENIED`, `insufficient_quota`, `NoSuchKey`). */
  readonly code: string | null;
  /** The error's type, if the shape has one besides the code (OpenAI, Anthropic, RFC 9457 `type`). */
  readonly type: string | null;
  /** The request parameter the error is about (OpenAI `param`). */
  readonly param: string | null;
  readonly requestId: string | null;
  /** An http(s) link to documentation about this error. */
  readonly documentation: string | null;
  /** Seconds to wait, from `Retry-After` or the body; null if absent or unreadable. */
  readonly retryAfterSeconds: number | null;
  /** Whether its words are those of a policy (`policy-words.ts`). */
  readonly saysBlocked: boolean;
  /** The name of the shape in `origins/` that was recognised, for logs. */
  readonly shape: string;
}

export const HEARD_NOTHING: Heard = {
  message: null,
  code: null,
  type: null,
  param: null,
  requestId: null,
  documentation: null,
  retryAfterSeconds: null,
  saysBlocked: false,
  shape: "none",
};

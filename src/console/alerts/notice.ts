/** One message about an alert, as data: it is kept until it is delivered, and a plain receiver gets it as it is. Pure. */
import * as v from "valibot";

const count = v.number();
const text = v.string();

export const notice = v.object({
  /** The same each time it is sent, so that a receiver can drop one it has seen. */
  id: text,
  alert: text,
  state: v.picklist(["firing", "over", "test"]),
  /** What happened, in a sentence of ours. */
  says: text,
  /** ISO 8601: when it was noticed, and when the alert began. */
  at: text,
  since: text,
  /** Failures: in the alert's window when it begins, since then when it is over. Null if nothing was counted. */
  count: v.nullable(count),
  origins: v.array(v.object({ origin_host: text, route: text, count })),
  /** The origins' words. */
  reasons: v.array(v.object({ category: text, reason: text, count })),
  packages: v.array(v.object({ format: text, package: text, count })),
  /** To the operator's page. */
  link: v.nullable(text),
});

export type Notice = v.InferOutput<typeof notice>;

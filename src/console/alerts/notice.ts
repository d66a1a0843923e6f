/** One message about an alert, as data: what is kept until it is delivered, and what a plain receiver gets. Pure. */
import * as v from "valibot";

const count = v.number();
const text = v.string();

export const notice = v.object({
  /** The same each time it is sent: a receiver that has seen it may drop it. */
  id: text,
  alert: text,
  state: v.picklist(["firing", "over", "test"]),
  /** What happened, in a sentence of ours. */
  says: text,
  /** ISO 8601: when it was noticed, and when the alert began. */
  at: text,
  since: text,
  /** Failures: within the alert's minutes where it begins, since then where it is over. Null where nothing was counted. */
  count: v.nullable(count),
  origins: v.array(v.object({ origin_host: text, route: text, count })),
  /** The origins' words. */
  reasons: v.array(v.object({ category: text, reason: text, count })),
  packages: v.array(v.object({ format: text, package: text, count })),
  /** To the operator's page. */
  link: v.nullable(text),
});

export type Notice = v.InferOutput<typeof notice>;

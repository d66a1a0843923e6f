/**
 * The shape of the variable `ALERTS` as operators write it. Every message says what the field wants.
 */
import * as v from "valibot";
import { CATEGORIES, isFailure } from "../failure/category.ts";
import { ALERT_COUNT_MAX, ALERT_MINUTES_MAX, ALERT_TIMES_MAX } from "../limits.ts";
import { ALWAYS_ALERTED } from "./alert.ts";
import { tableWants, text, UNKNOWN, whole } from "./field.ts";

export const ALERTS = "a table of conditions by name, such as [vars.ALERTS.origin-down]";

const FAILURES = CATEGORIES.filter(isFailure);
const AT_LEAST = "a whole number of failures";
const TIMES = `wants a number above 1, up to ${ALERT_TIMES_MAX}`;

/** In: one value, or a list of them. Out: a list. */
function oneOrMore<Value>(one: v.GenericSchema<unknown, Value>, wants: string) {
  const list = v.pipe(v.array(one, wants), v.minLength(1, wants));
  const alone = v.pipe(
    one,
    v.transform((value) => [value]),
  );
  return v.optional(v.lazy((input) => (Array.isArray(input) ? list : alone)));
}

const NAME = "wants a name of 1 to 64 letters, digits, dots, dashes or underscores";
const name = v.pipe(
  text(/^[\w.-]{1,64}$/, NAME),
  v.check(
    (given) => !ALWAYS_ALERTED.some((always) => always === given),
    "is always sent; wants another name",
  ),
);

const CATEGORY = `wants one or a list of ${FAILURES.join(", ")}`;
const HOST = 'wants a host name such as "registry.example.com", or a list of them';
const CLIENT = 'wants a client as it is counted, such as "npm" or "maven", or a list of them';
const ROUTE = "wants the id of a route, or a list of them";

const alert = v.objectWithRest(
  {
    category: oneOrMore(v.picklist(FAILURES, CATEGORY), CATEGORY),
    route: oneOrMore(v.string(ROUTE), ROUTE),
    origin_host: oneOrMore(text(/^(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i, HOST), HOST),
    client: oneOrMore(text(/^[a-z][\w.+-]{0,39}$/, CLIENT), CLIENT),
    at_least: whole(AT_LEAST, 1, ALERT_COUNT_MAX),
    minutes: v.optional(whole("a whole number of minutes", 1, ALERT_MINUTES_MAX)),
    times_yesterday: v.optional(
      v.pipe(
        v.number(TIMES),
        v.check((times) => times > 1 && times <= ALERT_TIMES_MAX, TIMES),
      ),
    ),
  },
  UNKNOWN,
  tableWants("wants a table with at_least, and what is counted", {
    at_least: `wants ${AT_LEAST} from 1 to ${ALERT_COUNT_MAX}`,
  }),
);

export const alertsTable = v.record(name, alert, `wants ${ALERTS}`);

export type AlertInput = v.InferOutput<typeof alert>;

export const ALERT_FIELDS: readonly string[] = Object.keys(alert.entries);

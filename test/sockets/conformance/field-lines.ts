/** Field lines: names, values, line ends. */
import { get, HOST, type RequestRule } from "./request-rule.ts";

const LONG = "a".repeat(100_000);

function refused(rule: string, clause: string, line: string, more: Partial<RequestRule> = {}): RequestRule {
  return { rule, clause, sent: get(line), origin: [], client: [400], by: "workerd", ...more };
}

function passed(
  rule: string,
  clause: string,
  line: string,
  fields: RequestRule["fields"] = {},
  more: Partial<RequestRule> = {},
): RequestRule {
  return {
    rule,
    clause,
    sent: get(line),
    origin: ["GET {path}"],
    fields,
    client: [200],
    by: "gateway",
    ...more,
  };
}

export const FIELD_LINES: readonly RequestRule[] = [
  passed("white space around a value is no part of it", "9110 5.5", "X-A: \t b \t", { "X-A": "b" }),
  passed("an empty value passes", "9110 5.5", "X-A:", { "X-A": "" }),
  passed("repeated lines keep their order", "9110 5.3", "X-A: 1\r\nX-A: 2", { "X-A": "1, 2" }),
  passed("two Content-Type are the origin's to judge", "9110 5.3", "Content-Type: a/b\r\nContent-Type: c/d", {
    "Content-Type": "a/b, c/d",
  }),
  passed("bytes beyond ASCII in a value pass as they are", "9110 5.5", "X-A: \xe9\xff", {
    "X-A": "\xe9\xff",
  }),
  refused("a space before the colon", "9112 5.1", "X-A : b"),
  refused("a tab before the colon", "9112 5.1", "X-A\t: b"),
  refused("a folded line", "9112 5.2", "X-A: b\r\n c"),
  refused("a folded line with nothing before it", "9112 5.2", "X-A:\r\n\tc"),
  refused("an empty name", "9112 5", ": b"),
  refused("no colon", "9112 5", "X-A"),
  refused("brackets in a name", "9110 5.1", "[X-A]: b"),
  refused("a space in a name", "9110 5.1", "X A: b"),
  refused("NUL in a name", "9110 5.1", "X\0A: b"),
  refused("a byte beyond ASCII in a name", "9110 5.1", "X-\xe9: b"),
  refused("NUL in a value", "9110 5.5", "X-A: b\0c"),
  refused("a bare CR in a value", "9112 2.2", "X-A: b\rX-B: c"),
  passed(
    "a bare LF in the head is a line end, or refused",
    "9112 2.2",
    "X-A: b\nX-B: c",
    { "X-A": "b", "X-B": "c" },
    { by: "workerd" },
  ),
  passed(
    "other control characters in a value may stay",
    "9110 5.5",
    "X-A: b\x01\x7fc",
    { "X-A": "b\x01\x7fc" },
    { by: "workerd" },
  ),
  passed("a value of 100 KB is taken, or refused", "9110 5.4", `X-A: ${LONG}`, {}, { by: "workerd" }),
  refused("a name of 100 KB is taken, or refused", "9110 5.4", `${LONG}: b`, { client: [431] }),
  passed(
    "10,000 fields are taken, or refused",
    "9110 5.4",
    Array.from({ length: 10_000 }, (_, at) => `X-${at}: b`).join("\r\n"),
    { "X-9999": "b" },
    { by: "workerd" },
  ),
  passed("a name with _ is not the one with -", "9110 5.1", "X_A: b", { X_A: "b", "X-A": null }),
  {
    rule: "a line end before the first field's end makes no second head",
    clause: "9112 2.2",
    sent: `GET {path} HTTP/1.1\r\n\r\r\n${HOST}\r\n`,
    origin: [],
    client: [400],
    by: "workerd",
  },
];

/** Field lines: names, values, line ends. */
import { forwarded, get, HOST, type RequestRule, refused } from "./request-rule.ts";

const LONG = "a".repeat(100_000);

function refusedWith(
  rule: string,
  clause: string,
  line: string,
  more: Partial<RequestRule> = {},
): RequestRule {
  return refused(rule, clause, get(line), more);
}

function passedWith(
  rule: string,
  clause: string,
  line: string,
  fields: RequestRule["fields"] = {},
  more: Partial<RequestRule> = {},
): RequestRule {
  return forwarded(rule, clause, get(line), fields, more);
}

export const FIELD_LINES: readonly RequestRule[] = [
  passedWith("white space around a value is not part of it", "9110 5.5", "X-A: \t b \t", { "X-A": "b" }),
  passedWith("an empty value passes", "9110 5.5", "X-A:", { "X-A": "" }),
  passedWith("repeated lines keep their order", "9110 5.3", "X-A: 1\r\nX-A: 2", { "X-A": "1, 2" }),
  passedWith("two Content-Type fields both pass", "9110 5.3", "Content-Type: a/b\r\nContent-Type: c/d", {
    "Content-Type": "a/b, c/d",
  }),
  passedWith("bytes beyond ASCII in a value pass unchanged", "9110 5.5", "X-A: \xe9\xff", {
    "X-A": "\xe9\xff",
  }),
  refusedWith("a space before the colon", "9112 5.1", "X-A : b"),
  refusedWith("a tab before the colon", "9112 5.1", "X-A\t: b"),
  refusedWith("a folded line", "9112 5.2", "X-A: b\r\n c"),
  refusedWith("a folded line with nothing before it", "9112 5.2", "X-A:\r\n\tc"),
  refusedWith("an empty name", "9112 5", ": b"),
  refusedWith("no colon", "9112 5", "X-A"),
  refusedWith("brackets in a name", "9110 5.1", "[X-A]: b"),
  refusedWith("a space in a name", "9110 5.1", "X A: b"),
  refusedWith("NUL in a name", "9110 5.1", "X\0A: b"),
  refusedWith("a byte beyond ASCII in a name", "9110 5.1", "X-\xe9: b"),
  refusedWith("NUL in a value", "9110 5.5", "X-A: b\0c"),
  refusedWith("a bare CR in a value", "9112 2.2", "X-A: b\rX-B: c"),
  passedWith(
    "a bare LF in the head is a line end, or refused",
    "9112 2.2",
    "X-A: b\nX-B: c",
    { "X-A": "b", "X-B": "c" },
    { by: "workerd" },
  ),
  passedWith(
    "other control characters in a value may stay",
    "9110 5.5",
    "X-A: b\x01\x7fc",
    { "X-A": "b\x01\x7fc" },
    { by: "workerd" },
  ),
  passedWith("a value of 100 KB is accepted, or refused", "9110 5.4", `X-A: ${LONG}`, {}, { by: "workerd" }),
  refusedWith("a name of 100 KB is accepted, or refused", "9110 5.4", `${LONG}: b`, { client: [431] }),
  passedWith(
    "10,000 fields are accepted, or refused",
    "9110 5.4",
    Array.from({ length: 10_000 }, (_, at) => `X-${at}: b`).join("\r\n"),
    { "X-9999": "b" },
    { by: "workerd" },
  ),
  passedWith("a name with _ differs from the one with -", "9110 5.1", "X_A: b", { X_A: "b", "X-A": null }),
  {
    rule: "a bare CR before the first field does not end the head",
    clause: "9112 2.2",
    sent: `GET {path} HTTP/1.1\r\n\r\r\n${HOST}\r\n`,
    origin: [],
    client: [400],
    by: "workerd",
  },
];

/** The rules as a document. */
import type { RequestRule } from "./request-rule.ts";
import { REQUEST_TOPICS } from "./requests.ts";
import type { ResponseRule } from "./response-rule.ts";
import { RESPONSE_TOPICS } from "./responses.ts";

/** Longer bytes are cut. */
const SHOWN_MAX = 160;

/** Every rule with its section, what is sent, and the outcome. */
export function conformanceTable(): string {
  return [
    "# Rules and their outcomes",
    "",
    "Generated from the modules in this folder by `npx vitest run --project pure test/documents -u`. Clauses are sections of RFCs. `⏎` is a",
    "CRLF, `⋯` the request's `HTTP/1.1` and its `Host`, `a{100}` that letter a hundred times; a FIN follows the last",
    'byte. Answers are in order; "closed" means none. "Known" says why an outcome deviates from the clause.',
    ...REQUEST_TOPICS.flatMap(([topic, rules]) => [
      ...heading(topic, [
        "rule",
        "clause",
        "the client sends",
        "the origin gets",
        "the client gets",
        "decided by",
        "known",
      ]),
      ...rules.map(requestRow),
    ]),
    ...RESPONSE_TOPICS.flatMap(([topic, rules]) => [
      ...heading(topic, ["rule", "clause", "the origin sends", "the client gets", "decided by", "known"]),
      ...rules.map(responseRow),
    ]),
    "",
  ].join("\n");
}

function heading(topic: string, columns: readonly string[]): string[] {
  return ["", `## ${topic}`, "", row(columns), row(columns.map(() => "---"))];
}

function requestRow({
  rule,
  clause,
  sent,
  origin,
  fields = {},
  client,
  by,
  known = "",
}: RequestRule): string {
  const seen = [...origin.map(shown), ...fieldsShown(fields)];
  return row([
    escaped(rule),
    clause,
    shown(sent.replace(" HTTP/1.1\r\nHost: packages.example\r\n", " ⋯\r\n")),
    seen.join(", ") || "nothing",
    client.join(", ") || "closed",
    by,
    known,
  ]);
}

function responseRow(rule: ResponseRule): string {
  const { status, body, complete, fields } = rule;
  const got = [
    `${status}${complete ? "" : ", broken off"}`,
    ...(body ? [shown(body)] : []),
    ...fieldsShown(fields),
  ];
  const sent = `${shown(rule.answered)}${rule.method === "GET" ? "" : ` to ${rule.method}`}`;
  return row([
    escaped(rule.rule),
    rule.clause,
    [sent, ...fieldsShown(rule.asked)].join(", requested with "),
    got.join(", "),
    rule.by,
    rule.known ?? "",
  ]);
}

function fieldsShown(fields: Readonly<Record<string, string | null>>): string[] {
  return Object.entries(fields).map(([name, value]) =>
    value === null ? `no \`${name}\`` : shown(`${name}: ${value}`),
  );
}

/** As code, with every byte that is not printable ASCII escaped. */
function shown(bytes: string): string {
  const folded = bytes.replace(/(.)\1{39,}/g, (run, letter) => `${letter}{${run.length}}`);
  const cut = folded.length > SHOWN_MAX ? `${folded.slice(0, SHOWN_MAX)}…` : folded;
  const text = JSON.stringify(cut)
    .slice(1, -1)
    .replaceAll("\\r\\n", "⏎")
    .replaceAll('\\"', '"')
    .replace(/[\x7f-\xff]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16)}`);
  return text === "" ? "nothing" : `\`${escaped(text)}\``;
}

function escaped(text: string): string {
  return text.replaceAll("|", "\\|");
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

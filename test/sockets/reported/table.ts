/** The reported behaviour as a document. */
import type { Behaviour } from "./behaviour.ts";
import { REPORTED } from "./index.ts";

export function reportedTable(): string {
  return [
    "# Behaviour reported by others",
    "",
    "Generated from the modules in this folder by `npx vitest run --project pure test/documents -u`. Each row runs over sockets, directly",
    "against an origin and through the gateway. If a real client runs it too, the last column names the file in",
    "[test/clients-real/faults](../../clients-real/README.md).",
    "",
    "| format | behaviour | reported or specified | through the gateway | with a client |",
    "| --- | --- | --- | --- | --- |",
    ...REPORTED.map(rowOf),
    "",
  ].join("\n");
}

function rowOf({ format, behaviour, source, client, answered, through = {} }: Behaviour): string {
  const { host, pathname } = new URL(source);
  const name = host === "github.com" ? pathname.slice(1).replace(/\/(?:issues|pull)\//, " #") : host;
  const status = through.status ?? Number.parseInt(answered.status, 10);
  const counted = through.category ? `, counted as \`${through.category}\`` : "";
  return `| ${format} | ${behaviour} | [${name}](${source}) | ${status}${counted} | ${client === undefined ? "" : `\`${client}\``} |`;
}

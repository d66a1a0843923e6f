/** The table of what third-party servers answer, directly and through the gateway, in the suite's README. */
import { versionOf } from "../said-version.ts";
import { lineThatSays, tellingLine } from "../telling-line.ts";
import type { Exchanged } from "./suite.ts";

const LEGEND =
  'One line per refusal, and one for everything that succeeds, which ends the same way through the gateway as without it; what is fetched is the same, byte for byte. "counted": the status that the gateway sent, and the category under which it counted the refusal.';

export function serversTable(exchanges: readonly Exchanged[]): readonly string[] {
  const rows: string[] = [];
  for (const [{ name, version }, ofServer] of Map.groupBy(exchanges, ({ server }) => server)) {
    const said = typeof version === "string" ? version : versionOf({ versionCommand: version });
    const title = `${name} ${said}`.trimEnd();
    const successes = ofServer.filter(({ exchange }) => exchange.refused === null);
    const names = successes.map(({ exchange }) => exchange.name).join("; ");
    rows.push(`| ${title} | ${names} | **success** | **success** | |`);
    for (const exchanged of ofServer)
      if (exchanged.exchange.refused !== null) rows.push(rowOf(title, exchanged));
  }
  return [
    LEGEND,
    "",
    "| server | what is done | without the gateway | with it | counted |",
    "|---|---|---|---|---|",
    ...rows,
    "",
  ];
}

function rowOf(title: string, { exchange, direct, gateway }: Exchanged): string {
  const said = (terminal: string) => {
    const line = exchange.refused === null ? null : lineThatSays(terminal, exchange.refused);
    return `\`${line ?? tellingLine(terminal)}\``;
  };
  const counted = new Set(gateway.failures.map(({ status, category }) => `${status} ${category}`));
  return `| ${title} | ${exchange.name} | ${said(direct.terminal)} | ${said(gateway.terminal)} | ${[...counted].join(", ")} |`;
}

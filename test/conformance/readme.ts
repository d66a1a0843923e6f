/** The tables of this folder's README, each between its markers. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { version } from "../clients-real/store.ts";
import type { Complaint } from "./lint/lint.ts";
import { REASONS, reasonFor } from "./lint/reasons.ts";
import type { Compared } from "./oci/compare.ts";
import type { Tested } from "./oci/suite.ts";

const README = join(import.meta.dirname, "README.md");

export function writeOciTable(all: readonly Compared[]): void {
  const rows = all.map(({ way, gateway, differences }) => {
    const counts = STATUSES.map((status) => countOf(gateway, status));
    return `| ${way.name} | ${counts.join(" | ")} | ${differences.length === 0 ? "none" : differences.length} |`;
  });
  const [first] = all;
  const direct = first?.direct ?? [];
  write("oci", [
    `The suite at ${version("OCI_CONFORMANCE_VERSION")}, the registry ${version("DISTRIBUTION_VERSION")}.`,
    "",
    `| | ${STATUSES.join(" | ")} | different from without the gateway |`,
    `|---|${STATUSES.map(() => "---|").join("")}---|`,
    `| the registry itself | ${STATUSES.map((status) => countOf(direct, status)).join(" | ")} | |`,
    ...rows,
    "",
    `Failures of the registry itself, by what is pushed: ${failuresIn(direct)}.`,
  ]);
}

const STATUSES = ["passed", "failure", "skipped"] as const;

function countOf(tested: readonly Tested[], status: (typeof STATUSES)[number]): number {
  return tested.filter((test) => test.status === status).length;
}

function failuresIn(tested: readonly Tested[]): string {
  const failed = tested.filter(({ status }) => status === "failure");
  const groups = Map.groupBy(failed, ({ name }) => name.split("/")[1] ?? "");
  return [...groups].map(([group, tests]) => `${group} (${tests.length})`).join(", ");
}

export function writeLintTable(complaints: readonly Complaint[]): void {
  const rows = REASONS.map((reason) => {
    const excused = complaints.filter((complaint) => reasonFor(complaint) === reason);
    return `| \`${reason.note}\`: ${excused[0]?.summary ?? ""} | ${excused.length} | ${reason.because} |`;
  });
  write("lint", [
    `httplint ${version("HTTPLINT_VERSION")}, REDbot ${version("REDBOT_VERSION")}.`,
    "",
    "| note | answers | why it stays |",
    "|---|---|---|",
    ...rows,
  ]);
}

/** Throws if the README has lost its markers. */
function write(name: "oci" | "lint", lines: readonly string[]): void {
  const marked = new RegExp(`(<!-- ${name}:begin -->\\n)[\\s\\S]*?(<!-- ${name}:end -->)`);
  const readme = readFileSync(README, "utf8");
  if (!marked.test(readme)) throw new Error(`${README} has no lines ${name}:begin and ${name}:end`);
  const table = `${lines.join("\n")}\n`;
  writeFileSync(README, readme.replace(marked, `$1${table.replaceAll("$", "$$$$")}$2`));
}

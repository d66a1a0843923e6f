/**
 * What would be deployed: the new file's text read as the Worker reads it, and its changed lines. Pure.
 */
import { diff } from "node:util";
import type { Configuration } from "../../config/configuration.ts";
import { readConfiguration } from "../../config/read-configuration.ts";
import { suggest } from "../suggest.ts";
import { valueAt } from "./toml-text.ts";
import { type Environment, tablesOf } from "./wrangler-file.ts";

/** The configuration in a wrangler file's text; bindings are represented by their names. */
export function configurationIn(text: string, environment: Environment): Configuration {
  const base = tablesOf(environment);
  const vars = tableAt(text, [...base, "vars"]);
  const services = valueAt(text, [...base, "vpc_services"]);
  const bindings = Array.isArray(services)
    ? services.map((service) => [String(Object(service).binding), { fetch: true }] as const)
    : [];
  return readConfiguration({ ...vars, ...Object.fromEntries(bindings) }, suggest);
}

function tableAt(text: string, path: readonly string[]): Record<string, unknown> {
  const table = valueAt(text, path);
  return typeof table === "object" && table !== null ? { ...table } : {};
}

const MARKS = { "-1": "+", "0": " ", "1": "-" } as const;

/** The lines that are removed (`-`) and added (`+`). */
export function changedLines(before: string, after: string): string[] {
  return diff(before.split(/\r?\n/), after.split(/\r?\n/))
    .filter(([operation]) => operation !== 0)
    .map(([operation, line]) => `${MARKS[operation]} ${line}`);
}

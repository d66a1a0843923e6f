/** What every program prints of a failure of every category, with its counted record; and other failures. */
import type { FailureRecord } from "../../src/analytics/record.ts";
import { recordOf } from "../../src/analytics/record.ts";
import { loadFormat } from "../../src/clients/index.ts";
import { arrived, type Program } from "../../src/console/terminals/program.ts";
import { PROGRAMS } from "../../src/console/terminals.ts";
import { received, sent } from "../../src/console/try-out/try-out.ts";
import { CATEGORIES, type Category } from "../../src/failure/category.ts";
import { speakingResponse } from "../../src/response/spoken.ts";
import { REF } from "../clients/failing.ts";
import { FAILURES } from "../matrix/failures.ts";
import { refOf } from "./records.ts";

export interface Printed {
  readonly program: Program;
  readonly category: Category;
  readonly text: string;
  readonly record: FailureRecord;
}

/** A client that left printed nothing. */
const PRINTED = CATEGORIES.filter((category) => category !== "aborted");

export async function printedFailures(): Promise<readonly Printed[]> {
  const cases = PROGRAMS.flatMap((program) => PRINTED.map((category) => ({ program, category })));
  return Promise.all(cases.map(({ program, category }, index) => printed(program, category, refOf(index))));
}

async function printed(program: Program, category: Category, ref: string): Promise<Printed> {
  const format = await loadFormat(program.format);
  const { method, path } = program;
  const request = { method, path, query: "", headers: new Headers(program.headers) };
  const failure = FAILURES[category]();
  const answer = await sent(speakingResponse(format.speak(failure, request), failure, method));
  const url = `https://packages.example/${program.format}${path}`;
  const text = program.prints(arrived(request, url, received(answer))).replaceAll(REF, ref);
  const record = recordOf(failure, {
    event: "failure",
    route: program.format,
    format: program.format,
    client: format.identify(request),
    operation: "metadata",
    coordinates: format.coordinates(request),
    mode: "on",
    method,
    originHost: "registry.example",
    colo: "AMS",
    durationMs: 40,
    retries: 0,
  });
  return { program, category, text, record: { ...record, ref } };
}

const PACKAGES = [
  "left-pad",
  "right-pad",
  "@acme/app",
  "@acme/core",
  "requests",
  "app",
  "com.acme:core",
  "org.example:lib",
  "acme/base",
  "serde",
];
const REASONS = [
  "Package protected: “core” – ask group acme.",
  "Package is protected. Ask the maintainers of group base.",
  "Quarantined: right-pad 2.1 fails policy “malware” of group acme.",
  "Quarantined by policy SEC-7",
  "Token expired on 3 May.",
  "You have no permission to read this project.",
  "No such package in group base.",
  "Version 2.0 exists already.",
  "Limit of 500 an hour.",
  "Storage quota exceeded.",
  "Read-only until noon.",
  "License GPL-3.0 is not allowed here.",
  "The requested resource was not found on this server.",
  "",
];

/** `count` others: of other packages or reasons, but the same programs and categories. */
export function otherFailures(of: readonly Printed[], count: number): readonly FailureRecord[] {
  return Array.from({ length: count }, (_, index) => {
    const model = of[(index * 37) % of.length]?.record;
    if (model === undefined) throw new Error("no failure to imitate");
    return {
      ...model,
      ref: refOf(5_000_000 + index),
      reason: REASONS[index % REASONS.length] ?? "",
      coordinates: {
        package: PACKAGES[(index * 7) % PACKAGES.length] ?? "",
        version: `${index % 9}.${index % 5}.0`,
      },
    };
  });
}

/** The golden table of coordinates: which package and version a request is about. */
import { expect, it } from "vitest";
import type { FormatName } from "../../src/clients/index.ts";
import { request } from "./failing.ts";
import { clientFormat } from "./formats.ts";

/** A path below its route's pattern, with its query; an omitted name or version is empty. */
export type Row = readonly [path: string, name?: string, version?: string];

/** A test for each row. */
export function itReads(tables: readonly (readonly [FormatName, readonly Row[]])[]): void {
  const cases = tables.flatMap(([format, rows]) =>
    rows.map(([path, name = "", version = ""]) => ({ format, path, name, version })),
  );
  it.each(cases)("$format: $path is $name $version", ({ format, path, name, version }) => {
    const [below = "", query] = path.split("?");
    const asked = request(below, {}, "GET", query === undefined ? "" : `?${query}`);
    expect(clientFormat(format).coordinates(asked)).toEqual({ package: name, version });
  });
}

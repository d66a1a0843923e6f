/** Prometheus' own tools and the parsers of its Python client, where test/console/install has put them. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as v from "valibot";

const FOLDER = process.env.OUTSPOKEN_PROMETHEUS ?? join(homedir(), ".cache/outspoken/prometheus");
const PYTHON = join(FOLDER, "bin/python");
const PROMTOOL = join(FOLDER, "usr/bin/promtool");
const PARSER = fileURLToPath(new URL("openmetrics.py", import.meta.url).href);

export const HAS_PROMETHEUS = existsSync(PYTHON) && existsSync(PROMTOOL);

const SAMPLES = v.array(
  v.strictObject({
    family: v.string(),
    type: v.string(),
    name: v.string(),
    labels: v.record(v.string(), v.string()),
    value: v.number(),
  }),
);

/** The samples that a parser finds in the text; a text that is not of that media type throws. */
export function samplesIn(text: string, mediaType: string): v.InferOutput<typeof SAMPLES> {
  const { status, stdout, stderr } = spawnSync(PYTHON, [PARSER, mediaType], {
    input: text,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return v.parse(SAMPLES, JSON.parse(stdout));
}

/** What `promtool` says, with the status with which it ends. */
export function promtool(
  args: readonly string[],
  input = "",
): { readonly status: number | null; readonly says: string } {
  const { status, stdout, stderr } = spawnSync(PROMTOOL, args, { input, encoding: "utf8" });
  return { status, says: stdout + stderr };
}

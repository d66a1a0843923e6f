/**
 * A miniflare plugin: a dataset that prints each data point it gets, so that the log has it along with the Worker's lines.
 * Miniflare's own dataset is silent. Miniflare loads this file by its path.
 */
import type { Plugin } from "miniflare";

const DATASET = `export default () => ({
  writeDataPoint({ indexes, blobs, doubles }) {
    const [index] = indexes;
    const [category] = blobs;
    const [client_version, ref] = [blobs[3], blobs[9]];
    console.log(JSON.stringify({ event: "data_point", index, category, client_version, ref, blobs, doubles }));
  },
});`;

const TYPE = "unsafe:printing-dataset";
const MODULE = "outspoken:printing-dataset";

/** The binding in a Worker's environment. */
export const PRINTING_DATASET = {
  type: TYPE,
  dev: { plugin: { package: import.meta.filename, name: "printing-dataset" } },
} as const;

const plugin: Plugin = {
  getBindings: ({ config }) =>
    Object.entries(config.env ?? {})
      .filter(([, binding]) => binding.type === TYPE)
      .map(([name]) => ({ name, wrapped: { moduleName: MODULE } })),
  getNodeBindings: () => ({}),
  getServices: () => [],
  getExtensions: () => [{ modules: [{ name: MODULE, esModule: DATASET, internal: true }] }],
};

export const plugins = { "printing-dataset": plugin };

/**
 * A miniflare plugin: a KV namespace backed by an HTTP server of the test, so that reads can fail. Miniflare loads this
 * file by its path.
 */
import type { Plugin } from "miniflare";

const TYPE = "unsafe:remote-namespace";

/** The binding in a Worker's environment. `address`: `127.0.0.1:port` of a server that answers `GET /<key>`. */
export function remoteNamespace(address: string) {
  return {
    type: TYPE,
    address,
    dev: { plugin: { package: import.meta.filename, name: "remote-namespace" } },
  } as const;
}

const plugin: Plugin = {
  getBindings: ({ config }) =>
    namespacesIn(config.env).map(({ name, service }) => ({ name, kvNamespace: { name: service } })),
  getNodeBindings: () => ({}),
  getServices: ({ options: { config } }) =>
    namespacesIn(config.env).map(({ service, address }) => ({
      name: service,
      external: { address, http: {} },
    })),
};

function namespacesIn(environment: Readonly<Record<string, object>> = {}) {
  return Object.entries(environment).flatMap(([name, binding]) =>
    "address" in binding && "type" in binding && binding.type === TYPE
      ? [{ name, address: String(binding.address), service: `remote-namespace:${String(binding.address)}` }]
      : [],
  );
}

export const plugins = { "remote-namespace": plugin };

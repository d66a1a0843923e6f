/** gem and Bundler. Bundler's retries are switched off. */
import { onPath, stored } from "../store.ts";
import type { Command, Program, Run } from "./program.ts";

const GEM = stored("registries", "rubygems", "gems", "demo-1.0.0.gem");

function gem(): Program {
  const path = onPath("gem");
  const env = (run: Run) => ({ GEM_HOME: `${run.home}/gems`, GEM_HOST_API_KEY: "secret" });
  const install = (run: Run): Command => ({
    argv: [path, "install", "demo", "--clear-sources", "--source", `${run.base}/`, "--no-document"],
    env: env(run),
  });
  return {
    name: "gem",
    family: "gem",
    format: "rubygems",
    path,
    versionCommand: [path, "--version"],
    operations: [
      { name: "install", command: install },
      { name: "download", command: install },
      {
        name: "publish",
        command: (run) => ({ argv: [path, "push", GEM, "--host", run.base], env: env(run) }),
      },
    ],
  };
}

function bundler(): Program {
  const path = onPath("bundle");
  const command = (run: Run): Command => ({
    argv: [path, "install"],
    env: {
      GEM_HOME: `${run.home}/gems`,
      BUNDLE_RETRY: "0",
      BUNDLE_PATH: `${run.home}/bundle`,
      BUNDLE_SILENCE_ROOT_WARNING: "1",
    },
    files: { Gemfile: `source "${run.base}/"\ngem "demo"\n` },
  });
  return {
    name: "Bundler",
    family: "bundler",
    format: "rubygems",
    path,
    versionCommand: [path, "--version"],
    operations: [
      { name: "install", command },
      { name: "download", command },
    ],
    parallel: true,
  };
}

export const rubyPrograms: readonly Program[] = [gem(), bundler()];

/** Commands that several faults share. */
import { digest } from "../origin/archives.ts";
import type { Command, Run } from "../programs/program.ts";
import { stored } from "../store.ts";
import { shell } from "./fault.ts";

export const HELMS = [
  ["Helm 3", stored("go", "bin", "helm3")],
  ["Helm 4", stored("go", "bin", "helm4")],
] as const;

/** A page of PEP 503 with one file, whose digest pip checks. */
export function indexOf(url: string, name: string, body: Buffer): string {
  return `<!DOCTYPE html><html><body><a href="${url}#sha256=${digest("sha256", body)}">${name}</a></body></html>`;
}

/** With the index at `/simple` below the base; `user` is a URL's userinfo with its `@`. */
export function pipDownload(
  number: string,
  options: string,
  user = "",
): { path: string; command(run: Run): Command } {
  const path = stored("python", `pip-${number}`, "bin", "pip");
  return {
    path,
    command: (run) => {
      const index = `${run.base.replace("://", `://${user}`)}/simple`;
      return shell(
        `${path} download demo-pkg --index-url ${index} --no-deps --no-input --retries=0 ${options}; sha256sum demo*`,
        {
          env: { PIP_DISABLE_PIP_VERSION_CHECK: "1", PIP_NO_CACHE_DIR: "1", PIP_ROOT_USER_ACTION: "ignore" },
        },
      );
    },
  };
}

/** `apt-get` in the script has the run's own state and the repository at the base, without retries. */
export function apt(script: string): (run: Run) => Command {
  return (run) => {
    const options = `-o Dir::State=${run.home}/state -o Dir::Cache=${run.home}/cache -o Dir::Etc::SourceList=${run.work}/sources.list -o Dir::Etc::SourceParts=/nowhere -o Dir::Etc::Parts=/nowhere -o Acquire::Languages=none -o Acquire::Retries=0 -o APT::Sandbox::User=root -o Acquire::By-Hash=no -o APT::Update::Error-Mode=any`;
    return shell(script.replaceAll("apt-get", `apt-get ${options}`), {
      files: {
        "sources.list": `deb [arch=amd64 signed-by=${stored("registries", "debian.asc")}] ${run.base} stable main\n`,
        [`${run.home}/state/lists/partial/.keep`]: "",
        [`${run.home}/cache/archives/partial/.keep`]: "",
      },
    });
  };
}

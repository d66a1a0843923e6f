/** Helm with charts in OCI registries and in chart repositories, and its plugin that pushes to the latter. */
import { CHART_FILE } from "../origin/oci.ts";
import { stored, version } from "../store.ts";
import { loginWith, oci } from "./containers.ts";
import type { Program, Run } from "./program.ts";

function helmOci(): Program {
  const path = stored("go", "bin", "helm4");
  const pull = (run: Run) => ({
    argv: [path, "pull", `oci://${run.host}/charts/demo`, "--version", "1.0.0", "--plain-http"],
  });
  return {
    ...oci(
      "Helm 4 (OCI)",
      path,
      [
        { name: "install", command: pull },
        { name: "download", command: pull },
        {
          name: "publish",
          command: (run) => ({
            argv: [path, "push", "demo-1.0.0.tgz", `oci://${run.host}/charts`, "--plain-http"],
            files: { "demo-1.0.0.tgz": CHART_FILE },
          }),
        },
        loginWith(({ host }) => [
          ...[path, "registry", "login", "--plain-http", "-u", "somebody", "-p", "secret", host],
        ]),
      ],
      "version",
    ),
    family: "helm-oci",
    version: version("HELM_4_VERSION").replace("v", ""),
  };
}

function helm(major: string): Program {
  const path = stored("go", "bin", `helm${major}`);
  const pull = (run: Run) => ({ argv: [path, "pull", "demo", "--repo", run.base, "--version", "1.0.0"] });
  return {
    name: `Helm ${major}`,
    family: "helm",
    format: "helm",
    path,
    versionCommand: [path, "version"],
    version: version(`HELM_${major}_VERSION`).replace("v", ""),
    operations: [
      { name: "install", command: pull },
      { name: "download", command: pull },
    ],
  };
}

function chartPush(): Program {
  const path = stored("go", "bin", "helm-cm-push");
  return {
    name: "cm-push",
    version: version("CM_PUSH_VERSION").replace("v", ""),
    family: "cm-push",
    format: "helm",
    path,
    versionCommand: [path, "--version"],
    operations: [
      {
        name: "publish",
        command: (run) => ({
          argv: [path, "demo-1.0.0.tgz", run.base],
          files: { "demo-1.0.0.tgz": CHART_FILE },
        }),
      },
    ],
  };
}

export const helmPrograms: readonly Program[] = [helmOci(), helm("3"), helm("4"), chartPush()];

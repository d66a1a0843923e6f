/** dnf and zypper. dnf's retries are switched off. */
import { onPath } from "../store.ts";
import type { Command, Program, Run } from "./program.ts";

function dnf(): Program {
  const path = onPath("dnf");
  const command = (run: Run): Command => ({
    argv: [
      ...[
        path,
        "-c",
        "dnf.conf",
        `--installroot=${run.home}/system`,
        "--releasever=1",
        "--setopt=reposdir=/nowhere",
      ],
      ...[
        `--setopt=cachedir=${run.home}/cache`,
        `--setopt=logdir=${run.home}`,
        "--setopt=retries=1",
        "makecache",
      ],
    ],
    files: {
      "dnf.conf": `[main]\nplugins=0\n[outspoken]\nname=outspoken\nbaseurl=${run.base}\ngpgcheck=0\n`,
    },
  });
  return {
    name: "dnf",
    family: "dnf",
    format: "rpm",
    path,
    versionCommand: [path, "--version"],
    operations: [{ name: "install", command }],
  };
}

/** Its own system below `home`, whose one repository is the registry's. */
function zypper(): Program {
  const path = onPath("zypper");
  const command =
    (...then: readonly string[]) =>
    (run: Run): Command => ({
      argv: [path, "--root", `${run.home}/system`, "--non-interactive", "--no-gpg-checks", ...then],
      files: {
        [`${run.home}/system/etc/zypp/repos.d/outspoken.repo`]: [
          ...["[outspoken]", "name=outspoken", "enabled=1", "autorefresh=1", `baseurl=${run.base}`],
          ...["type=rpm-md", "gpgcheck=0", ""],
        ].join("\n"),
      },
    });
  return {
    name: "zypper",
    family: "zypper",
    format: "rpm",
    path,
    versionCommand: [path, "--version"],
    operations: [
      { name: "install", command: command("refresh") },
      // A silent origin is retried for more than a minute.
      {
        name: "download",
        scenarios: ["refused", "missing", "broken", "sign_in_page"],
        command: command("install", "--download-only", "demo"),
      },
    ],
  };
}

export const rpmPrograms: readonly Program[] = [dnf(), zypper()];

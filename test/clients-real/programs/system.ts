/** apt, dput-ng, git-lfs, Ansible Galaxy, OpenTofu, curl, wget. apt's retries are switched off. */
import { digest } from "../origin/archives.ts";
import { LFS_CONTENT, LFS_OID } from "../origin/lfs.ts";
import { onPath, stored, version } from "../store.ts";
import type { Command, Operation, Program, Run } from "./program.ts";

function apt(): Program {
  const path = onPath("apt-get");
  const options = (run: Run) =>
    [
      `-o Dir::State=${run.home}/state -o Dir::Cache=${run.home}/cache -o Dir::Etc::SourceList=${run.work}/sources.list`,
      "-o Dir::Etc::SourceParts=/nowhere -o Dir::Etc::Parts=/nowhere -o Acquire::Languages=none -o Acquire::Retries=0",
      "-o APT::Sandbox::User=root -o Acquire::By-Hash=no",
    ].join(" ");
  const files = (run: Run) => ({
    "sources.list": `deb [arch=amd64 signed-by=${stored("registries", "debian.asc")}] ${run.base} stable main\n`,
    [`${run.home}/state/lists/partial/.keep`]: "",
    [`${run.home}/cache/archives/partial/.keep`]: "",
  });
  const shell = (run: Run, script: string): Command => ({ argv: ["sh", "-c", script], files: files(run) });
  return {
    name: "apt",
    family: "apt",
    format: "debian",
    path,
    versionCommand: [path, "--version"],
    operations: [
      { name: "install", command: (run) => shell(run, `apt-get ${options(run)} update`) },
      {
        name: "download",
        command: (run) =>
          shell(
            run,
            `apt-get ${options(run)} update >/dev/null 2>&1; apt-get ${options(run)} download demo:all`,
          ),
      },
    ],
  };
}

function dput(): Program {
  const path = onPath("dput");
  const deb = "not a package, only bytes to upload\n";
  const changes = (name: string) =>
    [
      "Format: 1.8",
      "Date: Thu, 01 Jan 2026 00:00:00 +0000",
      "Source: demo\nBinary: demo\nArchitecture: all\nVersion: 1.0\nDistribution: unstable\nUrgency: medium",
      "Maintainer: Somebody <somebody@packages.example>\nChanged-By: Somebody <somebody@packages.example>",
      "Description:\n demo - a demonstration\nChanges:\n demo (1.0) unstable; urgency=medium\n .\n   * First.",
      `Checksums-Sha1:\n ${digest("sha1", deb)} ${deb.length} ${name}`,
      `Checksums-Sha256:\n ${digest("sha256", deb)} ${deb.length} ${name}`,
      `Files:\n ${digest("md5", deb)} ${deb.length} misc optional ${name}`,
      "",
    ].join("\n");
  const command = (run: Run): Command => ({
    argv: [path, "outspoken", "demo_1.0_all.changes"],
    files: {
      "demo_1.0_all.deb": deb,
      "demo_1.0_all.changes": changes("demo_1.0_all.deb"),
      [`${run.home}/.dput.d/profiles/outspoken.json`]: JSON.stringify({
        method: "http",
        fqdn: run.host,
        incoming: new URL(run.base).pathname,
        login: "*",
        hooks: [],
        allow_unsigned_uploads: true,
      }),
    },
  });
  return {
    name: "dput-ng",
    family: "dput",
    format: "debian",
    path,
    versionCommand: ["dpkg-query", "-W", "dput-ng"],
    operations: [{ name: "publish", command }],
  };
}

function lfs(): Program {
  const path = onPath("git-lfs");
  // The first line names the pointer format and is never requested.
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${LFS_OID}\nsize ${LFS_CONTENT.length}\n`;
  const script = (run: Run, then: string): Command => ({
    argv: [
      "sh",
      "-c",
      `{ git init -q --bare ../there.git && git init -q -b main . && git config lfs.url ${run.base} &&
        git config lfs.locksverify false && git config lfs.transfer.maxretries 1 && git config user.email a@packages.example && git config user.name A &&
        git remote add origin ../there.git && GIT_LFS_SKIP_SMUDGE=1 git -c filter.lfs.clean= -c filter.lfs.required=false add . &&
        git commit -qm one && git push -q origin main; } >/dev/null 2>&1; ${then}`,
    ],
    env: { GIT_TERMINAL_PROMPT: "0", GIT_ASKPASS: "false", GIT_CONFIG_NOSYSTEM: "1" },
    files: { ".gitattributes": "*.bin filter=lfs diff=lfs merge=lfs -text\n", "large.bin": pointer },
  });
  const put = `mkdir -p .git/lfs/objects/${LFS_OID.slice(0, 2)}/${LFS_OID.slice(2, 4)}; printf 'large\\n' > .git/lfs/objects/${LFS_OID.slice(0, 2)}/${LFS_OID.slice(2, 4)}/${LFS_OID}`;
  const operations: readonly Operation[] = [
    { name: "install", command: (run) => script(run, `"${path}" fetch origin main`) },
    {
      name: "download",
      scenarios: ["refused", "missing"],
      command: (run) => script(run, `"${path}" fetch origin main`),
    },
    { name: "publish", command: (run) => script(run, `${put}; "${path}" push --all origin`) },
  ];
  return {
    name: "git-lfs",
    family: "git-lfs",
    format: "lfs",
    path,
    versionCommand: [path, "--version"],
    operations,
  };
}

function galaxy(number: string): Program {
  const path = stored("python", `ansible-core-${number}`, "bin", "ansible-galaxy");
  return {
    name: "ansible-galaxy",
    family: "ansible-galaxy",
    format: "galaxy",
    path,
    versionCommand: [path, "--version"],
    operations: [
      {
        name: "install",
        // A 429 or 502 is requested seven times.
        scenarios: ["refused", "unauthorized", "missing", "broken", "down"],
        command: (run) => ({
          argv: [path, "collection", "install", "acme.demo:1.0.0", "-s", `${run.base}/`, "-p", "collections"],
          env: { ANSIBLE_HOME: `${run.home}/ansible`, ANSIBLE_NOCOLOR: "1", ANSIBLE_LOCALHOST_WARNING: "0" },
        }),
      },
    ],
  };
}

function tofu(): Program {
  const path = stored("go", "bin", "tofu");
  const command = (run: Run): Command => ({
    argv: [path, "get", "-no-color"],
    env: {
      TF_CLI_CONFIG_FILE: `${run.work}/tofu.rc`,
      TF_REGISTRY_DISCOVERY_RETRY: "0",
      CHECKPOINT_DISABLE: "1",
    },
    files: {
      "tofu.rc": `host "registry.example" {\n  services = { "modules.v1" = "${run.base}/v1/modules/" }\n}\n`,
      "main.tf": 'module "demo" {\n  source  = "registry.example/acme/demo/local"\n  version = "1.0.0"\n}\n',
    },
  });
  return {
    name: "OpenTofu",
    version: version("OPENTOFU_VERSION").replace("v", ""),
    family: "tofu",
    format: "terraform",
    path,
    versionCommand: [path, "version"],
    operations: [
      { name: "install", command },
      { name: "download", command },
    ],
  };
}

function plainClient(
  family: string,
  argvOf: (path: string, run: Run) => readonly string[],
  name = family,
): Program {
  const path = onPath(family);
  return {
    name,
    family,
    format: "generic",
    path,
    versionCommand: [path, "--version"],
    operations: [{ name: "call", command: (run) => ({ argv: argvOf(path, run) }) }],
  };
}

export const systemPrograms: readonly Program[] = [
  apt(),
  dput(),
  lfs(),
  galaxy(version("ANSIBLE_CORE_VERSION")),
  tofu(),
  plainClient("curl", (path, run) => [path, "-sS", `${run.base}/v4/projects`]),
  plainClient("curl", (path, run) => [path, "-sS", "--http1.0", `${run.base}/v4/projects`], "curl --http1.0"),
  plainClient("wget", (path, run) => [path, "-nv", "--tries=1", "-O", "-", `${run.base}/v4/projects`]),
];

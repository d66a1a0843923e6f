/** Programs that speak to OCI registries and need no engine. */
import { digestOf, IMAGE } from "../origin/oci.ts";
import { onPath, stored, version } from "../store.ts";
import type { Operation, Program, Run } from "./program.ts";

const hex = (content: Buffer) => digestOf(content).slice("sha256:".length);

/** skopeo's `dir:` layout of the image. */
export const DIRECTORY = {
  "image/version": "Directory Transport Version: 1.1\n",
  "image/manifest.json": IMAGE.manifest,
  [`image/${hex(IMAGE.config)}`]: IMAGE.config,
  [`image/${hex(IMAGE.layer)}`]: IMAGE.layer,
};

/** The OCI layout of the image, for crane. */
export const LAYOUT = {
  "layout/oci-layout": '{"imageLayoutVersion":"1.0.0"}',
  "layout/index.json": JSON.stringify({
    schemaVersion: 2,
    manifests: [
      {
        mediaType: "application/vnd.oci.image.manifest.v1+json",
        digest: digestOf(IMAGE.manifest),
        size: IMAGE.manifest.length,
      },
    ],
  }),
  [`layout/blobs/sha256/${hex(IMAGE.manifest)}`]: IMAGE.manifest,
  [`layout/blobs/sha256/${hex(IMAGE.config)}`]: IMAGE.config,
  [`layout/blobs/sha256/${hex(IMAGE.layer)}`]: IMAGE.layer,
};

export const POLICY = { "policy.json": '{"default":[{"type":"insecureAcceptAnything"}]}' };

export function oci(
  name: string,
  path: string,
  operations: readonly Operation[],
  versionArgument = "--version",
): Program {
  return {
    name,
    family: name,
    format: "oci",
    path,
    versionCommand: [path, versionArgument],
    operations,
    parallel: true,
  };
}

function skopeo(): Program {
  const path = onPath("skopeo");
  const pull = (run: Run) => ({
    argv: [
      path,
      "--policy",
      "policy.json",
      "copy",
      "--src-tls-verify=false",
      `docker://${run.host}/tools/demo:1.0.0`,
      "dir:out",
    ],
    files: POLICY,
  });
  return oci("skopeo", path, [
    { name: "install", command: pull },
    { name: "download", command: pull },
    {
      name: "publish",
      command: (run) => ({
        argv: [
          path,
          "--policy",
          "policy.json",
          "copy",
          "--dest-tls-verify=false",
          "dir:image",
          `docker://${run.host}/tools/demo:1.0.0`,
        ],
        files: { ...POLICY, ...DIRECTORY },
      }),
    },
    loginWith(({ host }) => [path, "login", "--tls-verify=false", "-u", "somebody", "-p", "secret", host]),
  ]);
}

function buildah(): Program {
  const path = onPath("buildah");
  const pull = (run: Run) => ({
    argv: [
      ...[path, "--root", `${run.home}/root`, "--runroot", `${run.home}/runroot`, "--storage-driver", "vfs"],
      ...["pull", "--tls-verify=false", "--signature-policy", "policy.json", `${run.host}/tools/demo:1.0.0`],
    ],
    files: POLICY,
  });
  return oci("buildah", path, [{ name: "install", command: pull }]);
}

function crane(): Program {
  const path = stored("go", "bin", "crane");
  const pull = (run: Run) => ({
    argv: [path, "pull", "--insecure", `${run.host}/tools/demo:1.0.0`, "out.tar"],
  });
  return oci(
    "crane",
    path,
    [
      { name: "install", command: pull },
      { name: "download", command: pull },
      {
        name: "publish",
        command: (run) => ({
          argv: [path, "push", "--insecure", "layout", `${run.host}/tools/demo:2.0.0`],
          files: LAYOUT,
        }),
      },
    ],
    "version",
  );
}

export function loginWith(argvOf: (run: Run) => readonly string[]): Operation {
  return {
    name: "login",
    scenarios: ["refused", "unauthorized", "down"],
    command: (run) => ({ argv: argvOf(run) }),
  };
}

function oras(): Program {
  const path = stored("go", "bin", "oras");
  const pull = (run: Run) => ({
    argv: [path, "pull", "--plain-http", `${run.host}/tools/demo:1.0.0`, "--no-tty"],
  });
  return oci(
    "oras",
    path,
    [
      { name: "install", command: pull },
      { name: "download", command: pull },
      {
        name: "publish",
        command: (run) => ({
          argv: [
            path,
            "push",
            "--plain-http",
            "--no-tty",
            `${run.host}/tools/demo:1.0.0`,
            "hello.txt:text/plain",
          ],
          files: { "hello.txt": "hello\n" },
        }),
      },
      loginWith(({ host }) => [path, "login", "--plain-http", "-u", "somebody", "-p", "secret", host]),
    ],
    "version",
  );
}

/** Its configuration sets that the registry has no TLS, and the number of tries. */
function regctl(): Program {
  const path = stored("go", "bin", "regctl");
  const command = (argv: (run: Run) => readonly string[]) => (run: Run) => ({
    argv: [path, ...argv(run)],
    env: { REGCTL_CONFIG: `${run.work}/regctl.json` },
    files: {
      ...LAYOUT,
      "regctl.json": JSON.stringify({ hosts: { [run.host]: { tls: "disabled" } } }),
    },
  });
  const pull = command((run) => ["image", "export", `${run.host}/tools/demo:1.0.0`, "out.tar"]);
  return {
    ...oci("regctl", path, [
      { name: "install", command: pull },
      { name: "download", command: pull },
      {
        name: "publish",
        command: command((run) => [
          ...["image", "copy", `ocidir://layout@${digestOf(IMAGE.manifest)}`, `${run.host}/tools/demo:2.0.0`],
        ]),
      },
      {
        name: "login",
        scenarios: ["refused", "unauthorized", "down"],
        command: command((run) => ["registry", "login", "-u", "somebody", "-p", "secret", run.host]),
      },
    ]),
    version: version("REGCTL_VERSION").replace("v", ""),
  };
}

export const containerPrograms: readonly Program[] = [skopeo(), buildah(), crane(), oras(), regctl()];

/** Docker and containerd, each with its own engine that lives as long as the command, and podman, which needs none. */
import { onPath, stored } from "../store.ts";
import { POLICY } from "./containers.ts";
import type { Command, Operation, Program, Run } from "./program.ts";

const BIN = stored("servers", "usr", "bin");
const SBIN = stored("servers", "usr", "sbin");

/** Starts an engine, waits until `ready` succeeds (its socket is there before it listens), runs `then`, and lets the engine shut down cleanly. */
function withEngine(engine: string, ready: string, then: string): Command {
  const script = `${engine} >engine.log 2>&1 & engine=$!
for try in $(seq 300); do ${ready} >/dev/null 2>&1 && break; sleep 0.1; done
${then}
code=$?
kill $engine; wait $engine 2>/dev/null
exit $code`;
  return { argv: ["sh", "-c", script], env: { PATH: `${BIN}:${SBIN}:/usr/sbin:/usr/bin:/sbin:/bin` } };
}

/** A script whose `docker` talks to an engine of this run's own. */
export function withDocker(run: Run, script: string): Command {
  return withEngine(
    `dockerd --data-root ${run.home}/data --exec-root ${run.home}/exec -p ${run.home}/pid -H unix://${run.home}/sock --bridge=none --iptables=false --ip6tables=false --storage-driver=vfs --max-download-attempts 1`,
    `docker -H unix://${run.home}/sock version`,
    `export DOCKER_HOST=unix://${run.home}/sock; ${script}`,
  );
}

function docker(): Program {
  const path = `${SBIN}/dockerd`;
  const command =
    (then: (run: Run) => string) =>
    (run: Run): Command =>
      withDocker(run, then(run));
  const operations: readonly Operation[] = [
    { name: "install", command: command((run) => `docker pull ${run.host}/tools/demo:1.0.0`) },
    {
      name: "download",
      scenarios: ["refused", "missing"],
      command: command((run) => `docker pull ${run.host}/tools/demo:1.0.0`),
    },
    {
      name: "publish",
      // A 5xx is tried again for a minute.
      scenarios: ["refused", "unauthorized", "down"],
      command: command(
        (run) =>
          `tar -cf - engine.log | docker import - ${run.host}/tools/demo:2.0.0 >/dev/null && docker push ${run.host}/tools/demo:2.0.0`,
      ),
    },
    { name: "login", command: command((run) => `docker login -u somebody -p secret ${run.host}`) },
  ];
  return {
    name: "docker",
    family: "docker",
    format: "oci",
    path,
    versionCommand: [path, "--version"],
    operations,
    parallel: true,
  };
}

function containerd(): Program {
  const path = `${BIN}/containerd`;
  const command = (run: Run): Command => ({
    ...withEngine(
      "containerd --config containerd.toml",
      `ctr -a ${run.home}/sock version`,
      `ctr -a ${run.home}/sock images pull --plain-http --snapshotter native ${run.host}/tools/demo:1.0.0`,
    ),
    files: {
      "containerd.toml": `version = 2\nroot = "${run.home}/root"\nstate = "${run.home}/state"\ndisabled_plugins = ["io.containerd.grpc.v1.cri"]\n[grpc]\naddress = "${run.home}/sock"\n`,
    },
  });
  return {
    name: "containerd",
    family: "containerd",
    format: "oci",
    path,
    versionCommand: [path, "--version"],
    operations: [
      { name: "install", command },
      { name: "download", scenarios: ["refused", "missing"], command },
    ],
    parallel: true,
  };
}

/** Without what running a container needs: it only pulls, pushes and signs in. */
function podman(): Program {
  const path = onPath("podman");
  const prefix = (run: Run) =>
    `"${path}" --root ${run.home}/root --runroot ${run.home}/runroot --tmpdir ${run.home}/libpod --storage-driver vfs --cgroup-manager cgroupfs --events-backend file`;
  const command =
    (then: (podman: string, run: Run) => string) =>
    (run: Run): Command => ({ argv: ["sh", "-c", then(prefix(run), run)], files: POLICY });
  const trusting = "--tls-verify=false --signature-policy policy.json";
  const pull = command((podman, run) => `${podman} pull -q ${trusting} ${run.host}/tools/demo:1.0.0`);
  return {
    name: "podman",
    family: "podman",
    format: "oci",
    path,
    versionCommand: [path, "--version"],
    operations: [
      { name: "install", command: pull },
      { name: "download", command: pull },
      {
        name: "publish",
        command: command(
          (podman, run) =>
            `tar -cf - policy.json | ${podman} import -q - ${run.host}/tools/demo:2.0.0 >/dev/null 2>&1; ${podman} push -q ${trusting} ${run.host}/tools/demo:2.0.0`,
        ),
      },
      {
        name: "login",
        command: command(
          (podman, run) => `${podman} login --tls-verify=false -u somebody -p secret ${run.host}`,
        ),
      },
    ],
    parallel: true,
  };
}

export const dockerPrograms: readonly Program[] = [docker(), containerd(), podman()];

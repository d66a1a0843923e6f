/** The list of all servers, and of those that are not available here. */
import type { Absent, Program } from "../programs/program.ts";
import { distributionRegistry, dockerRegistry } from "./containers.ts";
import { nginxForApt, nginxForHelm } from "./files.ts";
import { giftless } from "./giftless.ts";
import { gitea } from "./gitea.ts";
import { devpiServer, proxpi } from "./indexes.ts";
import { ktra } from "./ktra.ts";
import { conanServer, pypiServer, verdaccio } from "./languages.ts";
import { pulp } from "./pulp.ts";
import type { Server } from "./server.ts";
import { verdaccioRules } from "./verdaccio-rules.ts";

export const SERVERS: readonly Server[] = [
  dockerRegistry,
  distributionRegistry,
  verdaccio,
  verdaccioRules,
  pypiServer,
  devpiServer,
  proxpi,
  conanServer,
  giftless,
  gitea,
  ktra,
  pulp,
  nginxForApt,
  nginxForHelm,
];

export const ABSENT_SERVERS: readonly Absent[] = [
  { name: "Athens", because: "the Go module proxy of this machine does not serve it" },
  {
    name: "Gitea 1.27",
    because: "the Go module proxy of this machine does not serve its own modules, gitea.dev",
  },
  { name: "Forgejo", because: "the Go module proxy has none of its releases since 2024" },
];

/** The server as the sandbox needs it. */
export function asProgram(server: Server): Program {
  return {
    name: server.name,
    family: server.name,
    format: server.format,
    path: server.needs[0] ?? "",
    versionCommand: [],
    operations: [],
  };
}

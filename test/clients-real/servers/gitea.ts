/** Gitea with its own users, quotas and tokens, under the preset of its name. */
import { stored, version } from "../store.ts";
import { GITEA_CLIENTS, GITEA_EXCHANGES } from "./gitea-exchanges.ts";
import { PASSWORD, type Server, USER } from "./server.ts";

const GITEA = stored("go", "bin", "gitea");

function configuration(folder: string, port: number): string {
  return `RUN_MODE = prod
I_AM_BEING_UNSAFE_RUNNING_AS_ROOT = true
WORK_PATH = ${folder}/work
[server]
STATIC_ROOT_PATH = ${stored("gitea")}
HTTP_ADDR = 127.0.0.1
HTTP_PORT = ${port}
ROOT_URL = http://127.0.0.1:${port}/
OFFLINE_MODE = true
DISABLE_SSH = true
LFS_START_SERVER = true
[database]
DB_TYPE = sqlite3
PATH = ${folder}/gitea.db
[security]
INSTALL_LOCK = true
SECRET_KEY = words
MIN_PASSWORD_LENGTH = 6
PASSWORD_HASH_ALGO = pbkdf2$1000$50
[packages]
LIMIT_SIZE_GENERIC = 100 KiB
[log]
LEVEL = error
`;
}

export const gitea: Server = {
  name: "Gitea",
  version: version("GITEA_VERSION").slice(1),
  format: "generic",
  needs: [GITEA, ...GITEA_CLIENTS],
  prefix: "",
  base: "",
  preset: "gitea",
  serving: (folder, port) => {
    const run = `${GITEA} -c ${folder}/app.ini`;
    const user = (name: string) =>
      `${run} admin user create --username ${name} --password ${PASSWORD} --email ${name}@packages.example --must-change-password=false`;
    return {
      before: [
        [
          "sh",
          "-c",
          `${run} migrate && ${user(USER)} && ${user("other")} && ${run} admin user generate-access-token --username ${USER} --scopes all --raw 2>/dev/null | tail -1 >token`,
        ],
      ],
      argv: [GITEA, "-c", `${folder}/app.ini`, "web"],
      files: { "app.ini": configuration(folder, port) },
    };
  },
  exchanges: GITEA_EXCHANGES,
};

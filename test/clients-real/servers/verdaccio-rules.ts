/** Verdaccio with rules for who may see and publish which package, under the preset of its name. */
import { digest } from "../origin/archives.ts";
import type { Run } from "../programs/program.ts";
import { version } from "../store.ts";
import { NPM, VERDACCIO } from "./languages.ts";
import { type Exchange, HTPASSWD_SHA, PASSWORD, type Server, shell, USER } from "./server.ts";

const FILE = "module.exports = 'eight';\n";
/** The same password's hash. */
const BOSS = HTPASSWD_SHA.replace(USER, "boss");

const RULES = `packages:
  "@team/*": {access: $authenticated, publish: $authenticated, unpublish: boss}
  "secret-*": {access: boss, publish: boss}
  "open-*": {access: $all, publish: boss, unpublish: boss}
  "**": {access: $all, publish: $authenticated, unpublish: boss}
`;

function npm(
  name: string,
  user: string | null,
  script: string,
  more: Omit<Exchange, "name" | "command"> & { readonly publishes?: string },
): Exchange {
  const { publishes = "app", ...ending } = more;
  const npmrc = (run: Run) => {
    const auth = Buffer.from(`${user}:${PASSWORD}`).toString("base64");
    const login = user === null ? "" : `//${run.host}/:_auth=${auth}\n`;
    return `registry=${run.base}/\n${login}fetch-retries=0\nupdate-notifier=false\naudit=false\n`;
  };
  return {
    name,
    ...ending,
    command: (run) =>
      shell(script.replaceAll("npm ", `${NPM} `), {
        files: {
          ".npmrc": npmrc(run),
          "package.json": JSON.stringify({ name: publishes, version: "1.0.0" }),
          "index.js": FILE,
        },
      }),
  };
}

/** Installs `name` into a folder without a package.json. */
function installing(name: string): string {
  return `rm package.json; npm install ${name} && sha256sum node_modules/${name}/index.js`;
}

/** npm reads one line per prompt; what arrives before the prompt is lost. */
function signingIn(user: string, password: string): string {
  const answer = (prompt: string, text: string) =>
    `until grep -q ${prompt}: out || ! kill -0 $pid 2>/dev/null; do sleep 0.2; done; echo ${text} >&3;`;
  return `mkfifo in; npm login <in >out 2>&1 & pid=$!; exec 3>in; ${answer("Username", user)} ${answer("Password", password)} wait $pid; code=$?; cat out; exit $code`;
}

export const verdaccioRules: Server = {
  name: "Verdaccio with access rules",
  version: version("VERDACCIO_VERSION"),
  format: "npm",
  needs: [VERDACCIO, NPM],
  prefix: "",
  base: "",
  preset: "verdaccio",
  serving: (folder, port) => ({
    argv: [process.execPath, VERDACCIO, "--config", `${folder}/config.yaml`, "--listen", `127.0.0.1:${port}`],
    files: {
      htpasswd: HTPASSWD_SHA + BOSS,
      "config.yaml": `storage: ${folder}/storage\nauth: {htpasswd: {file: ${folder}/htpasswd, max_users: -1}}\nuplinks: {}\n${RULES}log: {type: stdout, format: pretty, level: error}\nweb: {enable: true}\nflags: {webLogin: true}\n`,
    },
  }),
  exchanges: [
    npm("npm publishes for a team", USER, "npm publish", { refused: null, publishes: "@team/eight" }),
    npm("npm publishes a secret", "boss", "npm publish", { refused: null, publishes: "secret-eight" }),
    npm("npm installs for a team", USER, installing("@team/eight"), {
      refused: null,
      digest: digest("sha256", FILE),
    }),
    npm("npm installs for a team without signing in", null, installing("@team/eight"), {
      refused: /authorization required to access package @team\/eight/,
    }),
    npm("npm installs a secret", USER, installing("secret-eight"), {
      refused: /user somebody is not allowed to access package secret-eight/,
      counted: "forbidden",
    }),
    npm("npm publishes where only some users may", USER, "npm publish", {
      refused: /user somebody is not allowed to publish package open-eight/,
      counted: "forbidden",
      publishes: "open-eight",
    }),
    npm("npm unpublishes without permission", USER, "npm unpublish --force @team/eight@1.0.0", {
      refused: /not allowed to (?:un)?publish package/,
      counted: "forbidden",
    }),
    npm("npm runs whoami", USER, "npm whoami", { refused: null }),
    npm(
      "npm tries to sign in on the web, which this Verdaccio lacks, and then by name",
      null,
      signingIn(USER, PASSWORD),
      {
        refused: null,
      },
    ),
    npm("npm signs in with a wrong password", null, signingIn(USER, "wrong"), {
      // Its answer if creating users is disabled.
      refused: /user registration disabled/,
      counted: "conflict",
    }),
  ],
};

/** ktra, a Cargo registry whose index is a Git repository, and what Cargo does with it. */
import { digest } from "../origin/archives.ts";
import { onPath, stored, version } from "../store.ts";
import { type Exchange, PASSWORD, type Server, shell, USER } from "./server.ts";

const VERSION = version("KTRA_VERSION");
const KTRA = stored("cargo", "bin", "ktra");
const SOURCE = "pub fn seven() -> u8 { 7 }\n";
const CARGO = onPath("cargo");
const CONFIGURE = `git config --global user.email a@packages.example && git config --global user.name A`;

/**
 * The index contains its registry's URL, and ktra never re-reads what others write to it: so each command has its own copy of the
 * index, which names the gateway or the server itself. The token is in the server's folder, the only thing that commands share.
 */
function cargo(name: string, script: string, more: Omit<Exchange, "name" | "command">): Exchange {
  return {
    name,
    ...more,
    command: (run, folder) =>
      shell(
        `${CONFIGURE} && git clone -q ${folder}/index.git ../index && echo '{"dl":"${run.base}/dl","api":"${run.base}"}' >../index/config.json && git -C ../index commit -qam address && ${script.replaceAll("cargo ", `${CARGO} `).replaceAll("TOKEN", `$(cat ${folder}/token)`)}`,
        {
          env: { CARGO_HOME: `${run.home}/.cargo`, CARGO_NET_GIT_FETCH_WITH_CLI: "true" },
          files: {
            "demo/Cargo.toml": `[package]\nname = "demo-ktra"\nversion = "1.0.0"\nedition = "2021"\ndescription = "x"\nlicense = "MIT"\n`,
            "demo/src/lib.rs": SOURCE,
            "app/Cargo.toml": `[package]\nname = "app"\nversion = "1.0.0"\nedition = "2021"\n[dependencies]\ndemo-ktra = { version = "1", registry = "ktra" }\n`,
            "app/src/lib.rs": "",
            ".cargo/config.toml": `[registries.ktra]\nindex = "file://${run.home}/index"\n[net]\nretry = 0\n`,
          },
        },
      ),
  };
}

/** Cargo waits until what it published is in its index. */
const PUBLISH =
  "{ while sleep 1; do git -C ../index pull -q --rebase; done & } && cd demo && cargo publish --registry ktra --no-verify --allow-dirty --token";

export const ktra: Server = {
  name: "ktra",
  version: VERSION,
  format: "cargo",
  needs: [KTRA, CARGO],
  prefix: "/cargo",
  base: "",
  serving: (folder, port) => ({
    before: [
      [
        "sh",
        "-c",
        `${CONFIGURE} && git init -q --bare -b main index.git && git clone -q index.git first && cd first && git checkout -qb main && echo {} >config.json && git add . && git commit -qm first && git push -q origin main`,
      ],
    ],
    argv: [KTRA, "--config", `${folder}/ktra.toml`],
    files: {
      "ktra.toml": `[server_config]\nport = ${port}\n[index_config]\nremote_url = "file://${folder}/index.git"\nlocal_path = "${folder}/index"\nbranch = "main"\n`,
    },
  }),
  exchanges: [
    {
      name: "curl creates a user",
      refused: null,
      command: (run, folder) =>
        shell(
          `curl -sS --fail-with-body -H 'Content-Type: application/json' -d '{"password":"${PASSWORD}"}' ${run.base}/ktra/api/v1/new_user/${USER} | sed 's/.*"token":"\\([^"]*\\)".*/\\1/' >${folder}/token && test -s ${folder}/token`,
        ),
    },
    cargo("cargo publishes with a wrong token", `${PUBLISH} wrong`, {
      refused: /invalid token/,
      counted: "forbidden",
    }),
    cargo("cargo publishes", `${PUBLISH} TOKEN`, { refused: null }),
    cargo("cargo publishes the same version again", `${PUBLISH} TOKEN`, { refused: /already exists/ }),
    cargo("cargo fetches", "cd app && cargo fetch && sha256sum $CARGO_HOME/registry/src/*/*/src/lib.rs", {
      refused: null,
      digest: digest("sha256", SOURCE),
    }),
    cargo("cargo yanks", "cd demo && cargo yank --registry ktra --token TOKEN demo-ktra@1.0.0", {
      refused: null,
    }),
    cargo(
      "cargo yanks a missing crate",
      "cd demo && cargo yank --registry ktra --token TOKEN demo-none@1.0.0",
      {
        refused: /not found/,
        counted: "not_found",
      },
    ),
  ],
};

/** giftless, a Git LFS server with JSON Web Tokens, and what git-lfs does with it. */
import { createHmac } from "node:crypto";
import { LFS_CONTENT, LFS_OID } from "../origin/lfs.ts";
import type { Run } from "../programs/program.ts";
import { onPath, stored, version } from "../store.ts";
import { type Exchange, type Server, shell } from "./server.ts";

const VERSION = version("GIFTLESS_VERSION");
const GUNICORN = stored("python", `giftless-${VERSION}`, "bin", "gunicorn");
const GIT_LFS = onPath("git-lfs");
/** Only this suite's servers know it. */
const KEY = "a key of thirty-two bytes or more, as HS256 requires";
const HOUR_SECONDS = 3_600;

function token(expiresInSeconds: number): string {
  const now = Math.floor(Date.now() / 1_000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = { sub: "somebody", scopes: ["obj:team/*"], exp: now + expiresInSeconds };
  const signed = `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}`;
  return `${signed}.${createHmac("sha256", KEY).update(signed).digest("base64url")}`;
}

const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${LFS_OID}\nsize ${LFS_CONTENT.length}\n`;
const OBJECT = `.git/lfs/objects/${LFS_OID.slice(0, 2)}/${LFS_OID.slice(2, 4)}`;
const PUSH = `mkdir -p ${OBJECT}; cp ../object ${OBJECT}/${LFS_OID}; ${GIT_LFS} push --all origin`;
const FETCH = `${GIT_LFS} fetch origin main && sha256sum ${OBJECT}/*`;

function gitLfs(
  name: string,
  then: string,
  more: Pick<Exchange, "refused" | "counted" | "digest"> & { readonly token: string | null },
): Exchange {
  const command = (run: Run) => {
    const user = more.token === null ? "" : `_jwt:${more.token}@`;
    const url = `${run.base.replace("http://", `http://${user}`)}/team/repo.git/info/lfs`;
    return shell(
      `{ git init -q --bare ../there.git && git init -q -b main . && git config lfs.url "${url}" &&
        git config lfs.locksverify false && git config lfs.transfer.maxretries 1 &&
        git config user.email a@packages.example && git config user.name A && git remote add origin ../there.git &&
        GIT_LFS_SKIP_SMUDGE=1 git -c filter.lfs.clean= -c filter.lfs.required=false add . &&
        git commit -qm one && git push -q origin main; } >/dev/null 2>&1; ${then}`,
      {
        env: { GIT_TERMINAL_PROMPT: "0", GIT_ASKPASS: "false", GIT_CONFIG_NOSYSTEM: "1" },
        files: {
          ".gitattributes": "*.bin filter=lfs diff=lfs merge=lfs -text\n",
          "large.bin": POINTER,
          [`${run.home}/object`]: LFS_CONTENT,
        },
      },
    );
  };
  return { name, ...more, command };
}

function configuration(folder: string): string {
  const jwt = `{algorithm: HS256, private_key: "${KEY}"}`;
  return `LEGACY_ENDPOINTS: false
AUTH_PROVIDERS:
  - {factory: "giftless.auth.jwt:factory", options: ${jwt}}
  - "giftless.auth.allow_anon:read_only"
PRE_AUTHORIZED_ACTION_PROVIDER: {factory: "giftless.auth.jwt:factory", options: ${jwt}}
TRANSFER_ADAPTERS: {basic: {options: {storage_options: {path: "${folder}/objects"}}}}
`;
}

export const giftless: Server = {
  name: "giftless",
  version: VERSION,
  format: "lfs",
  needs: [GUNICORN, GIT_LFS],
  prefix: "/lfs",
  base: "",
  serving: (folder, port) => ({
    argv: [GUNICORN, "-b", `127.0.0.1:${port}`, "-w", "1", "--threads", "4", "giftless.wsgi_entrypoint:app"],
    env: { GIFTLESS_CONFIG_FILE: `${folder}/giftless.yaml` },
    files: { "giftless.yaml": configuration(folder) },
  }),
  exchanges: [
    gitLfs("git-lfs fetches a missing object", FETCH, {
      refused: /Cannot find any of the requested objects/,
      counted: "not_found",
      token: null,
    }),
    gitLfs("git-lfs pushes without a token", PUSH, {
      refused: /You are not authorized to perform this action/,
      counted: "forbidden",
      token: null,
    }),
    gitLfs("git-lfs pushes with a token that has expired", PUSH, {
      refused: /User identity is required/,
      counted: "unauthorized",
      token: token(-HOUR_SECONDS),
    }),
    gitLfs("git-lfs pushes", PUSH, { refused: null, token: token(HOUR_SECONDS) }),
    gitLfs("git-lfs fetches", FETCH, { refused: null, digest: LFS_OID, token: null }),
  ],
};

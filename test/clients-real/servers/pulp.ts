/** Pulp with its API, content and task programs, and its own PostgreSQL, behind nginx as in its documentation. */
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { stored, version } from "../store.ts";
import { PULP_CLIENTS } from "./pulp-commands.ts";
import { PULP_EXCHANGES } from "./pulp-exchanges.ts";
import type { Server } from "./server.ts";

const VERSION = version("PULPCORE_VERSION");
const BIN = stored("python", `pulpcore-${VERSION}`, "bin");
const NGINX = stored("servers", "usr", "sbin", "nginx");
/** Debian keeps each major version apart. */
const POSTGRESQL = "/usr/lib/postgresql";
const [MAJOR = ""] = existsSync(POSTGRESQL)
  ? readdirSync(POSTGRESQL).sort((one, other) => Number(other) - Number(one))
  : [];
const POSTGRES = `${POSTGRESQL}/${MAJOR}/bin`;
/** Its tables, made by `install`, since that takes as long as all exchanges together. */
const DATABASE = stored("registries", `pulp-${VERSION}-postgresql-${MAJOR}.tar.gz`);
/** PostgreSQL refuses to run as root. */
const UNPRIVILEGED =
  process.getuid?.() === 0 ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];

/**
 * Without a cache, the only thing for which Pulp needs Redis. The password is hashed on every request; the quick hash replaces the
 * other one when the first user signs in.
 */
function settings(folder: string, port: number): string {
  const url = `http://127.0.0.1:${port}`;
  return `SECRET_KEY = "words"
CONTENT_ORIGIN = PYPI_API_HOSTNAME = ANSIBLE_API_HOSTNAME = "${url}"
TOKEN_SERVER = "${url}/token/"
TOKEN_SIGNATURE_ALGORITHM = "ES256"
PUBLIC_KEY_PATH = "${folder}/public.pem"
PRIVATE_KEY_PATH = "${folder}/private.pem"
DB_ENCRYPTION_KEY = "${folder}/database.key"
MEDIA_ROOT = "${folder}/media"
WORKING_DIRECTORY = FILE_UPLOAD_TEMP_DIR = "${folder}/work"
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "HOST": "${folder}/database", "NAME": "postgres", "USER": "pulp"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
CACHE_ENABLED = False
ANALYTICS = False
`;
}

function nginx(folder: string, port: number): string {
  return `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 64; }
http {
  access_log off; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/p; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  client_max_body_size 0; proxy_redirect off; proxy_set_header Host $http_host; proxy_set_header X-Forwarded-Proto $scheme;
  server {
    listen 127.0.0.1:${port};
    location / { proxy_pass http://unix:${folder}/api.sock:; }
    location /pulp/content/ { proxy_pass http://unix:${folder}/content.sock:; }
    location /pulp/container/ { proxy_pass http://unix:${folder}/content.sock:; }
  }
}
`;
}

/** nginx comes last: when its port is open, all are up. */
function start(folder: string): string {
  const gunicorn = (name: string) =>
    `${BIN}/pulpcore-${name} --bind unix:${folder}/${name}.sock --workers 1 --no-control-socket >${name}.log 2>&1 &`;
  const status = `curl -sf -o status --unix-socket api.sock http://pulp/pulp/api/v3/status/`;
  // The folder is deleted with its data, so nothing has to reach the disk.
  const options = "-c listen_addresses= -c fsync=off -c full_page_writes=off";
  return `${UNPRIVILEGED.join(" ")} ${POSTGRES}/postgres -D database -k ${folder}/database ${options} >database.log 2>&1 &
until [ -S database/.s.PGSQL.5432 ]; do sleep 0.1; done
${BIN}/pulpcore-worker >worker.log 2>&1 & ${gunicorn("content")} ${gunicorn("api")}
until [ -S content.sock ] && ${status}; do sleep 0.1; done
exec ${NGINX} -p ${folder} -c ${folder}/nginx.conf`;
}

export const pulp: Server = {
  name: "Pulp",
  version: VERSION,
  format: "generic",
  needs: [`${BIN}/pulpcore-api`, `${POSTGRES}/postgres`, DATABASE, NGINX, ...PULP_CLIENTS],
  prefix: "",
  base: "",
  preset: "pulp",
  routes: [
    { path: "/pulp/content/python/*", format: "pypi" },
    { path: "/pulp/content/npm/*", format: "npm" },
    { path: "/pulp/content/maven/*", format: "maven" },
  ],
  serving: (folder, port) => {
    const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
    return {
      // The database's owner has to traverse the folder, but can't list it.
      before: [["sh", "-c", `chmod 711 . && mkdir media work && tar -xpzf ${DATABASE}`]],
      argv: ["sh", "-c", start(folder)],
      after: [[...UNPRIVILEGED, `${POSTGRES}/pg_ctl`, "stop", "-m", "immediate", "-D", `${folder}/database`]],
      env: { PULP_SETTINGS: `${folder}/settings.py` },
      files: {
        "settings.py": settings(folder, port),
        "nginx.conf": nginx(folder, port),
        "database.key": randomBytes(32).toString("base64"),
        "public.pem": publicKey.export({ type: "spki", format: "pem" }),
        "private.pem": privateKey.export({ type: "pkcs8", format: "pem" }),
      },
    };
  },
  exchanges: PULP_EXCHANGES,
};

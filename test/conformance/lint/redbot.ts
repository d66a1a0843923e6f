/** REDbot, which requests a resource in several ways, from nginx and through the gateway in front of it. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import * as v from "valibot";
import { withInstance } from "../../clients-real/servers/suite.ts";
import { stored } from "../../clients-real/store.ts";
import { withGateway } from "../gateway.ts";
import { isComplaint, NOTE, type Note, PYTHON } from "./httplint.ts";
import { complain, type Linted, without } from "./lint.ts";

export const NGINX = stored("servers", "usr", "sbin", "nginx");

const SCRIPT = join(import.meta.dirname, "redbot_notes.py");
/** A resource takes it 1 s. */
const RUN_LIMIT_MS = 60_000;

/** Long enough that its parts and its compressed form are shorter than what surrounds them. */
const README = "a registry's words of a package ".repeat(1_000);

interface Resource {
  readonly name: string;
  readonly format: string;
  readonly path: string;
  /** Spoken: every complaint is the gateway's. */
  readonly isSpoken?: boolean;
}

const RESOURCES: readonly Resource[] = [
  { name: "REDbot: a file", format: "generic", path: "/file.tgz" },
  { name: "REDbot: a document", format: "generic", path: "/document.json" },
  { name: "REDbot: a document whose URLs are replaced", format: "npm", path: "/document.json" },
  { name: "REDbot: a redirect", format: "generic", path: "/moved" },
  { name: "REDbot: a missing file", format: "generic", path: "/missing", isSpoken: true },
];

/** In: the main file of the bundled Worker. */
export function lintResources(script: string): Promise<readonly Linted[]> {
  return withInstance({ serving }, (origin) => {
    const ROUTES = RESOURCES.map(({ format }, index) => ({
      path: `/${index}/*`,
      id: `route-${index}`,
      format,
      origin,
    }));
    return withGateway(script, { ROUTES }, async (gateway) => {
      const linted: Linted[] = [];
      for (const [index, { name, path, isSpoken = false }] of RESOURCES.entries()) {
        const direct = isSpoken ? [] : await complaintsAt(origin + path);
        const through = await complaintsAt(`${gateway}/${index}${path}`);
        linted.push({ name, complaints: complain(name, without(through, direct)) });
      }
      return linted;
    });
  });
}

function serving(folder: string, port: number) {
  const document = {
    name: "left-pad",
    dist: { tarball: `http://127.0.0.1:${port}/file.tgz` },
    readme: README,
  };
  return {
    argv: [NGINX, "-p", folder, "-c", `${folder}/nginx.conf`],
    files: {
      "nginx.conf": `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 64; }
http {
  access_log off; client_body_temp_path ${folder}/b; proxy_temp_path ${folder}/p; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  types { application/json json; application/gzip tgz; }
  gzip on; gzip_types application/json; gzip_vary on;
  server { listen 127.0.0.1:${port}; root ${folder}/www; expires 1h; location /moved { return 302 /file.tgz; } }
}
`,
      "www/file.tgz": gzipSync(README, { level: 0 }),
      "www/document.json": JSON.stringify(document),
    },
  };
}

/** Asynchronous, since it reads answers of servers that run in this process. */
async function complaintsAt(url: string): Promise<readonly Note[]> {
  const notes = await new Promise<string>((resolve, reject) => {
    const child = spawn(PYTHON, [SCRIPT, url], { timeout: RUN_LIMIT_MS, stdio: ["ignore", "pipe", "pipe"] });
    const [printed, errors]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on("data", (part) => printed.push(part));
    child.stderr.on("data", (part) => errors.push(part));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(Buffer.concat(printed).toString());
      else reject(new Error(`REDbot at ${url}: ${Buffer.concat(errors)}`));
    });
  });
  return v.parse(v.array(NOTE), JSON.parse(notes)).filter(isComplaint);
}

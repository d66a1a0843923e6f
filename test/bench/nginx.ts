/** Debian's nginx, if it is installed: as the origin of the measurements, and as the proxy to compare the Workers with. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { join } from "node:path";

/** Debian puts it into a folder that only root's PATH has. */
const PATH = `${process.env.PATH}:/usr/sbin:/usr/local/sbin`;

export function hasNginx(): boolean {
  return spawnSync("nginx", ["-v"], { env: { PATH } }).status === 0;
}

export class Nginx {
  readonly #child: ChildProcess;
  readonly port: number;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.port = port;
  }

  /** In: its own folder, and the content of `http { }`. */
  static async start(folder: string, name: string, port: number, http: string): Promise<Nginx> {
    const file = join(folder, `${name}.conf`);
    writeFileSync(file, configuration(folder, name, http));
    const child = spawn("nginx", ["-c", file, "-p", folder], {
      env: { PATH },
      stdio: ["ignore", "inherit", "inherit"],
    });
    await listens(port);
    return new Nginx(child, port);
  }

  /** There is one process without a master: the one that does the work. */
  get pid(): number {
    const { pid } = this.#child;
    if (pid === undefined) throw new Error("nginx did not start");
    return pid;
  }

  async close(): Promise<void> {
    this.#child.kill("SIGTERM");
    if (this.#child.exitCode === null) await once(this.#child, "exit");
  }
}

function configuration(folder: string, name: string, http: string): string {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  return `daemon off;
master_process off;
pid ${join(folder, `${name}.pid`)};
error_log stderr crit;
events { worker_connections 4096; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 100000000;
  keepalive_timeout 600s;
  etag on;
${temporary.map((kind) => `  ${kind}_temp_path ${join(folder, `${name}-${kind}`)};`).join("\n")}
${http}
}
`;
}

/** Resolves when a program listens on the port. */
async function listens(port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const socket = createConnection(port, "127.0.0.1");
    const connected = await new Promise<boolean>((resolve) => {
      socket.once("connect", () => resolve(true));
      socket.once("error", () => resolve(false));
    });
    socket.destroy();
    if (connected) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`nothing listens on port ${port}`);
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const { createServer } = await import("node:net");
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

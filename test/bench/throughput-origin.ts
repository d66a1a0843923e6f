/**
 * The origin of the measurements, always in its own process: nginx if it is installed, otherwise Node running this
 * file.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort, hasNginx, Nginx } from "./nginx.ts";
import { ANSWERS, type FixedAnswer } from "./throughput-answers.ts";

export interface Origin {
  readonly program: "nginx" | "Node";
  readonly url: string;
  readonly pid: number;
  readonly close: () => void | Promise<void>;
}

export async function startOrigin(folder: string): Promise<Origin> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  mkdirSync(join(folder, "answers"));
  for (const answer of ANSWERS) writeFileSync(fileOf(folder, answer), answer.body(url));
  return hasNginx() ? startNginx(folder, port, url) : startNode(folder, port, url);
}

function fileOf(folder: string, { name }: FixedAnswer): string {
  return join(folder, "answers", name);
}

async function startNginx(folder: string, port: number, url: string): Promise<Origin> {
  const locations = ANSWERS.map((answer) => location(folder, answer)).join("\n");
  const server = `server {\n listen 127.0.0.1:${port} backlog=4096;\n${locations}\n}`;
  const nginx = await Nginx.start(folder, "origin", port, `open_file_cache max=100;\n${server}`);
  return { program: "nginx", url, pid: nginx.pid, close: () => nginx.close() };
}

function location(folder: string, answer: FixedAnswer): string {
  const headers = Object.entries(answer.headers).map(
    ([name, value]) => `add_header ${name} '${value.replaceAll("'", "\\'")}' always;`,
  );
  const body = readFileSync(fileOf(folder, answer)).toString();
  const does =
    answer.status === 200 ? `alias ${fileOf(folder, answer)};` : `return ${answer.status} '${body}';`;
  return `location ~ '${answer.path}' {
 default_type ${answer.contentType};
 ${headers.join("\n ")}
 ${does}
}`;
}

async function startNode(folder: string, port: number, url: string): Promise<Origin> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), folder, String(port)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  return { program: "Node", url, pid: child.pid ?? 0, close: () => void child.kill() };
}

function serve(folder: string, port: number): void {
  const answers = ANSWERS.map((answer) => ({
    ...answer,
    pattern: new RegExp(answer.path),
    bytes: readFileSync(fileOf(folder, answer)),
  }));
  const server = createServer({ keepAliveTimeout: 600_000 }, (request, response) => {
    const path = (request.url ?? "").replace(/\?.*$/, "");
    const answer = answers.find(({ pattern }) => pattern.test(path));
    if (answer === undefined) {
      response.writeHead(404).end();
      return;
    }
    const { status, contentType, headers, bytes } = answer;
    response.writeHead(status, { "Content-Type": contentType, "Content-Length": bytes.length, ...headers });
    response.end(request.method === "HEAD" ? undefined : bytes);
  });
  server.listen(port, "127.0.0.1", () => process.stdout.write("ready\n"));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) serve(process.argv[2] ?? "", Number(process.argv[3]));

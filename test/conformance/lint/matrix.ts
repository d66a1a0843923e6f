/** The answers of test/matrix as messages: the content of its files, with the request that each answers. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FORMAT_NAMES } from "../../../src/clients/index.ts";
import { REQUESTS } from "../../matrix/requests.ts";
import type { Message } from "./httplint.ts";

const FOLDERS = ["answers", "answers-with-help"];
const MATRIX = join(import.meta.dirname, "../../matrix");
const HEADING = /^# (.*), (\w+)$/;

/** The messages of each file, by `answers/npm.http`. */
export function matrixMessages(): ReadonlyMap<string, readonly Message[]> {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(join(MATRIX, folder)).map((file) => `${folder}/${file}`),
  );
  return new Map(files.map((file) => [file, messagesIn(file)]));
}

function messagesIn(file: string): Message[] {
  const format = FORMAT_NAMES.find((name) => file.endsWith(`/${name}.http`));
  if (format === undefined) throw new Error(`no format has ${file}`);
  const bytes = readFileSync(join(MATRIX, file));
  const messages: Message[] = [];
  for (let at = 0; at < bytes.length; ) {
    const headEnd = bytes.indexOf("\n\n", at);
    const [heading = "", line = "", ...lines] = bytes.toString("latin1", at, headEnd).split("\n");
    const [, title = "", category = ""] = HEADING.exec(heading) ?? [];
    const request = REQUESTS[format].find(([name]) => name === title)?.[1];
    if (request === undefined) throw new Error(`${file} has ${heading}, which no request asks for`);
    const fields = lines.map(fieldIn);
    const length = Number(fields.find(([name]) => name === "content-length")?.[1] ?? 0);
    const start = headEnd + "\n\n".length;
    const content = bytes.subarray(start, start + (request.method === "HEAD" ? 0 : length));
    messages.push({
      name: `${title}, ${category}`,
      request: {
        method: request.method,
        url: `http://packages.example${request.path}${request.query}`,
        fields: [...request.headers],
      },
      answer: { ...statusIn(line), fields, content, complete: true },
    });
    at = start + content.length + "\n\n".length;
  }
  return messages;
}

function statusIn(line: string): { readonly status: number; readonly phrase: string } {
  const [, status = "", phrase = ""] = /^HTTP\/1\.1 (\d{3}) (.*)$/.exec(line) ?? [];
  return { status: Number(status), phrase };
}

function fieldIn(line: string): readonly [string, string] {
  const [name = "", ...rest] = line.split(": ");
  return [name, rest.join(": ")];
}

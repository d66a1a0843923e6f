/** Bodies that break off: no client may take half of one for all of it, and each has to notice at once. */
import { gzipSync } from "node:zlib";
import type { Exchange } from "../../sockets/exchange.ts";
import { digest } from "../origin/archives.ts";
import { WHEEL, WHEEL_NAME } from "../origin/pypi.ts";
import { onPath, versions } from "../store.ts";
import { indexOf, pipDownload } from "./clients.ts";
import { type Fault, shell } from "./fault.ts";

const HALF = "half of it\n";
const DOCUMENT_BYTES = 4_000;

/** Declares the full length and sends less. */
function declaresMore(
  exchange: Exchange,
  type: string,
  body: string | Buffer,
  length: number,
  more = "",
): void {
  exchange.send(`HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\n${more}Content-Length: ${length}\r\n\r\n`);
  exchange.send(body);
  exchange.fin();
}

function withoutLastChunk(exchange: Exchange, type: string, body: string | Buffer, more = ""): void {
  exchange.send(`HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\n${more}Transfer-Encoding: chunked\r\n\r\n`);
  exchange.send(`${Buffer.byteLength(body).toString(16)}\r\n`);
  exchange.send(body);
  exchange.send("\r\n");
  exchange.fin();
}

const FILE = "application/octet-stream";
const JSON_TYPE = "application/json";
const CODED = "Content-Encoding: gzip\r\n";

interface Broken {
  readonly what: string;
  readonly format: string;
  readonly options?: string;
  /** In: the request, and the origin's own URL, which documents name. */
  answer(exchange: Exchange, url: string): void;
}

/** A document with URLs to rewrite, cut in the middle. */
function half(url: string): string {
  return `{"name":"demo","versions":{"1.0.0":{"dist":{"tarball":"${url}/demo/-/demo-1.0.0.tgz"`;
}

/** Compressed, and cut in the middle. */
function halfOfGzip(): Buffer {
  const whole = gzipSync("demonstration ".repeat(20).concat(Math.PI.toString().repeat(50)));
  return whole.subarray(0, Math.floor(whole.length / 2));
}

const BROKEN: readonly Broken[] = [
  {
    what: "a file that ends before its length",
    format: "generic",
    answer: (exchange) => declaresMore(exchange, FILE, HALF, DOCUMENT_BYTES),
  },
  {
    what: "a file without its last chunk",
    format: "generic",
    answer: (exchange) => withoutLastChunk(exchange, FILE, HALF),
  },
  {
    what: "a document that ends before its length",
    format: "npm",
    answer: (exchange, url) => declaresMore(exchange, JSON_TYPE, half(url), DOCUMENT_BYTES),
  },
  {
    what: "a document without its last chunk",
    format: "npm",
    answer: (exchange, url) => withoutLastChunk(exchange, JSON_TYPE, half(url)),
  },
  {
    what: "a compressed file without its last chunk",
    format: "generic",
    options: "--compressed",
    answer: (exchange) => withoutLastChunk(exchange, FILE, halfOfGzip(), CODED),
  },
  {
    what: "a compressed document without its last chunk",
    format: "npm",
    options: "--compressed",
    answer: (exchange) => withoutLastChunk(exchange, JSON_TYPE, halfOfGzip(), CODED),
  },
];

function curl({ what, format, options = "", answer }: Broken): Fault {
  const prefix = `/broken-curl-${what.replaceAll(" ", "-")}`;
  return {
    name: `curl sees the end of ${what}`,
    client: "curl",
    format,
    prefix,
    needs: [onPath("curl")],
    ends: "badly",
    serve: (place) => place.on("/demo", (exchange) => answer(exchange, place.url)),
    command: (run) => shell(`curl -fsS ${options} -o demo ${run.base}/demo`),
  };
}

function pip(number: string): Fault {
  const { path, command } = pipDownload(number, "");
  return {
    name: `pip ${number} takes no half of a wheel`,
    client: "pip",
    format: "pypi",
    prefix: `/broken-pip-${number}`,
    needs: [path],
    ends: "either",
    digest: digest("sha256", WHEEL),
    serve: (place) => {
      const page = indexOf(`../../files/${WHEEL_NAME}`, WHEEL_NAME, WHEEL);
      place.file("/simple/demo-pkg/", page, { "Content-Type": "text/html" });
      place.on(`/files/${WHEEL_NAME}`, (exchange) =>
        declaresMore(
          exchange,
          FILE,
          WHEEL.subarray(0, WHEEL.length / 2),
          WHEEL.length,
          "Accept-Ranges: bytes\r\n",
        ),
      );
    },
    command,
  };
}

function pipPage(number: string): Fault {
  const { path, command } = pipDownload(number, "");
  return {
    name: `pip ${number} takes no half of an index page`,
    client: "pip",
    format: "pypi",
    prefix: `/broken-page-${number}`,
    needs: [path],
    ends: "badly",
    serve: (place) => {
      const page = indexOf(`../../files/${WHEEL_NAME}`, WHEEL_NAME, WHEEL);
      place.on("/simple/demo-pkg/", (exchange) => withoutLastChunk(exchange, "text/html", page));
      place.file(`/files/${WHEEL_NAME}`, WHEEL);
    },
    command,
  };
}

export const brokenBodies: readonly Fault[] = [
  ...BROKEN.map(curl),
  ...versions("PIP_VERSIONS").flatMap((number) => [pip(number), pipPage(number)]),
];

/** An origin with validators that answers until it is made to die, and resets every connection from then on. */
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { digest } from "./origin/archives.ts";

/** Requesting this path makes it die. */
export const DIE = "/die";

export interface Mortal {
  /** `http://127.0.0.1:port` */
  readonly url: string;
  /** The requests it got when it was dead: whether each was conditional. */
  readonly askedDead: boolean[];
  /** Makes it alive again and forgets what went before. */
  revive(): void;
  stop(): Promise<void>;
}

const MODIFIED = "Thu, 01 Jan 2026 00:00:00 GMT";

/** In: the URL of the origin that has the content. */
export async function startMortal(behind: string): Promise<Mortal> {
  let isDead = false;
  const askedDead: boolean[] = [];
  const server = createServer((asked, answer) => {
    if (asked.url?.endsWith(DIE)) {
      isDead = true;
      answer.end();
    } else if (isDead) {
      askedDead.push(isConditional(asked));
      asked.socket.resetAndDestroy();
    } else pass(behind, asked, answer);
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address !== null && typeof address === "object") resolve(address.port);
    });
  });
  return {
    url: `http://127.0.0.1:${port}`,
    askedDead,
    revive: () => {
      isDead = false;
      askedDead.length = 0;
    },
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function isConditional({ headers }: IncomingMessage): boolean {
  return headers["if-none-match"] !== undefined || headers["if-modified-since"] !== undefined;
}

function pass(behind: string, asked: IncomingMessage, answer: ServerResponse): void {
  const { method, headers } = asked;
  const host = headers["x-forwarded-host"] ?? headers.host;
  const onward = request(behind + asked.url, { method, headers: { ...headers, "x-forwarded-host": host } });
  onward.on("response", async (response) => {
    const parts: Buffer[] = [];
    for await (const part of response) parts.push(part);
    give(asked, answer, response, Buffer.concat(parts));
  });
  onward.on("error", () => answer.destroy());
  asked.pipe(onward);
}

/** What never changes is not requested again, as registries declare of packages. */
const PACKAGE = /\.(?:whl|tgz|tar\.gz|zip|gem|deb|rpm|jar|nupkg)$|\/download$|\/blobs\//;

/** As web servers do: the digest of a file is its entity tag. */
function give(asked: IncomingMessage, answer: ServerResponse, from: IncomingMessage, body: Buffer): void {
  const { statusCode = 500, headers } = from;
  const isRead = asked.method === "GET" || asked.method === "HEAD";
  if (statusCode !== 200 || !isRead) {
    answer.writeHead(statusCode, headers).end(body);
    return;
  }
  // Without `max-age`, what was modified long ago would be taken for fresh (RFC 9111 4.2.2).
  const freshness = { "cache-control": PACKAGE.test(asked.url ?? "") ? "max-age=31536000" : "max-age=0" };
  const validators = { ...freshness, etag: `"${digest("md5", body)}"`, "last-modified": MODIFIED };
  const tags = asked.headers["if-none-match"];
  const isKnown =
    tags === undefined ? asked.headers["if-modified-since"] === MODIFIED : tags === validators.etag;
  if (isKnown && asked.method === "GET") answer.writeHead(304, validators).end();
  else answer.writeHead(200, { ...headers, ...validators }).end(body);
}

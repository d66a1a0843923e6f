/** An edge in front of a gateway, with TLS and HTTP/2, that changes answers as edges and proxies are known to do. */
import { once } from "node:events";
import { type IncomingMessage, request, ServerResponse } from "node:http";
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from "node:http2";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Certificate } from "../../sockets/certificates.ts";

/** An answer on its way through the edge, which a fault may change. */
export interface Passing {
  status: number;
  phrase: string;
  /** Names in lower case. */
  readonly headers: Map<string, string>;
  body: Buffer;
  readonly method: string;
  readonly path: string;
  readonly acceptEncoding: string;
}

export interface Fault {
  /** Of the request: the path that is requested from the gateway. */
  readonly path?: (path: string) => string;
  /** Of the request: the token that the edge adds. */
  readonly authorization?: string;
  /** Of the answer. */
  readonly answer?: (passing: Passing) => void;
  /** Offers HTTP/1.1 only. */
  readonly withoutHttp2?: boolean;
  /** Closes every connection in the middle of the answer. */
  readonly breaksOff?: boolean;
}

export interface FakeEdge {
  readonly port: number;
  close(): Promise<void>;
}

type Incoming = IncomingMessage | Http2ServerRequest;
type Answering = ServerResponse | Http2ServerResponse;

/** In: the port of the gateway, the certificate of `localhost`, the fault. */
export async function startFakeEdge(
  gateway: number,
  certificate: Certificate,
  fault: Fault,
): Promise<FakeEdge> {
  const answer = (incoming: Incoming, answering: Answering): void => {
    serve(gateway, fault, incoming, answering).catch(() => incoming.socket.destroy());
  };
  const server = fault.withoutHttp2
    ? createServer({ ...certificate }, answer)
    : createSecureServer({ ...certificate, allowHTTP1: true }, answer);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: portOf(server.address()),
    close: async () => {
      server.close();
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("the edge has no port");
  return address.port;
}

async function serve(gateway: number, fault: Fault, incoming: Incoming, answering: Answering): Promise<void> {
  const passing = await askGateway(gateway, fault, incoming);
  fault.answer?.(passing);
  if (fault.breaksOff) {
    incoming.socket.destroy();
    return;
  }
  const { status, phrase, headers, body, method } = passing;
  if (answering instanceof ServerResponse) {
    if (method !== "HEAD" && !headers.has("content-length")) headers.set("transfer-encoding", "chunked");
    answering.writeHead(status, phrase, Object.fromEntries(headers));
    answering.end(method === "HEAD" ? "" : body);
  } else {
    answering.writeHead(status, Object.fromEntries(headers));
    answering.end(method === "HEAD" ? "" : body);
  }
}

async function askGateway(gateway: number, fault: Fault, incoming: Incoming): Promise<Passing> {
  const { method = "GET", url = "/" } = incoming;
  const authorization = fault.authorization ?? incoming.headers.authorization;
  const forwarded = request({
    port: gateway,
    host: "127.0.0.1",
    method,
    path: fault.path?.(url) ?? url,
    agent: false,
    headers: { host: "packages.example", ...(authorization === undefined ? {} : { authorization }) },
  });
  forwarded.end();
  const [response]: IncomingMessage[] = await once(forwarded, "response");
  if (response === undefined) throw new Error("no answer");
  const body: Buffer[] = [];
  for await (const chunk of response) body.push(chunk);
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined && name !== "connection" && name !== "keep-alive" && name !== "transfer-encoding")
      headers.set(name, String(value));
  }
  return {
    status: response.statusCode ?? 0,
    phrase: response.statusMessage ?? "",
    headers,
    body: Buffer.concat(body),
    method,
    path: url,
    acceptEncoding: String(incoming.headers["accept-encoding"] ?? ""),
  };
}

/** What the edge negotiates, and a request over HTTP/2. */
import * as http2 from "node:http2";
import { type Answer, type Place, type Question, questionHeaders } from "./answer.ts";
import { connectTls } from "./tls-connection.ts";

export interface Negotiated {
  /** `h2`, `http/1.1`, or empty if the edge chose none. */
  readonly application: string;
  /** `TLSv1.3` */
  readonly tls: string;
}

/** Opens a TLS connection that offers HTTP/2 and HTTP/1.1, and closes it. */
export function negotiate(place: Place): Promise<Negotiated> {
  const { promise, resolve, reject } = Promise.withResolvers<Negotiated>();
  const socket = connectTls(place, ["h2", "http/1.1"]);
  socket.on("error", reject);
  socket.on("secureConnect", () => {
    resolve({ application: socket.alpnProtocol || "", tls: socket.getProtocol() ?? "" });
    socket.destroy();
  });
  return promise;
}

export function askOverHttp2(place: Place, question: Question): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const session = http2.connect(place.url.origin, { createConnection: () => connectTls(place, ["h2"]) });
  session.on("error", reject);
  const stream = session.request({
    ":method": question.method ?? "GET",
    ":path": question.path,
    ...questionHeaders(place, question),
  });
  const headers: [string, string][] = [];
  let status = 0;
  const chunks: Buffer[] = [];
  stream.on("response", (fields) => {
    status = fields[":status"] ?? 0;
    for (const [name, value] of Object.entries(fields)) {
      if (name.startsWith(":") || value === undefined) continue;
      for (const one of Array.isArray(value) ? value : [value]) headers.push([name, String(one)]);
    }
  });
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  stream.on("error", reject);
  stream.on("close", () => reject(new Error("the stream was closed before its end")));
  stream.on("end", () => {
    resolve({ status, phrase: "", headers, body: Buffer.concat(chunks) });
    session.close();
  });
  stream.end();
  return promise;
}

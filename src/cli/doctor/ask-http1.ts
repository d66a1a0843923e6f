/** A request over HTTP/1.1 on its own connection; nothing is followed, decoded or repeated. */
import * as http from "node:http";
import { type Answer, PATIENCE_MS, type Place, type Question, questionHeaders } from "./answer.ts";
import { connectTls } from "./tls-connection.ts";

export function askOverHttp1(place: Place, question: Question): Promise<Answer> {
  const { url } = place;
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const request = http.request({
    ...(url.protocol === "https:"
      ? { defaultPort: 443, createConnection: () => connectTls(place, ["http/1.1"]) }
      : { agent: false }),
    hostname: url.hostname.replace(/^\[|\]$/g, ""),
    ...(url.port === "" ? {} : { port: url.port }),
    path: question.path,
    method: question.method ?? "GET",
    headers: { ...questionHeaders(place, question), connection: "close" },
    timeout: PATIENCE_MS,
  });
  request.on("timeout", () => request.destroy(new Error("no answer in time")));
  request.on("error", reject);
  request.on("response", (response) => readAnswer(response).then(resolve, reject));
  request.end();
  return promise;
}

async function readAnswer(response: http.IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const { rawHeaders } = response;
  const headers: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    headers.push([(rawHeaders[index] ?? "").toLowerCase(), rawHeaders[index + 1] ?? ""]);
  }
  return {
    status: response.statusCode ?? 0,
    phrase: response.statusMessage ?? "",
    headers,
    body: Buffer.concat(chunks),
  };
}

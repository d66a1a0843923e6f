/**
 * A listener in front of workerd's plain port. Clients of OCI registries try TLS first; a web server answers at once
 * that it speaks HTTP, but workerd waits for more, which would cost 10 s a run and count as one more failure.
 */
import { connect, createServer, type Socket } from "node:net";
import { listen } from "../sockets/listen.ts";

/** The first byte of a TLS connection (RFC 8446 5.1: handshake). */
const TLS_HANDSHAKE = 0x16;
const NOT_TLS = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

export interface Front {
  /** `http://127.0.0.1:port` */
  readonly url: string;
  stop(): void;
}

export async function startFront(behind: string): Promise<Front> {
  const port = Number(new URL(behind).port);
  const open = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (client) => {
    open.add(client);
    client.on("close", () => open.delete(client));
    client.on("error", () => client.destroy());
    client.once("data", (first) => {
      if (first[0] === TLS_HANDSHAKE) client.end(NOT_TLS);
      else pass(client, first, port);
    });
  });
  return {
    url: `http://127.0.0.1:${await listen(server)}`,
    stop: () => {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}

function pass(client: Socket, first: Buffer, port: number): void {
  const worker = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  worker.on("error", () => client.destroy());
  // When a client disconnects, the Worker has to see it.
  client.on("close", () => worker.destroy());
  worker.write(first);
  client.pipe(worker);
  worker.pipe(client);
}

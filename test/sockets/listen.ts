/** Servers of the tests listen on 127.0.0.1 alone. */
import type { Server } from "node:net";

/** Bundler takes 401 or 403 anywhere in a message for the status (src/clients/rubygems.ts), so in the port of its URL too. */
const STATUS_IN_PORT = /40[13]/;

/** Starts listening and returns the port; for 0 any free one that contains no such status. */
export async function listen(server: Server, port = 0): Promise<number> {
  for (;;) {
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("the server has no port");
    if (port !== 0 || !STATUS_IN_PORT.test(String(address.port))) return address.port;
    await new Promise((resolve) => server.close(resolve));
  }
}

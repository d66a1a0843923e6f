/** Servers of the tests listen on 127.0.0.1 alone. */
import type { Server } from "node:net";

/** Starts listening and returns the port, which is any free one for 0. */
export async function listen(server: Server, port = 0): Promise<number> {
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
}

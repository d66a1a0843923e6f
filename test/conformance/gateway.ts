/** The bundled Worker on loopback with the variables that a suite needs. */
import { dirname } from "node:path";
import { originOf, startWorkers, type Variables } from "../sockets/miniflare.ts";

const NAME = "gateway";

/** Runs `use` with `http://127.0.0.1:port` of a gateway, which it then stops. In: the bundle's main file. */
export async function withGateway<T>(
  script: string,
  variables: Variables,
  use: (url: string) => Promise<T>,
): Promise<T> {
  const miniflare = await startWorkers([{ name: NAME, code: { bundle: dirname(script) }, variables }]);
  try {
    return await use(await originOf(miniflare, NAME));
  } finally {
    await miniflare.dispose();
  }
}

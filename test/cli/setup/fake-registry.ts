/** A registry that answers as GitLab does, with or without Cloudflare Access in front of it. */
import { createServer, type Server, type ServerResponse } from "node:http";
import { listen } from "../../sockets/listen.ts";

/** Lets a request through Access. */
export const ACCESS_SECRET = "access only for this test";

export class FakeRegistry {
  #port = 0;
  /** Whether Access is in front of it, and lets in only `ACCESS_SECRET`. */
  isBehindAccess = false;
  readonly #server: Server = createServer(({ headers, url }, response) => {
    if (this.isBehindAccess && headers["cf-access-client-secret"] !== ACCESS_SECRET) {
      response.writeHead(302, { location: "https://acme.cloudflareaccess.com/cdn-cgi/access/login/x" }).end();
    } else {
      answer(response, url?.endsWith("outspoken-unknown-package") === true);
    }
  });

  static async start(): Promise<FakeRegistry> {
    const registry = new FakeRegistry();
    registry.#port = await listen(registry.#server);
    return registry;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  close(): void {
    this.#server.close();
  }
}

function answer(response: ServerResponse, isPackage: boolean): void {
  response.writeHead(isPackage ? 404 : 401, { "content-type": "application/json", "x-gitlab-meta": "{}" });
  response.end(
    isPackage ? '{"message":"404 Package \\u001b[31mNot Found here"}' : '{"message":"401 Unauthorized"}',
  );
}

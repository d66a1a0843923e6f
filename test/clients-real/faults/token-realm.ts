/** A registry that names the service of its tokens and the URLs of its uploads. */
import type { Exchange } from "../../sockets/exchange.ts";
import { digest } from "../origin/archives.ts";
import { withDocker } from "../programs/docker.ts";
import { stored } from "../store.ts";
import type { Fault, Place } from "./fault.ts";

const DOCKERD = stored("servers", "usr", "sbin", "dockerd");
const TOKEN = "of-the-token-service";
const BASIC = `Basic ${Buffer.from("somebody:secret").toString("base64")}`;

/** What the registry stores: blobs and manifests, by digest and by tag. */
type Held = Map<string, { readonly type: string; readonly body: Buffer }>;

function serveRegistry(place: Place): void {
  const held: Held = new Map();
  const uploads = new Map<string, Buffer>();
  place.on("/token", (exchange) => {
    const isKnown = exchange.header("authorization") === BASIC;
    exchange.answer(
      isKnown ? "200 OK" : "401 Unauthorized",
      JSON_TYPE,
      JSON.stringify({ token: TOKEN, access_token: TOKEN }),
    );
  });
  place.onAll(async (exchange) => {
    await exchange.receives();
    if (exchange.header("authorization") !== `Bearer ${TOKEN}`) challenge(exchange, place);
    else if (/\/blobs\/uploads\//.test(exchange.target)) upload(exchange, place, held, uploads);
    else if (exchange.method === "PUT") putManifest(exchange, held);
    else get(exchange, held);
  });
}

const JSON_TYPE = { "Content-Type": "application/json" };

function challenge(exchange: Exchange, { url }: Place): void {
  const realm = `Bearer realm="${url}/token",service="registry",scope="repository:tools/demo:pull,push"`;
  const body = JSON.stringify({ errors: [{ code: "UNAUTHORIZED", message: "authentication required" }] });
  exchange.answer("401 Unauthorized", { ...JSON_TYPE, "WWW-Authenticate": realm }, body);
}

/** POST, PATCH, PUT, each to the absolute URL that the previous answer named. */
function upload(exchange: Exchange, place: Place, held: Held, uploads: Map<string, Buffer>): void {
  const url = new URL(exchange.target, place.url);
  const id = url.pathname.split("/").at(-1) || String(uploads.size + 1);
  const body = Buffer.concat([uploads.get(id) ?? Buffer.alloc(0), exchange.body]);
  uploads.set(id, body);
  const location = `${place.url}${REPOSITORY}/blobs/uploads/${id}`;
  const named = url.searchParams.get("digest");
  if (named === null) {
    const facts = {
      Location: location,
      "Docker-Upload-UUID": id,
      Range: `0-${Math.max(body.length - 1, 0)}`,
    };
    exchange.answer("202 Accepted", facts);
    return;
  }
  const isRight = named === `sha256:${digest("sha256", body)}`;
  if (isRight) held.set(named, { type: "application/octet-stream", body });
  const facts = { Location: `${place.url}${REPOSITORY}/blobs/${named}`, "Docker-Content-Digest": named };
  exchange.answer(isRight ? "201 Created" : "400 Bad Request", facts);
}

const REPOSITORY = "/tools/demo";

function putManifest(exchange: Exchange, held: Held): void {
  const name = `sha256:${digest("sha256", exchange.body)}`;
  const manifest = { type: exchange.header("content-type") ?? "", body: exchange.body };
  held.set(name, manifest);
  held.set(exchange.target.split("/").at(-1) ?? "", manifest);
  exchange.answer("201 Created", { "Docker-Content-Digest": name });
}

function get(exchange: Exchange, held: Held): void {
  if (/^\/v2\/?$/.test(exchange.target)) {
    exchange.answer("200 OK", JSON_TYPE, "{}");
    return;
  }
  const found = held.get(exchange.target.split("/").at(-1) ?? "");
  const missing = JSON.stringify({ errors: [{ code: "BLOB_UNKNOWN", message: "unknown" }] });
  if (found === undefined) exchange.answer("404 Not Found", JSON_TYPE, missing);
  else {
    const name = `sha256:${digest("sha256", found.body)}`;
    exchange.answer("200 OK", { "Content-Type": found.type, "Docker-Content-Digest": name }, found.body);
  }
}

const docker: Fault = {
  name: "docker signs in, pushes and pulls with the tokens of another service",
  client: "docker",
  format: "oci",
  prefix: "/v2",
  needs: [DOCKERD],
  ends: "well",
  digest: "Downloaded newer image for",
  serve: serveRegistry,
  command: (run) => {
    const image = `${run.host}${REPOSITORY}:1.0.0`;
    return withDocker(
      run,
      // In its own shell, so that the engine is stopped whatever happens.
      `sh -ec 'docker login -u somebody -p secret ${run.host}; tar -cf - engine.log | docker import - ${image}; docker push ${image}; docker rmi ${image}; docker pull ${image}'`,
    );
  },
  problems: (place) => {
    const asked = place.seen().filter(({ target }) => target.startsWith("/v2/token"));
    return asked.length > 0 ? [] : ["the token service got no request"];
  },
};

export const tokenRealm: readonly Fault[] = [docker];

/** A token service for distribution's registry: it signs whatever scope is requested, for anyone who knows the password. */
import { generateKeyPairSync, type JsonWebKey, type KeyObject, sign } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { PASSWORD, USER } from "../../clients-real/servers/server.ts";

export const ISSUER = "tokens";
export const AUDIENCE = "registry";

/** The path that the registry names. */
export const TOKEN_PATH = "/token";

const KEY_ID = "only";
const LIFETIME_SECONDS = 600;
const BASIC = `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString("base64")}`;

export interface TokenService {
  /** `http://127.0.0.1:port` */
  readonly url: string;
  /** The keys that its tokens are signed with, as a JWK set. */
  readonly keys: { readonly keys: readonly JsonWebKey[] };
  /** For each request since the last call, whether it came through the gateway. */
  takeAsked(): readonly boolean[];
  stop(): void;
}

export async function startTokenService(): Promise<TokenService> {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const asked: boolean[] = [];
  const server = createServer((request, answer) => {
    asked.push(request.headers["x-forwarded-host"] !== undefined);
    const isKnown = request.headers.authorization === BASIC;
    const token = isKnown ? signed(claimsFor(request), privateKey) : undefined;
    answer.writeHead(isKnown ? 200 : 401, { "content-type": "application/json" });
    answer.end(JSON.stringify({ token }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    keys: { keys: [{ ...publicKey.export({ format: "jwk" }), kid: KEY_ID, use: "sig", alg: "ES256" }] },
    takeAsked: () => asked.splice(0),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Every scope that is requested (distribution: docs/content/spec/auth/token.md). */
function claimsFor({ url = "" }: IncomingMessage) {
  const scopes = new URL(url, "http://tokens").searchParams
    .getAll("scope")
    .flatMap((scope) => scope.split(" "));
  const now = Math.floor(Date.now() / 1_000);
  return {
    iss: ISSUER,
    sub: USER,
    aud: AUDIENCE,
    iat: now,
    nbf: now,
    exp: now + LIFETIME_SECONDS,
    access: scopes.map((scope) => {
      const [type, name, actions = ""] = scope.split(":");
      return { type, name, actions: actions.split(",") };
    }),
  };
}

function signed(claims: object, key: KeyObject): string {
  const text = [{ typ: "JWT", alg: "ES256", kid: KEY_ID }, claims].map(encoded).join(".");
  const signature = sign("sha256", Buffer.from(text), { key, dsaEncoding: "ieee-p1363" });
  return `${text}.${signature.toString("base64url")}`;
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

/** distribution's registry on loopback, the reference server of the specification, in front of an empty folder. */
import { HTPASSWD_BCRYPT, type Serving } from "../../clients-real/servers/server.ts";
import { stored } from "../../clients-real/store.ts";
import { AUDIENCE, ISSUER, type TokenService } from "./token-service.ts";

export const REGISTRY = stored("go", "bin", "registry");

export interface RegistrySettings {
  /** Who has access. */
  readonly access: Access;
  /** What precedes `/v2/` in its paths. */
  readonly base?: string;
  /** How it names itself in `Location`: by the requested host, by its own, or not at all. */
  readonly names?: "requested host" | "own host" | "no host";
}

export type Access = "everybody" | "password" | "token";

/** In: for access by token, the service that issues tokens, and the URL by which clients reach it. */
export function serving(
  { access, base = "", names = "requested host" }: RegistrySettings,
  tokens: TokenService,
  realm: string,
) {
  return (folder: string, port: number): Serving => {
    const http = [
      `addr: "127.0.0.1:${port}"`,
      ...(base === "" ? [] : [`prefix: ${base}/`]),
      ...(names === "own host" ? [`host: "http://127.0.0.1:${port}"`] : []),
      ...(names === "no host" ? ["relativeurls: true"] : []),
    ];
    const auth: Readonly<Record<Access, string>> = {
      everybody: "",
      password: `auth: {htpasswd: {realm: registry, path: ${folder}/htpasswd}}\n`,
      token: `auth: {token: {realm: "${realm}", service: ${AUDIENCE}, issuer: ${ISSUER}, jwks: ${folder}/keys.json}}\n`,
    };
    return {
      argv: [REGISTRY, "serve", `${folder}/config.yml`],
      files: {
        htpasswd: HTPASSWD_BCRYPT,
        "keys.json": JSON.stringify(tokens.keys),
        "config.yml": `version: 0.1\nlog: {level: error, accesslog: {disabled: true}}\nstorage: {filesystem: {rootdirectory: ${folder}/data}, delete: {enabled: true}}\nhttp: {${http.join(", ")}}\n${auth[access]}`,
      },
    };
  };
}

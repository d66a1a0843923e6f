/** The npm registry format, as GitLab serves it. */
import { createHash } from "node:crypto";
import { tgz } from "./archives.ts";
import { likeGitLab } from "./refusals.ts";
import { type Answer, file, json, type Registry, type RegistryRequest, stageByMethod } from "./registry.ts";

export const NPM_PACKAGE = "left-pad";
const TARBALL = tgz({
  "package/package.json": JSON.stringify({ name: NPM_PACKAGE, version: "1.3.0" }),
  "package/index.js": "module.exports = 1;\n",
});

export const npmRegistry: Registry = {
  prefix: "/npm",
  format: "npm",
  stage(request) {
    if (request.path.startsWith("/-/npm/v1/security/") || request.path === "/-/ping") return null;
    if (request.path.startsWith("/-/v1/login") || request.path.startsWith("/-/user/")) return "login";
    if (request.path === "/-/whoami") return "login";
    return stageByMethod(request, /\.tgz$/);
  },
  answer(request): Answer | null {
    if (request.path.startsWith("/-/npm/v1/security/")) return json({});
    if (request.path === "/-/whoami") return json({ username: "somebody" });
    if (request.path.endsWith(".tgz")) return file(TARBALL);
    if (request.method === "PUT") return json({ ok: true }, 201);
    return request.path === `/${NPM_PACKAGE}` ? json(packument(request)) : null;
  },
  refuse: likeGitLab,
};

function packument(request: RegistryRequest): unknown {
  const integrity = `sha512-${createHash("sha512").update(TARBALL).digest("base64")}`;
  const shasum = createHash("sha1").update(TARBALL).digest("hex");
  const tarball = `${request.base}/${NPM_PACKAGE}/-/${NPM_PACKAGE}-1.3.0.tgz`;
  const version = { name: NPM_PACKAGE, version: "1.3.0", dist: { tarball, integrity, shasum } };
  return { name: NPM_PACKAGE, "dist-tags": { latest: "1.3.0" }, versions: { "1.3.0": version } };
}

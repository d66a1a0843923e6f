/** The npm registry format, as GitLab serves it. */
import { createHash } from "node:crypto";
import { tgz } from "./archives.ts";
import { likeGitLab } from "./refusals.ts";
import { type Answer, type Asked, file, json, type Registry, stageByMethod } from "./registry.ts";

export const NPM_PACKAGE = "left-pad";
const TARBALL = tgz({
  "package/package.json": JSON.stringify({ name: NPM_PACKAGE, version: "1.3.0" }),
  "package/index.js": "module.exports = 1;\n",
});

export const npmRegistry: Registry = {
  prefix: "/npm",
  format: "npm",
  stage(asked) {
    if (asked.path.startsWith("/-/npm/v1/security/") || asked.path === "/-/ping") return null;
    if (asked.path.startsWith("/-/v1/login") || asked.path.startsWith("/-/user/")) return "login";
    if (asked.path === "/-/whoami") return "login";
    return stageByMethod(asked, /\.tgz$/);
  },
  answer(asked): Answer | null {
    if (asked.path.startsWith("/-/npm/v1/security/")) return json({});
    if (asked.path === "/-/whoami") return json({ username: "somebody" });
    if (asked.path.endsWith(".tgz")) return file(TARBALL);
    if (asked.method === "PUT") return json({ ok: true }, 201);
    return asked.path === `/${NPM_PACKAGE}` ? json(packument(asked)) : null;
  },
  refuse: likeGitLab,
};

function packument(asked: Asked): unknown {
  const integrity = `sha512-${createHash("sha512").update(TARBALL).digest("base64")}`;
  const shasum = createHash("sha1").update(TARBALL).digest("hex");
  const tarball = `${asked.base}/${NPM_PACKAGE}/-/${NPM_PACKAGE}-1.3.0.tgz`;
  const version = { name: NPM_PACKAGE, version: "1.3.0", dist: { tarball, integrity, shasum } };
  return { name: NPM_PACKAGE, "dist-tags": { latest: "1.3.0" }, versions: { "1.3.0": version } };
}

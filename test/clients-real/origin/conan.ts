/** A Conan 2 server, as Artifactory serves it. */
import { likeArtifactory } from "./refusals.ts";
import { type Answer, json, type Registry, text } from "./registry.ts";

const CAPABILITIES = { "x-conan-server-capabilities": "revisions" };
const REVISION = { revision: "0123456789abcdef0123456789abcdef", time: "2026-01-01T00:00:00.000+0000" };

export const conanRegistry: Registry = {
  prefix: "/conan",
  format: "conan",
  stage({ method, path }) {
    if (path.endsWith("/ping")) return null;
    if (path.includes("/users/")) return "login";
    if (method !== "GET" && method !== "HEAD") return "publish";
    return /\/files\/.+/.test(path) ? "download" : "metadata";
  },
  answer(request): Answer | null {
    if (request.path.endsWith("/ping")) return { status: 200, headers: CAPABILITIES, body: "" };
    if (request.path.endsWith("/authenticate")) return text("token", "text/plain");
    if (request.path.endsWith("/check_credentials")) return text("somebody", "text/plain");
    if (request.method === "PUT") return { status: 201, body: "" };
    // The upload of version 2.0 must not find it.
    if (request.path.includes("/demo/2.0/")) return null;
    if (request.path.endsWith("/latest")) return json(REVISION);
    if (request.path.endsWith("/revisions")) return json({ revisions: [REVISION] });
    return request.path.endsWith("/files")
      ? json({ files: { "conanfile.py": {}, "conanmanifest.txt": {} } })
      : null;
  },
  refuse: likeArtifactory,
};

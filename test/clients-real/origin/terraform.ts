/** A registry of modules and providers, as GitLab serves the first. */
import { tgz } from "./archives.ts";
import { likeGitLab } from "./refusals.ts";
import { type Answer, file, json, type Registry, stageByMethod } from "./registry.ts";

const MODULE = tgz({ "main.tf": 'output "demo" { value = "demo" }\n' });

export const terraformRegistry: Registry = {
  prefix: "/terraform",
  format: "terraform",
  stage: (request) => stageByMethod(request, /\.tar\.gz$|\.zip$/),
  answer(request): Answer | null {
    if (request.path === "/v1/modules/acme/demo/local/versions") {
      return json({ modules: [{ versions: [{ version: "1.0.0" }] }] });
    }
    if (request.path === "/v1/modules/acme/demo/local/1.0.0/download") {
      const location = `${request.base}/archives/demo.tar.gz`;
      return json({ location }, 200, { "x-terraform-get": location });
    }
    return request.path === "/archives/demo.tar.gz" ? file(MODULE, "application/gzip") : null;
  },
  refuse: likeGitLab,
};

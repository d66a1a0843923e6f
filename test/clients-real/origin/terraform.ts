/** A registry of modules and providers, as GitLab serves the first. */
import { tgz } from "./archives.ts";
import { likeGitLab } from "./refusals.ts";
import { type Answer, file, json, type Registry, stageByMethod } from "./registry.ts";

const MODULE = tgz({ "main.tf": 'output "demo" { value = "demo" }\n' });

export const terraformRegistry: Registry = {
  prefix: "/terraform",
  format: "terraform",
  stage: (asked) => stageByMethod(asked, /\.tar\.gz$|\.zip$/),
  answer(asked): Answer | null {
    if (asked.path === "/v1/modules/acme/demo/local/versions") {
      return json({ modules: [{ versions: [{ version: "1.0.0" }] }] });
    }
    if (asked.path === "/v1/modules/acme/demo/local/1.0.0/download") {
      const location = `${asked.base}/archives/demo.tar.gz`;
      return json({ location }, 200, { "x-terraform-get": location });
    }
    return asked.path === "/archives/demo.tar.gz" ? file(MODULE, "application/gzip") : null;
  },
  refuse: likeGitLab,
};

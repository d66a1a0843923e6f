/** A Go module proxy, as Artifactory serves it. */
import { zip } from "./archives.ts";
import { likeArtifactory } from "./refusals.ts";
import { type Answer, file, json, type Registry, stageByMethod, text } from "./registry.ts";

export const GO_MODULE = "packages.example/demo";
const AT = `/${GO_MODULE}/@v`;
const GO_MOD = `module ${GO_MODULE}\n\ngo 1.20\n`;
const ZIP = zip({
  [`${GO_MODULE}@v1.0.0/go.mod`]: GO_MOD,
  [`${GO_MODULE}@v1.0.0/demo.go`]: "package demo\n",
});

export const goRegistry: Registry = {
  prefix: "/go",
  format: "go",
  stage: (request) => stageByMethod(request, /\.zip$/),
  answer(request): Answer | null {
    switch (request.path) {
      case `${AT}/list`:
        return text("v1.0.0\n");
      case `${AT}/v1.0.0.info`:
        return json({ Version: "v1.0.0", Time: "2026-01-01T00:00:00Z" });
      case `${AT}/v1.0.0.mod`:
        return text(GO_MOD);
      case `${AT}/v1.0.0.zip`:
        return file(ZIP, "application/zip");
      default:
        return null;
    }
  },
  refuse: likeArtifactory,
};

/** A Composer repository, as GitLab serves it. */
import { digest, zip } from "./archives.ts";
import { likeGitLab } from "./refusals.ts";
import { type Answer, file, json, type Registry, stageByMethod } from "./registry.ts";

const DEMO = { name: "acme/demo", version: "1.0.0", description: "A demonstration" };
const DIST = zip({ "composer.json": JSON.stringify(DEMO) });

export const composerRegistry: Registry = {
  prefix: "/composer",
  format: "composer",
  stage: (request) => stageByMethod(request, /\.zip$/),
  answer(request): Answer | null {
    switch (request.path) {
      case "/packages.json":
        return json({
          packages: [],
          "metadata-url": `${request.base}/p2/%package%.json`,
          "available-packages": ["acme/demo"],
        });
      case "/p2/acme/demo.json": {
        const dist = { type: "zip", url: `${request.base}/dist/demo.zip`, shasum: digest("sha1", DIST) };
        return json({ packages: { "acme/demo": [{ ...DEMO, version_normalized: "1.0.0.0", dist }] } });
      }
      case "/dist/demo.zip":
        return file(DIST, "application/zip");
      default:
        return null;
    }
  },
  refuse: likeGitLab,
};

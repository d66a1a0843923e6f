/** An Ansible Galaxy server, API version 3. */
import { likeArtifactory } from "./refusals.ts";
import { type Answer, json, type Registry, stageByMethod } from "./registry.ts";

export const galaxyRegistry: Registry = {
  prefix: "/galaxy",
  format: "galaxy",
  stage: (request) => (/^\/(?:api\/?)?$/.test(request.path) ? null : stageByMethod(request, /\.tar\.gz$/)),
  answer(request): Answer | null {
    return /^\/(?:api\/?)?$/.test(request.path) ? json({ available_versions: { v3: "v3/" } }) : null;
  },
  refuse: likeArtifactory,
};

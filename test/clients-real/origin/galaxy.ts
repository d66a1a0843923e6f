/** An Ansible Galaxy server, API version 3. */
import { likeArtifactory } from "./refusals.ts";
import { type Answer, json, type Registry, stageByMethod } from "./registry.ts";

export const galaxyRegistry: Registry = {
  prefix: "/galaxy",
  format: "galaxy",
  stage: (asked) => (/^\/(?:api\/?)?$/.test(asked.path) ? null : stageByMethod(asked, /\.tar\.gz$/)),
  answer(asked): Answer | null {
    return /^\/(?:api\/?)?$/.test(asked.path) ? json({ available_versions: { v3: "v3/" } }) : null;
  },
  refuse: likeArtifactory,
};

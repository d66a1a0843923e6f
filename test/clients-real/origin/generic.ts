/** An API for people with curl. */
import { likeGitLab } from "./refusals.ts";
import { type Registry, stageByMethod } from "./registry.ts";

export const genericRegistry: Registry = {
  prefix: "/api",
  format: "generic",
  stage: (request) => stageByMethod(request, /$^/),
  answer: () => null,
  refuse: likeGitLab,
};

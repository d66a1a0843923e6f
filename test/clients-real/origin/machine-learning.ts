/** A model hub, and the two chat APIs. */
import { likeGitLab, withMember } from "./refusals.ts";
import { type Answer, file, type Registry, stageByMethod } from "./registry.ts";

const COMMIT = "0123456789012345678901234567890123456789";

export const huggingFaceRegistry: Registry = {
  prefix: "/hf",
  format: "huggingface",
  stage: (request) => stageByMethod(request, /$^/),
  answer({ path }): Answer | null {
    if (!path.startsWith("/acme/demo/resolve/")) return null;
    const whole = file(Buffer.from("{}"));
    return { ...whole, headers: { ...whole.headers, "x-repo-commit": COMMIT, etag: '"one"' } };
  },
  refuse: withMember((error) => ({ error })),
};

export const openAiRegistry: Registry = {
  prefix: "/openai",
  format: "openai",
  stage: () => "metadata",
  answer: () => null,
  refuse: likeGitLab,
};

export const anthropicRegistry: Registry = {
  prefix: "/anthropic",
  format: "anthropic",
  stage: () => "metadata",
  answer: () => null,
  refuse: likeGitLab,
};

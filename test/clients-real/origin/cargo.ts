/** A sparse Cargo registry with the web API; its errors as in the registry protocol. */
import { digest, tgz } from "./archives.ts";
import { withMember } from "./refusals.ts";
import { type Answer, file, json, type Registry, stageByMethod, text } from "./registry.ts";

const CRATE = tgz({
  "demo-1.0.0/Cargo.toml": '[package]\nname = "demo"\nversion = "1.0.0"\nedition = "2021"\n',
  "demo-1.0.0/src/lib.rs": "",
});

export const cargoRegistry: Registry = {
  prefix: "/cargo",
  format: "cargo",
  stage: (request) => (request.path === "/index/config.json" ? null : stageByMethod(request, /\/download$/)),
  answer(request): Answer | null {
    if (request.path === "/index/config.json")
      return json({ dl: `${request.base}/api/v1/crates`, api: request.base });
    if (request.path === "/index/de/mo/demo") {
      return text(
        `${JSON.stringify({ name: "demo", vers: "1.0.0", deps: [], cksum: digest("sha256", CRATE), features: {}, yanked: false })}\n`,
      );
    }
    if (request.path === "/api/v1/crates/demo/1.0.0/download") return file(CRATE);
    return request.method === "PUT"
      ? json({ warnings: { invalid_categories: [], invalid_badges: [], other: [] } })
      : null;
  },
  refuse: withMember((detail) => ({ errors: [{ detail }] })),
};

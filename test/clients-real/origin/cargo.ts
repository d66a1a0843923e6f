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
  stage: (asked) => (asked.path === "/index/config.json" ? null : stageByMethod(asked, /\/download$/)),
  answer(asked): Answer | null {
    if (asked.path === "/index/config.json")
      return json({ dl: `${asked.base}/api/v1/crates`, api: asked.base });
    if (asked.path === "/index/de/mo/demo") {
      return text(
        `${JSON.stringify({ name: "demo", vers: "1.0.0", deps: [], cksum: digest("sha256", CRATE), features: {}, yanked: false })}\n`,
      );
    }
    if (asked.path === "/api/v1/crates/demo/1.0.0/download") return file(CRATE);
    return asked.method === "PUT"
      ? json({ warnings: { invalid_categories: [], invalid_badges: [], other: [] } })
      : null;
  },
  refuse: withMember((detail) => ({ errors: [{ detail }] })),
};

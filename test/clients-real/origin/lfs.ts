/** A Git LFS server. */

import { digest } from "./archives.ts";
import { withMember } from "./refusals.ts";
import { type Answer, type Asked, file, json, type Registry } from "./registry.ts";

export const LFS_CONTENT = "large\n";
export const LFS_OID = digest("sha256", LFS_CONTENT);

export const lfsRegistry: Registry = {
  prefix: "/lfs",
  format: "lfs",
  stage(asked) {
    if (asked.path.startsWith("/objects/data/")) return "download";
    if (!asked.path.endsWith("/objects/batch")) return null;
    return asked.body.includes('"upload"') ? "publish" : "metadata";
  },
  answer(asked): Answer | null {
    if (asked.path.startsWith("/objects/data/")) return file(Buffer.from(LFS_CONTENT));
    return asked.path.endsWith("/objects/batch") ? batch(asked) : null;
  },
  refuse: withMember((message) => ({ message })),
};

function batch(asked: Asked): Answer {
  const actions = { download: { href: `${asked.base}/objects/data/${LFS_OID}` } };
  const object = { oid: LFS_OID, size: LFS_CONTENT.length, authenticated: true };
  // Uploads: the object is there already.
  const isUpload = asked.body.includes('"upload"');
  return json({ transfer: "basic", objects: [isUpload ? object : { ...object, actions }] }, 200, {
    "content-type": "application/vnd.git-lfs+json",
  });
}

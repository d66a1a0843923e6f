/** A Git LFS server. */

import { digest } from "./archives.ts";
import { withMember } from "./refusals.ts";
import { type Answer, file, json, type Registry, type RegistryRequest } from "./registry.ts";

export const LFS_CONTENT = "large\n";
export const LFS_OID = digest("sha256", LFS_CONTENT);

export const lfsRegistry: Registry = {
  prefix: "/lfs",
  format: "lfs",
  stage(request) {
    if (request.path.startsWith("/objects/data/")) return "download";
    if (!request.path.endsWith("/objects/batch")) return null;
    return request.body.includes('"upload"') ? "publish" : "metadata";
  },
  answer(request): Answer | null {
    if (request.path.startsWith("/objects/data/")) return file(Buffer.from(LFS_CONTENT));
    return request.path.endsWith("/objects/batch") ? batch(request) : null;
  },
  refuse: withMember((message) => ({ message })),
};

function batch(request: RegistryRequest): Answer {
  const actions = { download: { href: `${request.base}/objects/data/${LFS_OID}` } };
  const object = { oid: LFS_OID, size: LFS_CONTENT.length, authenticated: true };
  // Uploads: the object is there already.
  const isUpload = request.body.includes('"upload"');
  return json({ transfer: "basic", objects: [isUpload ? object : { ...object, actions }] }, 200, {
    "content-type": "application/vnd.git-lfs+json",
  });
}

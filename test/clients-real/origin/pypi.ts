/** A Python package index, as GitLab serves it: simple pages, files, uploads. */
import { digest, zip } from "./archives.ts";
import { likeGitLab } from "./refusals.ts";
import { type Answer, file, type Registry, stageByMethod, text } from "./registry.ts";

export const WHEEL_NAME = "demo_pkg-1.0-py3-none-any.whl";
const INFO = "demo_pkg-1.0.dist-info";
export const WHEEL = zip({
  "demo_pkg/__init__.py": "",
  [`${INFO}/METADATA`]: "Metadata-Version: 2.1\nName: demo-pkg\nVersion: 1.0\nSummary: A demonstration\n",
  [`${INFO}/WHEEL`]: "Wheel-Version: 1.0\nGenerator: hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
  [`${INFO}/RECORD`]: `demo_pkg/__init__.py,,\n${INFO}/METADATA,,\n${INFO}/WHEEL,,\n${INFO}/RECORD,,\n`,
});

export const pypiRegistry: Registry = {
  prefix: "/pypi",
  format: "pypi",
  stage: (request) => stageByMethod(request, /^\/files\//),
  answer(request): Answer | null {
    if (request.method === "POST") return text("");
    if (request.path === `/files/${WHEEL_NAME}`) return file(WHEEL);
    if (request.path !== "/simple/demo-pkg/") return null;
    const link = `<a href="../../files/${WHEEL_NAME}#sha256=${digest("sha256", WHEEL)}">${WHEEL_NAME}</a>`;
    return text(`<!DOCTYPE html><html><body>${link}</body></html>`, "text/html");
  },
  refuse: likeGitLab,
};

/** A chart repository with ChartMuseum's upload, which answers errors with pages, as a front end in between would. */
import { digest } from "./archives.ts";
import { CHART_FILE } from "./oci.ts";
import { likePage } from "./refusals.ts";
import { type Answer, file, json, type Registry, stageByMethod, text } from "./registry.ts";

export const helmRegistry: Registry = {
  prefix: "/helm",
  format: "helm",
  stage: (request) => stageByMethod(request, /\.tgz$/),
  answer(request): Answer | null {
    if (request.path === "/index.yaml") {
      return text(
        // cm-push reads from here where the API is.
        `apiVersion: v1\nserverInfo:\n  contextPath: /helm\nentries:\n  demo:\n    - apiVersion: v2\n      name: demo\n      version: 1.0.0\n` +
          `      digest: ${digest("sha256", CHART_FILE)}\n      urls: [charts/demo-1.0.0.tgz]\n`,
        "text/yaml",
      );
    }
    if (request.path === "/charts/demo-1.0.0.tgz") return file(CHART_FILE);
    return request.method === "POST" ? json({ saved: true }, 201) : null;
  },
  refuse: likePage,
};

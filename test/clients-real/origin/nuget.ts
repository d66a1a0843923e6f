/** A NuGet feed of version 2, which Debian's nuget speaks. */
import { likeGitLab } from "./refusals.ts";
import { type Answer, type Registry, stageByMethod } from "./registry.ts";

export const nugetRegistry: Registry = {
  prefix: "/nuget",
  format: "nuget",
  stage: (request) => (request.path === "/" ? null : stageByMethod(request, /^\/package\//)),
  answer(request): Answer | null {
    if (request.method === "PUT") return { status: 201, body: "" };
    if (request.path !== "/") return null;
    const body = `<?xml version="1.0" encoding="utf-8"?><service xml:base="${request.base}/" xmlns="http://www.w3.org/2007/app" xmlns:atom="http://www.w3.org/2005/Atom"><workspace><atom:title>Default</atom:title><collection href="Packages"><atom:title>Packages</atom:title></collection></workspace></service>`;
    return {
      status: 200,
      headers: { "content-type": "application/atomsvc+xml; charset=utf-8", dataserviceversion: "1.0;" },
      body,
    };
  },
  refuse: likeGitLab,
};

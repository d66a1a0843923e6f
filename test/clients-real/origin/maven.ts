/** A Maven repository, as Artifactory serves it. */
import { digest, zip } from "./archives.ts";
import { likeArtifactory } from "./refusals.ts";
import { type Answer, file, type Registry, stageByMethod, text } from "./registry.ts";

const AT = "/org/example/lib/1.0/lib-1.0";
const POM = `<project><modelVersion>4.0.0</modelVersion><groupId>org.example</groupId><artifactId>lib</artifactId><version>1.0</version></project>`;
export const JAR = zip({ "lib.txt": "lib\n" });
const FILES: Readonly<Record<string, string | Buffer>> = { [`${AT}.pom`]: POM, [`${AT}.jar`]: JAR };

export const mavenRegistry: Registry = {
  prefix: "/maven",
  format: "maven",
  stage: (request) => stageByMethod(request, /\.jar$/),
  answer(request): Answer | null {
    if (request.method === "PUT") return { status: 201, body: "" };
    const content = FILES[request.path];
    if (content !== undefined) return file(Buffer.from(content));
    const [, path = "", algorithm = ""] = /^(.*)\.(sha1|md5)$/.exec(request.path) ?? [];
    const summed = FILES[path];
    return summed === undefined
      ? null
      : text(digest(algorithm === "md5" ? "md5" : "sha1", summed), "text/plain");
  },
  refuse: likeArtifactory,
};

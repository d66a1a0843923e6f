/**
 * Sonatype Nexus Repository 3: /repository/name/... below `ORIGIN` (`https://host`, or `https://host/context`).
 * Read in sonatype/nexus-public (3.77): RepositoryImpl.java (a repository's URL, which does not name its format), the
 * names that its tests and defaults give to repositories, SiestaModule.java (/service/rest); Sonatype's help,
 * "Docker Registry" (3.83 and later serve /v2/repository/image on the main port; before that a port, a subdomain or a
 * reverse proxy of the operator does). The format is guessed from the repository's name or the path, see
 * repository-format.ts. The web interface is not served.
 * One host for all, so no route has to trust another.
 * Not verified in source, since Sonatype has not published it: the paths of all formats but apt, maven and raw; they
 * are those that the clients themselves request.
 */
import type { Preset } from "./preset.ts";
import { REPOSITORY_FORMATS, repositoryShapes } from "./repository-format.ts";

const ROOT = "/repository";

export const nexus: Preset = {
  routes: () => {
    const shape = repositoryShapes(ROOT);
    return [
      ...REPOSITORY_FORMATS.map((format) => ({
        name: format,
        format,
        paths: [`${ROOT}/*/*`],
        shape: shape(format),
      })),
      { name: "oci", format: "oci", paths: ["/v2/*"] },
      { name: "api", format: "generic", paths: ["/service/rest/*"] },
    ];
  },
};

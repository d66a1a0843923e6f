/** A conda channel of one package, as Artifactory serves it. */
import { zstdCompressSync } from "node:zlib";
import { digest, tar, zip } from "./archives.ts";
import { likeArtifactory } from "./refusals.ts";
import { type Answer, file, json, type Registry, stageByMethod } from "./registry.ts";

const NAME = "demo-1.0-0";
const INDEX = { name: "demo", version: "1.0", build: "0", build_number: 0, depends: [], subdir: "noarch" };
const DEMO = "demo\n";

const INFO = tar({
  "info/index.json": JSON.stringify(INDEX),
  "info/files": "demo.txt\n",
  "info/paths.json": JSON.stringify({
    paths_version: 1,
    paths: [
      {
        _path: "demo.txt",
        path_type: "hardlink",
        sha256: digest("sha256", DEMO),
        size_in_bytes: DEMO.length,
      },
    ],
  }),
});

const PACKAGE = zip(
  {
    "metadata.json": JSON.stringify({ conda_pkg_format_version: 2 }),
    [`pkg-${NAME}.tar.zst`]: zstdCompressSync(tar({ "demo.txt": DEMO })),
    [`info-${NAME}.tar.zst`]: zstdCompressSync(INFO),
  },
  "stored",
);

const REPODATA = {
  info: { subdir: "noarch" },
  packages: {},
  "packages.conda": {
    [`${NAME}.conda`]: {
      ...INDEX,
      sha256: digest("sha256", PACKAGE),
      md5: digest("md5", PACKAGE),
      size: PACKAGE.length,
    },
  },
  repodata_version: 1,
};

export const condaRegistry: Registry = {
  prefix: "/conda",
  format: "conda",
  stage: (request) => stageByMethod(request, /\.conda$/),
  answer({ path }): Answer | null {
    if (path === `/noarch/${NAME}.conda`) return file(PACKAGE);
    return path === "/noarch/repodata.json" ? json(REPODATA) : null;
  },
  refuse: likeArtifactory,
};

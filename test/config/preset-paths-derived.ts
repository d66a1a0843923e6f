/** Paths of the gateway for what a product serves on hosts derived from ORIGIN. */

export type Taken = readonly [id: string, format: string, originUrl: string];

export interface DerivedPaths {
  readonly preset: string;
  readonly origin: string;
  /** A path, or a complete URL if the gateway's host matters. */
  readonly paths: readonly (readonly [request: string, where: Taken])[];
}

const GITHUB: DerivedPaths = {
  preset: "github",
  origin: "https://pkg.github.example",
  paths: [
    ["/npm/@acme%2fleft-pad", ["github-npm", "npm", "https://npm.pkg.github.example/@acme%2fleft-pad"]],
    [
      "/maven/acme/app/org/acme/lib/1.0/lib-1.0.pom",
      ["github-maven", "maven", "https://maven.pkg.github.example/acme/app/org/acme/lib/1.0/lib-1.0.pom"],
    ],
    ["/nuget/acme/index.json", ["github-nuget", "nuget", "https://nuget.pkg.github.example/acme/index.json"]],
    [
      "/rubygems/acme/specs.4.8.gz",
      ["github-rubygems", "rubygems", "https://rubygems.pkg.github.example/acme/specs.4.8.gz"],
    ],
    ["/v2/", ["github-oci", "oci", "https://containers.pkg.github.example/v2/"]],
    [
      "/v2/acme/app/manifests/latest",
      ["github-oci", "oci", "https://containers.pkg.github.example/v2/acme/app/manifests/latest"],
    ],
  ],
};

const SHORT: readonly (readonly [label: string, format: string])[] = [
  ["npm", "npm"],
  ["nuget", "nuget"],
  ["maven", "maven"],
  ["python", "pypi"],
  ["ruby", "rubygems"],
  ["golang", "go"],
  ["cargo", "cargo"],
  ["composer", "composer"],
  ["conan", "conan"],
  ["conda", "conda"],
  ["dart", "pub"],
  ["hex", "hex"],
  ["huggingface", "huggingface"],
  ["swift", "swift"],
  ["terraform", "terraform"],
  ["generic", "generic"],
  ["upload", "generic"],
  ["api", "generic"],
];

function cloudsmith(origin: string, domain: string): DerivedPaths {
  const download = (path: string, name: string, format: string): readonly [string, Taken] => [
    `/dl${path}`,
    [`cloudsmith-${name}`, format, `https://dl.${domain}${path}`],
  ];
  return {
    preset: "cloudsmith",
    origin,
    paths: [
      ...SHORT.map(
        ([label, format]) =>
          [
            `/${label}/acme/production/x?y=1`,
            [`cloudsmith-${label}`, format, `https://${label}.${domain}/acme/production/x?y=1`],
          ] as const,
      ),
      [
        "/npm/acme/a/python/-/python-1.0.0.tgz",
        ["cloudsmith-npm", "npm", `https://npm.${domain}/acme/a/python/-/python-1.0.0.tgz`],
      ],
      [
        "/v2/acme/production/app/manifests/1",
        ["cloudsmith-docker", "oci", `https://docker.${domain}/v2/acme/production/app/manifests/1`],
      ],
      download("/basic/acme/production/python/simple/requests/", "dl-pypi", "pypi"),
      download("/public/acme/production/ruby/specs.4.8.gz", "dl-rubygems", "rubygems"),
      download("/aBcDeF123456/acme/production/maven/org/acme/lib/1.0/lib-1.0.pom", "dl-maven", "maven"),
      download("/public/acme/production/helm/charts/index.yaml", "dl-helm", "helm"),
      download("/aBcDeF123456/acme/production/cargo/config.json", "dl-cargo", "cargo"),
      download("/public/acme/production/go/example.com/lib/@v/list", "dl-go", "go"),
      download("/basic/acme/production/deb/debian/dists/bookworm/InRelease", "dl-debian", "debian"),
      download("/basic/acme/production/rpm/el/9/x86_64/repodata/repomd.xml", "dl-rpm", "rpm"),
      download("/basic/acme/production/alpine/v3.20/main/x86_64/APKINDEX.tar.gz", "dl-alpine", "alpine"),
      download("/basic/acme/production/raw/files/tools.tar.gz", "dl", "generic"),
      download("/public/acme/production/gpg.0123456789ABCDEF.key", "dl", "generic"),
      download("/basic/acme/production/vagrant/box/metadata.json", "dl", "generic"),
    ],
  };
}

const GITLAB: DerivedPaths = {
  preset: "gitlab",
  origin: "https://gitlab.example",
  paths: [
    [
      "https://registry.packages.example/v2/acme/app/manifests/latest",
      ["gitlab-registry", "oci", "https://registry.gitlab.example/v2/acme/app/manifests/latest"],
    ],
    [
      "https://registry.packages.example:8443/v2/",
      ["gitlab-registry", "oci", "https://registry.gitlab.example/v2/"],
    ],
    [
      "https://registry.packages.example/jwt/auth?service=container_registry",
      ["gitlab-oci", "oci", "https://gitlab.example/jwt/auth?service=container_registry"],
    ],
    ["https://registryx.example/v2/", ["gitlab-oci", "oci", "https://gitlab.example/v2/"]],
  ],
};

const ARTIFACTORY: DerivedPaths = {
  preset: "artifactory",
  origin: "https://artifactory.example/artifactory/",
  paths: [
    [
      "/artifactory/api/npm/js/left-pad",
      ["artifactory-npm", "npm", "https://artifactory.example/artifactory/api/npm/js/left-pad"],
    ],
    ["/v2/", ["artifactory-oci", "oci", "https://artifactory.example/v2/"]],
  ],
};

export const DERIVED_PATHS = [
  GITHUB,
  cloudsmith("https://cloudsmith.example", "cloudsmith.example"),
  cloudsmith("https://dl.acme.example/", "acme.example"),
  GITLAB,
  ARTIFACTORY,
];

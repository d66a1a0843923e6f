/**
 * The URLs that each product's documentation gives to clients, for routes whose patterns don't contain all of it. Pure data.
 * The comment before a row names its source: a page of the product's documentation, or repo:file.
 */
import type { FormatName } from "../../clients/index.ts";
import type { PresetName } from "../../config/presets/index.ts";

export interface ClientPaths {
  /** What the product calls the name that a `*` in a pattern stands for, unless the segment before it already names it. */
  readonly segment: string;
  /**
   * By the name of the route: the complete path of its clients' URLs, or one below the route's own pattern if it begins with `./`. For
   * OCI: what precedes an image's name. Null: no line, since the documentation has no such URL, or none was found.
   */
  readonly routes: Readonly<Record<string, string | null>>;
}

/** docs.gitea.com/usage/packages: the page of each format. Forgejo's (forgejo.org/docs/latest/user/packages) have the same. */
const GITEA: ClientPaths = {
  segment: "owner",
  routes: {
    conda: "/api/packages/<owner>/conda",
    generic: "/api/packages/<owner>/generic",
    go: "/api/packages/<owner>/go",
    oci: "/<owner>",
    // git-lfs/git-lfs:docs/api/server-discovery.md
    lfs: "/<owner>/<repository>.git/info/lfs",
    // go-gitea/gitea:routers/api/packages/api.go: the state alone.
    terraform: null,
  },
};

export const CLIENT_PATHS: Readonly<Record<PresetName, ClientPaths>> = {
  artifactory: {
    segment: "repository",
    routes: {
      // JFrog help, "Connect the .NET NuGet Client to Artifactory"; jfrog/jfrog-cli-artifactory:artifactory/commands/dotnet
      nuget: "/artifactory/api/nuget/v3/<repository>/index.json",
      // JFrog help, "ARTIFACTORY: Configure Cargo Remote Repository"
      cargo: "/artifactory/api/cargo/<repository>/index",
      // JFrog's wiki, "Conda Repositories": the URL of a channel.
      conda: "/artifactory/api/conda/<repository>",
      // JFrog's wiki, "Git LFS Repositories"
      lfs: "/artifactory/api/lfs/<repository>",
      // JFrog help, "Docker Repository URL Formats": the repository path, rather than a subdomain or a port of its own.
      oci: "/<repository>",
      // The mirror of providers, seen in the set-up of public projects.
      terraform: "/artifactory/api/terraform/<repository>/providers",
      // jfrog/jfrog-cli-artifactory:ide/commands/aieditorextensions/base.go
      vscode: "/artifactory/api/aieditorextensions/<repository>/_apis/public/gallery",
      // JFrog help, "Deploy Terraform Providers via API", and others: files are below the repository's name.
      generic: "/artifactory/<repository>",
    },
  },
  cloudsmith: {
    segment: "repository",
    // cloudsmith-io/cloudsmith-docs:src/content/formats, the page of each format. Python, Ruby and Maven have a host for uploads
    // (a route of its own) and are read from the download host.
    routes: {
      npm: "./<owner>/<repository>",
      nuget: "./<owner>/<repository>/v3/index.json",
      golang: "./<owner>/<repository>",
      cargo: "./<owner>/<repository>",
      composer: "./<owner>/<repository>",
      conan: "./<owner>/<repository>",
      conda: "./<owner>/<repository>",
      dart: "./<owner>/<repository>",
      generic: "./<owner>/<repository>",
      huggingface: "./<owner>/<repository>",
      swift: "./<owner>/<repository>",
      docker: "/<owner>/<repository>",
      "dl-pypi": "/dl/basic/<owner>/<repository>/python/simple",
      "dl-rubygems": "/dl/basic/<owner>/<repository>/ruby",
      "dl-maven": "/dl/basic/<owner>/<repository>/maven",
      "dl-helm": "/dl/basic/<owner>/<repository>/helm/charts",
      "dl-debian": "/dl/basic/<owner>/<repository>/deb/<distribution>",
      "dl-rpm": "/dl/basic/<owner>/<repository>/rpm/<distribution>/<version>/$basearch",
      "dl-alpine": "/dl/basic/<owner>/<repository>/alpine/<version>/main",
      // Added next to hexpm with the fingerprint of a key, not in its place.
      hex: null,
      // Its discovery is on a host of its own.
      terraform: null,
    },
  },
  codeartifact: {
    segment: "repository",
    routes: {
      // aws/aws-cli:awscli/customizations/codeartifact/login.py
      nuget: "./v3/index.json",
      generic: null,
    },
  },
  forgejo: GITEA,
  gitea: GITEA,
  github: {
    segment: "owner",
    // github/docs:content/packages/working-with-a-github-packages-registry, the page of each registry.
    routes: {
      maven: "./<owner>/<repository>",
      nuget: "./<owner>/index.json",
      rubygems: "./<owner>",
      oci: "/<owner>",
    },
  },
  gitlab: {
    segment: "project",
    routes: {
      // gitlabhq/gitlabhq:doc/user/packages/conan_2_repository/_index.md: Conan 2 has no path for the instance.
      conan: "/api/v4/projects/<project>/packages/conan",
      // gitlabhq/gitlabhq:doc/user/packages/helm_repository/_index.md
      helm: "./<channel>",
      // gitlabhq/gitlabhq:doc/user/packages/rubygems_registry/_index.md: gems can't be installed from there.
      rubygems: null,
      // In the API's code, not in doc/user/packages.
      cargo: null,
      rpm: null,
      // docs.gitlab.com/user/packages/terraform_module_registry: found through /.well-known/terraform.json.
      terraform: "",
      // docs.gitlab.com/user/packages/dependency_proxy
      oci: "/<group>/dependency_proxy/containers",
      // docs.gitlab.com/user/packages/container_registry
      registry: "/<group>/<project>",
      // git-lfs/git-lfs:docs/api/server-discovery.md
      lfs: "/<group>/<project>.git/info/lfs",
    },
  },
  harbor: {
    segment: "project",
    routes: {
      // goharbor/website:docs/working-with-projects/working-with-images/pulling-pushing-images.md
      oci: "/<project>",
      // Before Harbor 2.8. goharbor/website: docs/working-with-projects/working-with-images/managing-helm-charts.md
      helm: "./<project>",
    },
  },
  nexus: {
    segment: "repository",
    // help.sonatype.com, "Configurable Repository Fields": a repository's URL is /repository/name, whatever its format.
    routes: {
      // "Conda Repositories": the URL of a channel.
      conda: "/repository/<repository>",
      // "Docker Registry", path-based routing.
      oci: "/<repository>",
      generic: "/repository/<repository>",
      // Not among the formats of Sonatype's help, or without a client's URL there.
      alpine: null,
      galaxy: null,
      lfs: null,
      pub: null,
      swift: null,
      terraform: null,
    },
  },
  pulp: {
    segment: "name",
    // pulp/pulpcore:app/settings.py, CONTENT_PATH_PREFIX
    routes: { content: "/pulp/content" },
  },
  verdaccio: { segment: "name", routes: {} },
};

/** Products whose npm registry is set for a scope: github/docs, "Working with the npm registry"; docs.gitea.com/usage/packages/npm. */
export const NPM_SCOPES: Readonly<Partial<Record<PresetName, string>>> = {
  forgejo: "<scope>",
  gitea: "<scope>",
  github: "<owner>",
};

/**
 * Formats in which a product has its own packages only, and its documentation adds it to the public registry. The other products
 * fetch from the public one themselves (remote repositories, upstreams, forwarding).
 */
export const BESIDE_PUBLIC: Readonly<Partial<Record<PresetName, readonly FormatName[]>>> = {
  // docs.gitea.com/usage/packages/maven and rubygems
  forgejo: ["maven", "rubygems"],
  gitea: ["maven", "rubygems"],
  // github/docs, "Working with the Apache Maven registry" and "the RubyGems registry"
  github: ["maven", "rubygems"],
  // docs.gitlab.com/user/packages/package_registry/supported_functionality: npm and PyPI are forwarded
  gitlab: ["maven"],
};

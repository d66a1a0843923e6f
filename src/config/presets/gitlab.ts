/**
 * GitLab, its own paths below `ORIGIN` (`https://host`, or `https://host/base` with a relative URL root).
 * Read in gitlabhq/gitlabhq: doc/api/packages/{npm,maven,nuget,pypi,composer,rubygems,conan_v1,conan_v2,helm,debian,
 * go_proxy,terraform-modules}.md; lib/api/{generic_packages,ml_model_packages,rpm_project_packages,
 * cargo_project_packages}.rb; config/routes.rb (jwt/auth), config/routes/{group,git_http}.rb;
 * ee/lib/ee/gitlab/rack_attack/request.rb (the paths of the virtual registries).
 * The container registry has a host of its own. The documentation's example is `registry.` before GitLab's, so
 * requests to a host of the gateway that begins with `registry.` go there; on any other host /v2 is GitLab's own, the
 * dependency proxy. A registry elsewhere (port 5050), or that of a GitLab on an IP address, which has no subdomains,
 * needs a route of its own in `ROUTES`.
 * The registry trusts GitLab's own token service: its challenges send clients there, with the credentials that they
 * have for GitLab. Nothing in GitLab sends clients the other way.
 * Everything else of the REST API speaks plain HTTP. Git itself and the web interface are not served.
 */
import { type Preset, type PresetRoute, subdomain } from "./preset.ts";

const API = "/api/v4";

function project(...formats: string[]): string[] {
  return formats.map((format) => `${API}/projects/*/packages/${format}/*`);
}

function group(...formats: string[]): string[] {
  return formats.map((format) => `${API}/groups/*/-/packages/${format}/*`);
}

function instance(...formats: string[]): string[] {
  return formats.map((format) => `${API}/packages/${format}/*`);
}

function dependencyProxy(...formats: string[]): string[] {
  return formats.map((format) => `${API}/projects/*/dependency_proxy/packages/${format}/*`);
}

/** A virtual registry is identified by a number; a name in that place is the REST API that manages it. */
function virtual(format: "maven" | "npm"): PresetRoute {
  return {
    name: format,
    format,
    paths: [`${API}/virtual_registries/packages/${format}/*/*`],
    shape: /\/virtual_registries\/packages\/[a-z]+\/\d+\//,
  };
}

export const gitlab: Preset = {
  routes: (origin) => [
    {
      name: "npm",
      format: "npm",
      paths: [...project("npm"), ...group("npm"), ...instance("npm"), ...dependencyProxy("npm")],
    },
    virtual("npm"),
    {
      name: "maven",
      format: "maven",
      paths: [...project("maven"), ...group("maven"), ...instance("maven"), ...dependencyProxy("maven")],
    },
    virtual("maven"),
    // Feeds of v2 and v3, symbols.
    { name: "nuget", format: "nuget", paths: [...project("nuget"), ...group("nuget")] },
    { name: "pypi", format: "pypi", paths: [...project("pypi"), ...group("pypi")] },
    {
      name: "composer",
      format: "composer",
      paths: [...project("composer"), `${API}/group/*/-/packages/composer/*`],
    },
    { name: "rubygems", format: "rubygems", paths: project("rubygems") },
    { name: "conan", format: "conan", paths: [...project("conan"), ...instance("conan")] },
    { name: "helm", format: "helm", paths: project("helm") },
    { name: "debian", format: "debian", paths: [...project("debian"), ...group("debian")] },
    { name: "go", format: "go", paths: project("go") },
    { name: "cargo", format: "cargo", paths: project("cargo") },
    { name: "rpm", format: "rpm", paths: project("rpm") },
    {
      name: "terraform",
      format: "terraform",
      paths: [
        ...project("terraform/modules"),
        ...instance("terraform/modules/v1"),
        "/.well-known/terraform.json",
      ],
    },
    {
      name: "terraform",
      format: "terraform",
      paths: [`${API}/projects/*/*`],
      shape: /\/projects\/[^/]+\/terraform\/state\//,
    },
    { name: "generic", format: "generic", paths: project("generic") },
    { name: "ml-models", format: "generic", paths: project("ml_models") },
    { name: "oci", format: "oci", paths: ["/v2/*", "/jwt/auth"] },
    {
      name: "registry",
      format: "oci",
      paths: ["/v2/*"],
      host: "registry.*",
      origin: { base: subdomain(origin, "registry"), prefix: "" },
      trusts: ["oci"],
    },
    { name: "lfs", format: "lfs", paths: ["/*"], shape: /\.git\/(?:info\/lfs|gitlab-lfs)\// },
    { name: "api", format: "generic", paths: [`${API}/*`] },
  ],
};

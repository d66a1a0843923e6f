/**
 * Pulp 3, its own paths below `ORIGIN` (`https://host`), also with domains, whose name is one more segment.
 * Read in pulp/pulpcore (3.123: app/urls.py, app/settings.py, app/views/status.py, content/__init__.py) and in app/urls.py of
 * pulp/pulp_python, pulp_npm, pulp_maven, pulp_ansible, pulp_container (also app/content.py) and pulp_rust.
 * Below /pulp/content is the base path of a distribution, a name that operators choose, which does not say the format. Clients of RPM,
 * Debian and RubyGems read there alone (pulp_rpm, pulp_deb and pulp_gem have no other paths for them), npm reads there and publishes
 * elsewhere, and the files of Python indexes and Maven repositories are there too. It is served as plain files; `ROUTES` can add the format.
 * Settings that move paths (API_ROOT, CONTENT_PATH_PREFIX, PYPI_PATH_PREFIX, GALAXY_API_ROOT) or name another host for content
 * (CONTENT_ORIGIN) need routes of their own. The web interface, the sign-in (/auth) and Flatpak's index are not served.
 * One host for all, so no route has to trust another.
 * With domains, the repository's name is counted as a part of a Maven group: the path does not say where the group begins.
 * Not verified by running them: Cargo (pulp_rust), domains.
 */
import type { Preset } from "./preset.ts";

export const pulp: Preset = {
  routes: () => [
    // `*` is the first segment of a base path, or the domain; further segments come before the client's own path.
    { name: "pypi", format: "pypi", paths: ["/pypi/*/*"] },
    { name: "npm", format: "npm", paths: ["/npm/*/*"] },
    { name: "maven", format: "maven", paths: ["/pulp/maven/*/*"] },
    { name: "galaxy", format: "galaxy", paths: ["/pulp_ansible/galaxy/*/*"] },
    { name: "cargo", format: "cargo", paths: ["/pulp/cargo/*/*"] },
    // Blobs are served by the content app. skopeo, podman and CRI-O ask for signatures next to the registry.
    { name: "oci", format: "oci", paths: ["/v2/*", "/token", "/extensions/v2/*", "/pulp/container/*"] },
    { name: "content", format: "generic", paths: ["/pulp/content/*"] },
    { name: "api", format: "generic", paths: ["/pulp/api/*", "/pulp/*/api/*"] },
  ],
  publishedOnly: ["npm"],
};

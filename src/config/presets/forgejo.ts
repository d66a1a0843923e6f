/**
 * Forgejo, its own paths below `ORIGIN`: those of Gitea, from which it came (see gitea.ts), and its own.
 * One host for all, so no route has to trust another.
 * Read in Forgejo's documentation of the ALT registry (/api/packages/{owner}/alt/{group}.repo). Not verified in
 * Forgejo's source: that every one of Gitea's paths is still there.
 */
import { GITEA_ROUTES } from "./gitea.ts";
import type { Preset } from "./preset.ts";

export const forgejo: Preset = {
  routes: () => [
    ...GITEA_ROUTES,
    // RPM packages fetched by apt-rpm, a descendant of apt.
    { name: "alt", format: "debian", paths: ["/api/packages/*/alt/*"] },
    { name: "api", format: "generic", paths: ["/api/forgejo/v1/*"] },
  ],
};

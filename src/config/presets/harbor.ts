/**
 * Harbor, its own paths below `ORIGIN`.
 * Read in goharbor/harbor: src/server/route.go, src/server/registry/route.go,
 * make/photon/prepare/templates/nginx/nginx.https.conf.jinja; the chart repositories of ChartMuseum (before Harbor 2.8)
 * in src/pkg/chart/testdata/harbor-schema1/templates/nginx. The web interface and its sign-in (/c) are not served.
 * One host for all, so no route has to trust another.
 * Not verified: the path of uploads to ChartMuseum, /api/chartrepo.
 */
import type { Preset } from "./preset.ts";

export const harbor: Preset = {
  routes: () => [
    { name: "oci", format: "oci", paths: ["/v2/*", "/service/token"] },
    { name: "helm", format: "helm", paths: ["/chartrepo/*", "/api/chartrepo/*"] },
    { name: "api", format: "generic", paths: ["/api/v2.0/*", "/api/version"] },
  ],
};

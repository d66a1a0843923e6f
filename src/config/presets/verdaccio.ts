/**
 * Verdaccio: npm at the root of `ORIGIN` (with its `url_prefix`, if it has one).
 * Read in verdaccio/verdaccio: packages/api/src/index.ts; packages/web (the root page, /-/web, /-/static and the
 * interface's own API /-/verdaccio, none of which is served here).
 * One route.
 */
import type { Preset } from "./preset.ts";

export const verdaccio: Preset = {
  routes: () => [
    { name: "npm", format: "npm", paths: ["/*"], shape: /^\/(?!$|-\/(?:web|static|verdaccio)(?:\/|$))/ },
  ],
};

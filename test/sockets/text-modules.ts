/** The files that the rules of wrangler.toml make modules of text, for Miniflare. */
export const TEXT_MODULES = [
  {
    type: "Text" as const,
    include: ["**/*.css", "**/*.client.js", "**/*uPlot.iife.min.js", "**/*openapi.json"],
  },
];

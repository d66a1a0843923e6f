/** Files that wrangler's rules (wrangler.toml) make modules of text. */
declare module "*.css" {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: a module of text has no other.
  export default text;
}
declare module "*.client.js" {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: a module of text has no other.
  export default text;
}
declare module "*/uPlot.iife.min.js" {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: a module of text has no other.
  export default text;
}

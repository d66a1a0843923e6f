/** Files that rules in wrangler.toml make text modules. */
declare module "*.css" {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: a text module has no other.
  export default text;
}
declare module "*.client.js" {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: a text module has no other.
  export default text;
}
declare module "*/uPlot.iife.min.js" {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: a text module has no other.
  export default text;
}

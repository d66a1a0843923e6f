/** An extension gallery with both APIs: that of Open VSX, and as much of the Marketplace's as vsce needs. */
import { zip } from "./archives.ts";
import { withMember } from "./refusals.ts";
import { type Answer, file, json, type Registry, type RegistryRequest, stageByMethod } from "./registry.ts";

const MANIFEST = {
  name: "demo",
  publisher: "acme",
  version: "1.0.0",
  engines: { vscode: "^1.80.0" },
  license: "MIT",
  description: "A demonstration",
};

/** An extension as `ovsx package` makes it, as small as possible. */
export const EXTENSION = zip({
  "extension/package.json": JSON.stringify(MANIFEST),
  "extension.vsixmanifest":
    '<?xml version="1.0" encoding="utf-8"?><PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">' +
    '<Metadata><Identity Language="en-US" Id="demo" Version="1.0.0" Publisher="acme"/><DisplayName>demo</DisplayName>' +
    "<Description>A demonstration</Description><Properties/></Metadata>" +
    '<Installation><InstallationTarget Id="Microsoft.VisualStudio.Code"/></Installation><Dependencies/>' +
    '<Assets><Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json"/></Assets></PackageManifest>',
});

/** azure-devops-node-api: GalleryApi.js; the resources that a publish requests, by their ids. */
const LOCATIONS = [
  [
    "e11ea35a-16fe-4b80-ab11-c4cab88a0966",
    "_apis/gallery/publishers/{publisherName}/extensions/{extensionName}",
  ],
  ["a41192c8-9525-4b58-bc86-179fa549d80d", "_apis/gallery/extensions"],
].map(([id, routeTemplate]) => ({
  id,
  area: "gallery",
  resourceName: "extensions",
  routeTemplate,
  resourceVersion: 2,
  minVersion: "1.0",
  maxVersion: "7.2",
  releasedVersion: "0.0",
}));

export const vscodeRegistry: Registry = {
  prefix: "/vscode",
  format: "vscode",
  stage(request) {
    // ovsx requests the registry's version, and vsce its paths; both also work without an existing extension.
    if (request.method === "OPTIONS" || request.path === "/api/version") return null;
    if (/\/extensionquery$/.test(request.path)) return "metadata";
    return stageByMethod(request, /\.vsix$/);
  },
  answer(request): Answer | null {
    const { method, path } = request;
    if (method === "OPTIONS") return json({ count: LOCATIONS.length, value: LOCATIONS });
    if (path === "/api/version") return json({ version: "1.3.0" });
    if (path === "/api/-/size-limit") return json({ maxSize: 1_000_000 });
    if (path.endsWith(".vsix")) return file(EXTENSION);
    if (path === "/_apis/public/gallery/extensionquery") return json({ results: [{ extensions: [] }] });
    if (method === "POST") return json(extension(request), 201);
    return path === "/api/acme/demo" ? json(extension(request)) : null;
  },
  refuse: withMember((error) => ({ error })),
};

function extension({ base }: RegistryRequest): unknown {
  return {
    namespace: "acme",
    name: "demo",
    version: "1.0.0",
    targetPlatform: "universal",
    files: { download: `${base}/api/acme/demo/1.0.0/file/acme.demo-1.0.0.vsix` },
  };
}
